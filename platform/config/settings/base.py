"""What holds in every environment."""

import os

from config.settings import environment as env

ROOT = env.ROOT
SECRET_KEY = env.text("SECRET_KEY")
DEBUG = False
RUN_DIR = env.Path(env.text("RUN_DIR", str(ROOT / ".run")))

# --- places -----------------------------------------------------------------------------------
SHARED_APPS = [
    "django_tenants",
    "django.contrib.contenttypes",
    "tenancy",
]
TENANT_APPS: list[str] = []
# Apps of the kernel live in both: the operators' own copy stands in the public schema.
KERNEL_APPS: list[str] = [
    "kernel.audit",
    "kernel.outbox",
    "kernel.idempotency",
]
SHARED_APPS += KERNEL_APPS
TENANT_APPS += KERNEL_APPS
PLAIN_APPS = [
    "django.contrib.staticfiles",
]
INSTALLED_APPS = [*SHARED_APPS, *[app for app in TENANT_APPS if app not in SHARED_APPS], *PLAIN_APPS]
TENANT_MODEL = "tenancy.Council"
TENANT_DOMAIN_MODEL = "tenancy.Domain"
TENANT_LIMIT_SET_CALLS = True
PG_EXTRA_SEARCH_PATHS: list[str] = []
PUBLIC_SCHEMA_URLCONF = "config.urls_public"
ROOT_URLCONF = "config.urls_council"
# Hosts of the operators' place; every other host must be a council's.
PUBLIC_HOSTS = env.words("PUBLIC_HOSTS", "console.localhost")
COUNCIL_DOMAIN = env.text("COUNCIL_DOMAIN", "localhost")

# --- databases: one database, one login for each kind of work (docs/security.md) -----------------
DATABASES = {"default": env.database("DATABASE_URL", engine="tenancy.postgres")}
if os.environ.get("DATABASE_OWNER_URL"):  # only migrations, the control worker and tests know it
    DATABASES["owner"] = env.database("DATABASE_OWNER_URL", engine="tenancy.postgres")
if os.environ.get("DATABASE_READER_URL"):
    DATABASES["figures"] = env.database("DATABASE_READER_URL", engine="django.db.backends.postgresql")
DATABASE_ROUTERS = ["tenancy.router.PlaceRouter"]
TENANT_SYNC_ROUTER = "tenancy.router.PlaceRouter"
STATEMENT_TIMEOUT_MS = env.number("STATEMENT_TIMEOUT_MS", 15_000)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- redis -------------------------------------------------------------------------------------
REDIS_URL = env.text("REDIS_URL")

# --- requests ----------------------------------------------------------------------------------
MIDDLEWARE: list[str] = []
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ".localhost,localhost")
WSGI_APPLICATION = "config.wsgi.application"

# --- words and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
