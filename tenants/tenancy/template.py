"""The template: one schema that has been through every migration, from which all councils are made."""

import hashlib

from tenancy import dress, history
from tenancy.models import Template
from tenancy.postgres import ground
from tenancy.postgres.fingerprint import fingerprint
from tenancy.postgres.kit import KIT
from tenancy.postgres.render import ddl_of
from tenancy.postgres.standing import council_role, quoted

SCHEMA = "template_council"
KEY = "template"


def role() -> str:
    """Return the template's own role, which nobody may take."""
    return council_role(ground.database_name(), KEY)


def migrate_public() -> None:
    """Bring the shared tables, the kit and their rights up to date; safe to repeat."""
    ground.owner().set_schema_to_public()
    has_changed = history.migrate_here()
    note = hashlib.sha256(f"{KIT}{dress.public_dress()}".encode()).hexdigest()
    if has_changed or _note_of("public") != note:
        ground.execute(KIT)
        ground.execute(dress.public_dress())
        ground.execute(f"comment on schema public is '{note}'")


def migrate_template() -> Template:
    """Bring the template up to date and return its description; safe to repeat.

    Pool entries made from an older template are no longer taken (their digest differs).
    """
    make_role(role())
    ground.execute(f"create schema if not exists {quoted(SCHEMA)}")
    with ground.owner_in(SCHEMA):
        has_changed = history.migrate_here()
        is_dressed = _note_of(SCHEMA) == dress.digest()
        if not has_changed and is_dressed and (described := Template.objects.using(ground.OWNER).order_by("id").last()):
            return described
        ground.execute(dress.council_dress(SCHEMA, role()))
    return _describe()


def _note_of(schema: str) -> str:
    """Return what was noted on a schema when it was dressed last."""
    note = ground.value("select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = %s", [schema])
    return str(note or "")


def current() -> Template:
    """Return the template's description.

    :raises Template.DoesNotExist: ``prepare_places`` has not been run on this database.
    """
    return Template.objects.using(ground.OWNER).latest("id")


def make_role(name: str) -> None:
    """Create a role that cannot log in, and let the owner put others into it."""
    if not ground.role_exists(name):
        ground.execute(f"create role {quoted(name)} nologin noinherit")


def _describe() -> Template:
    digest, ddl = fingerprint(SCHEMA, role()), ddl_of(SCHEMA)
    with ground.owner_in(SCHEMA):
        applied = ground.rows("select app, name from django_migrations order by app, name")
    migrations = hashlib.sha256(repr(applied).encode()).hexdigest()
    with ground.owner_transaction():
        if Template.objects.using(ground.OWNER).filter(digest=digest, ddl=ddl).exists():
            return current()
        return Template.objects.using(ground.OWNER).create(digest=digest, migrations_digest=migrations, ddl=ddl)
