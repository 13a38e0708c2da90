"""A developer's or a newcomer's own machine."""

from config.settings.base import *  # noqa: F403 -- a settings module extends its base

DEBUG = False
DEMO_ALLOWED = True
