"""The test run: same doors as production, a cheap password hasher, tasks in the same process."""

from config.settings.base import *  # noqa: F403 -- a settings module extends its base

DEMO_ALLOWED = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STYLE_PAGE = True
# Files come straight from their folders; nothing has to be collected first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- as above
# A test that fails shows what went wrong, not the hundreds of tasks that went well before.
LOGGING["loggers"]["celery.app.trace"] = {"level": "WARNING"}  # noqa: F405 -- as above
SIGN_IN_TRIES_PER_ADDRESS = 1_000_000  # all tests knock from one address
# Real signatures that vouch for nobody.
SIGNING_MEANS = ["soft", "outside"]
TIMESTAMP_URL = "local"
# Looked for when asked for: else every client of a test would first walk through all files.
WHITENOISE_AUTOREFRESH = True
