"""The settings of signing in as one value, loaded at the door and passed down."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.http.request import validate_host

from kernel.accounts.identity import Provider
from kernel.accounts.law import TryLimit


@dataclass(frozen=True)
class Rules:
    """What an installation may set."""

    second_factor_optional: frozenset[str]
    idle_strict: timedelta = timedelta(minutes=15)
    idle_easy: timedelta = timedelta(minutes=60)
    tries: TryLimit = field(default_factory=TryLimit)
    invitation: timedelta = timedelta(days=7)


def provider_at(host: str) -> Provider | None:
    """Return the identity provider by which people may come in at a host, if there is one."""
    if not settings.IDENTITY_ISSUER or not validate_host(host.rsplit(":", 1)[0].lower(), settings.IDENTITY_HOSTS):
        return None
    return Provider(
        settings.IDENTITY_ISSUER, settings.IDENTITY_CLIENT_ID, settings.IDENTITY_CLIENT_SECRET, settings.IDENTITY_NAME
    )


def current_rules() -> Rules:
    """Return the rules that the settings describe."""
    return Rules(
        second_factor_optional=settings.SECOND_FACTOR_OPTIONAL_ROLES,
        idle_strict=timedelta(minutes=settings.IDLE_MINUTES_STRICT),
        idle_easy=timedelta(minutes=settings.IDLE_MINUTES_EASY),
    )
