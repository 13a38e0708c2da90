"""Production: refuses to start without its secrets, and never takes demo data."""

from django.core.exceptions import ImproperlyConfigured

from config.settings import environment as env
from config.settings.base import *  # noqa: F403 -- a settings module extends its base

# Who we are to browsers and in letters: no guess is good enough.
env.insist("COUNCIL_DOMAIN", "PUBLIC_HOSTS", "ALLOWED_HOSTS")
DEMO_ALLOWED = False
# After the answers to whoever watches the machines, who ask without HTTPS.
MIDDLEWARE.insert(1, "django.middleware.security.SecurityMiddleware")  # noqa: F405 -- as above
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-hdnd_session"
CSRF_COOKIE_NAME = "__Host-hdnd_csrf"
IDENTITY_COOKIE_NAME = "__Host-hdnd_identity"
if "soft" in SIGNING_MEANS or TIMESTAMP_URL == "local":  # noqa: F405 -- as above
    raise ImproperlyConfigured("soft keys and local time stamps are for trying out; production takes neither")
if SIGNING_MEANS:  # noqa: F405 -- as above
    env.insist("TIMESTAMP_URL", "SIGNING_TRUSTED")
if "remote" in SIGNING_MEANS:  # noqa: F405 -- as above
    env.insist("REMOTE_SIGNING_URL", "REMOTE_SIGNING_CLIENT_ID", "REMOTE_SIGNING_CLIENT_SECRET")
