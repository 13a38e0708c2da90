"""Production: refuses to start without its secrets, and never takes demo data."""

from config.settings.base import *  # noqa: F403 -- a settings module extends its base

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
