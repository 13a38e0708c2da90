"""Reading the environment: typed, once, with a clear word when something is missing."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]


def text(name: str, default: str | None = None) -> str:
    """Return a variable's text; an empty one counts as not set, as ``.env.example`` says.

    :raises ImproperlyConfigured: it is not set and has no default.
    """
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set; see .env.example")
    return value


def insist(*names: str) -> None:
    """End the process with one clear line unless all these variables are set.

    :raises SystemExit: one is not; its default is for one's own machine only.
    """
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        raise SystemExit(f"production needs {', '.join(missing)}; see .env.example")


def number(name: str, default: int) -> int:
    """Return a variable as a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from None


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def database(name: str, *, engine: str) -> dict[str, object]:
    """Return Django's description of the PostgreSQL database that a URL variable names.

    :raises ImproperlyConfigured: the variable is missing or is not a PostgreSQL URL.
    """
    url = urlsplit(text(name))
    if url.scheme not in {"postgres", "postgresql"} or not url.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/database")
    return {
        "ENGINE": engine,
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": str(url.port or 5432),
        "OPTIONS": dict(parse_qsl(url.query)),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": engine != "tenancy.postgres",  # there the switch to the place is the check
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


def redis_database(url: str, number: int) -> str:
    """Return the address of another database of the same Redis."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{number}"))


def reader(name: str) -> dict[str, object]:
    """Return the readers' database: nothing can be written, one transaction is one snapshot, and a
    statement ends after five seconds (settings of the session, so they hold whatever the login).
    """
    described = database(name, engine="django.db.backends.postgresql")
    settings = "-c default_transaction_read_only=on -c statement_timeout=5000 -c lock_timeout=2000"
    described["OPTIONS"] = {
        **dict(described["OPTIONS"]),  # type: ignore[call-overload] -- made a dict a few lines above
        "options": f"{settings} -c default_transaction_isolation=repeatable\\ read",
    }
    return described


def file_storage(folder: Path) -> dict[str, object]:
    """Return Django's description of where uploads lie: FILES_BUCKET when it is set, else a local folder."""
    bucket = text("FILES_BUCKET", "")
    if not bucket:
        options = {"location": str(folder), "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "kernel.files.storage.LocalFiles", "OPTIONS": options}
    options = {"bucket_name": bucket, "endpoint_url": text("FILES_ENDPOINT", "") or None, "default_acl": None}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {**options, "file_overwrite": True}}
