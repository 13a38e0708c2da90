"""The test run: same doors as production, a cheap password hasher, tasks in the same process."""

from config.settings.base import *  # noqa: F403 -- a settings module extends its base

DEMO_ALLOWED = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
