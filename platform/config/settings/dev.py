"""A developer's or a newcomer's own machine."""

from config.settings.base import *  # noqa: F403 -- a settings module extends its base

DEBUG = False
DEMO_ALLOWED = True
STYLE_PAGE = True
# Files come straight from their folders; nothing has to be collected first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- as above
