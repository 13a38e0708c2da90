"""The migrations that a schema has been through, and bringing it up to date by Django's own executor.

A schema goes through the migrations of the apps whose tables stand in it, and through no others.
"""

from django.apps import apps
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

from tenancy.postgres import ground
from tenancy.postgres.standing import quoted
from tenancy.router import apps_in


def migrate_here() -> bool:
    """Run Django's own executor in the owner's present schema; return False when there was nothing to do."""
    if _has_been_through_all():
        return False
    executor = MigrationExecutor(ground.owner())
    executor.recorder.ensure_schema()
    labels = _labels_here()
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] in labels])
    return True


def applied_here() -> list[tuple[str, str]]:
    """Return the migrations that the owner's present schema has been through, as (app, name), the first one first."""
    return [(app, name) for app, name in ground.rows("select app, name from django_migrations order by id")]


def is_known_by_its_steps(migration: Migration, applied: set[tuple[str, str]]) -> bool:
    """Whether a migration only sums up others, all of which have been applied."""
    return bool(migration.replaces) and applied.issuperset(migration.replaces)


def _has_been_through_all() -> bool:
    """Ask for the names only: Django's recorder reads the whole catalog each time."""
    table = f"{quoted(str(ground.owner().schema_name))}.django_migrations"
    if ground.value("select to_regclass(%s)", [table]) is None:
        return False
    labels = _labels_here()
    known = {(app, name) for app, name in MigrationLoader(None).disk_migrations if app in labels}
    return known.issubset(applied_here())


def _labels_here() -> set[str]:
    here = apps_in(str(ground.owner().schema_name))
    return {config.label for config in apps.get_app_configs() if config.name in here}
