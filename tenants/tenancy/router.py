"""Which app's tables stand where: shared ones in public, councils' in each council's schema."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

from tenancy.postgres.standing import PUBLIC_SCHEMA


def apps_in(schema: str) -> list[str]:
    """Return the names of the apps whose tables stand in a schema."""
    here: list[str] = settings.SHARED_APPS if schema == PUBLIC_SCHEMA else settings.TENANT_APPS
    return here


class PlaceRouter:
    """Lets a migration touch only the tables of the schema in which the connection stands."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:  # noqa: ARG002 -- Django's signature
        schema = getattr(connections[db], "schema_name", None)
        if schema is None:
            return False
        return None if apps.get_app_config(app_label).name in apps_in(schema) else False
