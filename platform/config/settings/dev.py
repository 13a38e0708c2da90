"""A developer's or a newcomer's own machine."""

from config.settings import environment as env
from config.settings.base import *  # noqa: F403 -- a settings module extends its base

DEBUG = False
DEMO_ALLOWED = True
COUNCIL_ADDRESS = env.text("COUNCIL_ADDRESS", f"http://{{host}}:{env.number('PORT', 8000)}")
STYLE_PAGE = True
# The bare address of this machine, which the ready line names, leads to the councils and to the operators.
SIGNPOST_HOSTS = ["localhost", "127.0.0.1"]
ALLOWED_HOSTS += ["127.0.0.1"]  # noqa: F405 -- as above
MIDDLEWARE.insert(MIDDLEWARE.index("tenancy.middleware.PlaceMiddleware"), "config.signpost.SignpostMiddleware")  # noqa: F405 -- as above
# Files come straight from their folders; nothing has to be collected first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 -- as above
# Letters are laid into a folder, where a developer reads them.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = RUN_DIR / "mail"  # noqa: F405 -- as above
# Real signatures that vouch for nobody.
SIGNING_MEANS = env.words("SIGNING_MEANS", "soft,outside")
TIMESTAMP_URL = env.text("TIMESTAMP_URL", "local")
