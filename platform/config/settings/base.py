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
    "kernel.accounts",
    "kernel.access",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "kernel.audit",
    "kernel.outbox",
    "kernel.idempotency",
    "kernel.notify",
    "kernel.files",
    "kernel.search",
    "kernel.lists",
    "kernel.drafts",
]
SHARED_APPS += KERNEL_APPS
SHARED_APPS += ["hub.rollups", "console", "gateway"]
TENANT_APPS += [*KERNEL_APPS, "tenancy.border"]
TENANT_APPS += ["gateway"]  # keys stand where they are given: a council's in its schema, the centre's in public
# The domain lives in a council's schema only.
COUNCIL_APPS: list[str] = [
    "council.rulebook",
    "council.people",
    "council.documents",
    "council.sessions",
    "council.exchange",
    "council.indicators",
    "council.portal",
]
TENANT_APPS += COUNCIL_APPS
# Apps without tables.
PLAIN_APPS = [
    "kernel.ui",
    "hub.dashboards",
    "django_cotton",
    "django.contrib.staticfiles",
    "config.apps.Wiring",
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
# How people reach a host from outside: in letters and on the operators' pages.
COUNCIL_ADDRESS = env.text("COUNCIL_ADDRESS", "https://{host}")
# Schemas that are kept ready for new councils.
POOL_SIZE = env.number("POOL_SIZE", 8)

# --- databases: one database, one login for each kind of work (docs/security.md) -----------------
DATABASES = {"default": env.database("DATABASE_URL", engine="tenancy.postgres")}
if os.environ.get("DATABASE_OWNER_URL"):  # only migrations, the control worker and tests know it
    DATABASES["owner"] = env.database("DATABASE_OWNER_URL", engine="tenancy.postgres")
if os.environ.get("DATABASE_READER_URL"):
    DATABASES["figures"] = env.reader("DATABASE_READER_URL")
DATABASE_ROUTERS = ["tenancy.router.PlaceRouter"]
TENANT_SYNC_ROUTER = "tenancy.router.PlaceRouter"
STATEMENT_TIMEOUT_MS = env.number("STATEMENT_TIMEOUT_MS", 15_000)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- redis -------------------------------------------------------------------------------------
REDIS_URL = env.text("REDIS_URL")  # database 0: tasks and live streams; database 1: cache
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.redis_database(REDIS_URL, 1),
        "KEY_PREFIX": env.text("PYTEST_XDIST_WORKER", ""),
        "KEY_FUNCTION": "kernel.place.cache_key",
    }
}
# No task may last longer; the task of a killed worker comes back a minute after that.
TASK_SECONDS = env.number("TASK_SECONDS", 240)
# Requests at once in one process, and so its database connections.
WEB_THREADS = env.number("WEB_THREADS", 8)

# --- requests ----------------------------------------------------------------------------------
MIDDLEWARE: list[str] = [
    "kernel.health.HealthMiddleware",
    "kernel.requests.RequestIdMiddleware",
    "kernel.ui.security.SecurityHeaders",
    "kernel.ui.languages.PageLanguage",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tenancy.middleware.PlaceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kernel.accounts.middleware.ActorMiddleware",
    "kernel.accounts.doors.RefusalMiddleware",
]
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ".localhost,localhost")
WSGI_APPLICATION = "config.wsgi.application"

# --- the log: one line each, with the request it belongs to; never a form's values ------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "kernel.requests.RequestIdFilter"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["request_id"], "formatter": "line"},
        "mail_admins": {"class": "logging.NullHandler"},
    },
    "loggers": {"django": {"handlers": [], "level": "INFO"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}

# --- accounts ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS: list[str] = []  # nobody comes in but through kernel.accounts.actions.sign_in
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kernel.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "kernel.accounts.passwords.NotCommon"},
    {"NAME": "kernel.accounts.passwords.NotTheName"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"  # the first page of each place knows where its people begin
OTP_TOTP_ISSUER = "HĐND số"
OTP_TOTP_THROTTLE_FACTOR = 0  # wrong codes are counted by kernel.accounts.tries, as wrong passwords are
# Every other role may be used only after a second factor (roles and permissions, section 5).
SECOND_FACTOR_OPTIONAL_ROLES = frozenset(
    {"delegate", "team_leader", "committee_member", "committee_head", "agency", "front", "expert"}
)
IDLE_MINUTES_STRICT = env.number("IDLE_MINUTES_STRICT", 15)  # roles with second factor
IDLE_MINUTES_EASY = env.number("IDLE_MINUTES_EASY", 60)
# Many delegates sign in at once from one hall, behind one address.
SIGN_IN_TRIES_PER_ADDRESS = env.number("SIGN_IN_TRIES_PER_ADDRESS", 300)  # in 15 minutes
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)  # proxies of ours in front, each adding to X-Forwarded-For

# --- a national identity (OpenID Connect); without an issuer nobody is sent there ----------------
IDENTITY_ISSUER = env.text("IDENTITY_ISSUER", "").rstrip("/")
IDENTITY_CLIENT_ID = env.text("IDENTITY_CLIENT_ID", "")
IDENTITY_CLIENT_SECRET = env.text("IDENTITY_CLIENT_SECRET", "")
IDENTITY_NAME = env.text("IDENTITY_NAME", "Tài khoản định danh quốc gia")
IDENTITY_HOSTS = env.words("IDENTITY_HOSTS")  # the councils at whose hosts it is switched on; ".domain": at all
IDENTITY_COOKIE_NAME = "hdnd_identity"

# --- cookies: host-only, so that one council's never reaches another's host ------------------------
SESSION_ENGINE = "kernel.accounts.sessions"
SESSION_COOKIE_NAME = "hdnd_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "hdnd_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# --- the open API --------------------------------------------------------------------------------
GATEWAY_INTROSPECTION = env.number("GATEWAY_INTROSPECTION", 0) == 1  # 1: for logins; a key needs schema:read

# --- mail --------------------------------------------------------------------------------------
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587  # the port of submission
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", f"hdnd@{COUNCIL_DOMAIN}")

# --- telephones: without an address a way is off ----------------------------------------------------
SMS_URL = env.text("SMS_URL", "")
SMS_TOKEN = env.text("SMS_TOKEN", "")
SMS_SENDER = env.text("SMS_SENDER", "")
ZALO_URL = env.text("ZALO_URL", "")
ZALO_TOKEN = env.text("ZALO_TOKEN", "")
ZALO_TEMPLATE = env.text("ZALO_TEMPLATE", "")

# --- words and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# Source strings are Vietnamese; the catalogues hold the English of the public shell and our words for Django's forms
# (python -m config.catalogue).
LOCALE_PATHS = [ROOT / "platform" / "config" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- signatures --------------------------------------------------------------------------------------
# outside: PDF files signed by a token or any programme; remote: a service that signs with its customers' keys;
# soft: keys of this machine, for trying out; nothing: documents are signed on paper.
SIGNING_MEANS = env.words("SIGNING_MEANS")
SIGNING_FOLDER = env.Path(env.text("SIGNING_FOLDER", str(RUN_DIR / "signing")))  # of the keys for trying out
# The certificates (PEM or DER) of the authorities that are believed, those of their time stamps too.
SIGNING_TRUSTED = env.Path(env.text("SIGNING_TRUSTED", str(SIGNING_FOLDER / "trusted")))
# The service of remote signatures (Cloud Signature Consortium, API v2): its address and this installation's login.
REMOTE_SIGNING_URL = env.text("REMOTE_SIGNING_URL", "")
REMOTE_SIGNING_CLIENT_ID = env.text("REMOTE_SIGNING_CLIENT_ID", "")
REMOTE_SIGNING_CLIENT_SECRET = env.text("REMOTE_SIGNING_CLIENT_SECRET", "")
TIMESTAMP_URL = env.text("TIMESTAMP_URL", "")  # of an RFC 3161 authority; "local": this machine's own, for trying out

# --- the look ----------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "kernel.ui.context.look",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                ),
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "lucide.templatetags.lucide",
                "kernel.ui.templatetags.ui",
                "kernel.ui.templatetags.vietnam",
            ],
        },
    },
]
# The page with every component in all its states; never in production.
STYLE_PAGE = False
NODE_MODULES = ROOT / "node_modules"
FONT_DIRS = (str(NODE_MODULES / "@expo-google-fonts" / "tinos"),)  # of official papers (NĐ 30/2020: Times)
STATIC_URL = "/static/"
STATIC_ROOT = RUN_DIR / "static"
STATICFILES_DIRS = [
    ("vendor/htmx", NODE_MODULES / "htmx.org" / "dist"),
    ("vendor/pdfjs", NODE_MODULES / "pdfjs-dist" / "build"),
    ("vendor/pdfjs-fonts", NODE_MODULES / "pdfjs-dist" / "standard_fonts"),
    ("vendor/pdfjs-wasm", NODE_MODULES / "pdfjs-dist" / "wasm"),
    ("vendor/font", NODE_MODULES / "@fontsource" / "be-vietnam-pro" / "files"),
    ("vendor/graphiql", NODE_MODULES / "graphiql"),
    ("vendor/react", NODE_MODULES / "react" / "umd"),
    ("vendor/react-dom", NODE_MODULES / "react-dom" / "umd"),
]
VENDOR_ONLY = {  # of these folders nothing else is served or collected
    "vendor/graphiql": ("graphiql.min.js",),
    "vendor/react": ("react.production.min.js",),
    "vendor/react-dom": ("react-dom.production.min.js",),
}
VENDOR_STYLES = {"vendor/graphiql/graphiql.css": NODE_MODULES / "graphiql" / "graphiql.min.css"}
STATICFILES_FINDERS = [
    "kernel.ui.finders.VendorFiles",
    "kernel.ui.finders.StylesWithoutLetters",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kernel.ui.storage.HashedFiles"},
    # Uploads: a folder of this machine, or a bucket of an object store (keys come by AWS_* or the machine's role).
    "files": env.file_storage(RUN_DIR / "files"),
}
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# --- films and recordings of sessions ----------------------------------------------------------------
RECORDING_MEGABYTES = env.number("RECORDING_MEGABYTES", 500)
FILM_MEGABYTES = env.number("FILM_MEGABYTES", 300)
FILM_HOSTS = env.words("FILM_HOSTS")  # at which films may lie that a page links to, by https; nothing: no links
# The engine that writes down what recordings say: the dotted name of its class (kernel.transcribing), and the memory
# that its process may hold. Nothing: what was said comes from files.
TRANSCRIBER = env.text("TRANSCRIBER", "")
TRANSCRIBER_MEGABYTES = env.number("TRANSCRIBER_MEGABYTES", 4096)
