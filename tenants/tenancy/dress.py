"""The dress of a schema: grants and triggers, rendered from what the models declare.

Migrations make tables; the dress says who may do what with them and what follows from a change.
It is idempotent SQL, applied after each migration in the same transaction, and part of the
fingerprint. Modules above add pieces of their own (the counting triggers) with ``register``.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings

from kernel.keeping import Keeping, Rights, keeping_of
from tenancy.postgres.standing import HUB_ROLE, PUBLIC_SCHEMA, quoted

READER_ROLE = "hdnd_reader"
TRIGGER_PREFIX = "hdnd_"


class Silent(RuntimeError):
    """A model does not declare how its rows are kept."""


@dataclass(frozen=True)
class Piece:
    """One named part of a schema's dress: idempotent SQL for a schema of the given name."""

    name: str
    sql: str


Provider = Callable[[str], list[Piece]]
_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Add a provider of pieces for every council's schema; called once, when its app is ready."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def council_models() -> list[Any]:
    """Return the models whose tables stand in each council's schema."""
    return _models_of(settings.TENANT_APPS)


def shared_models() -> list[Any]:
    """Return the models whose tables stand in the public schema."""
    return _models_of(settings.SHARED_APPS)


def _models_of(names: list[str]) -> list[Any]:
    chosen = [config for config in apps.get_app_configs() if config.name in names]
    models = [model for config in chosen for model in config.get_models(include_auto_created=True)]
    return sorted((m for m in models if m._meta.managed and not m._meta.proxy), key=lambda m: m._meta.db_table)


def declared(model: Any) -> Keeping:
    """Return a model's declaration; an automatic many-to-many table has its owner's, with deletion.

    :raises Silent: nothing is declared.
    """
    keeping = keeping_of(model)
    if keeping is None and model._meta.auto_created:
        owner = keeping_of(model._meta.auto_created)
        keeping = Keeping(Rights.FULL, kept=owner.kept) if owner else None
    if keeping is None and model._meta.app_label == "contenttypes":
        keeping = Keeping(Rights.NONE, kept="unused")
    if keeping is None:
        raise Silent(f"{model._meta.label} does not declare rights, personal fields and retention")
    return keeping


def council_dress(schema: str, role: str) -> str:
    """Return the SQL that dresses a council's schema for its role, and notes on the schema which dress it wears."""
    note = f"comment on schema {quoted(schema)} is '{digest()}';"
    return "\n".join([*_council_parts(schema, role), note])


def digest() -> str:
    """Return the digest of the present dress; a schema that notes another must be dressed again."""
    return hashlib.sha256("\n".join(_council_parts("schema", "role")).encode()).hexdigest()


def _council_parts(schema: str, role: str) -> list[str]:
    return [
        f"revoke all on all tables in schema {quoted(schema)} from public, {quoted(role)};",
        f"revoke all on schema {quoted(schema)} from public, {quoted(role)};",
        f"grant usage on schema {quoted(schema)} to {quoted(role)};",
        *_grants(schema, role, council_models()),
        *(piece.sql for piece in pieces(schema)),
    ]


def public_dress() -> str:
    """Return the SQL that dresses the shared tables for the hub and for the readers."""
    models = shared_models()
    seen_by_reader = [m for m in models if declared(m).reader]
    parts = [
        f"revoke all on all tables in schema public from public, {HUB_ROLE}, {READER_ROLE};",
        f"grant usage on schema public to {HUB_ROLE}, {READER_ROLE};",
        *_grants(PUBLIC_SCHEMA, HUB_ROLE, models),
        *(f"grant select on public.{quoted(m._meta.db_table)} to {READER_ROLE};" for m in seen_by_reader),
        *(piece.sql for piece in _wakes(PUBLIC_SCHEMA, models)),
    ]
    return "\n".join(parts)


def pieces(schema: str) -> list[Piece]:
    """Return every trigger piece of a council's schema, our own and the providers'."""
    own = list(_wakes(schema, council_models()))
    return own + [piece for provider in _PROVIDERS for piece in provider(schema)]


def _grants(schema: str, role: str, models: list[Any]) -> Iterator[str]:
    for model in models:
        words = ", ".join(declared(model).rights.value)
        if words:
            yield f"grant {words} on {quoted(schema)}.{quoted(model._meta.db_table)} to {quoted(role)};"


def _wakes(schema: str, models: list[Any]) -> Iterator[Piece]:
    for model in models:
        kind = declared(model).wakes
        if not kind:
            continue
        table = f"{quoted(schema)}.{quoted(model._meta.db_table)}"
        name = f"{TRIGGER_PREFIX}wake_{kind}"
        yield Piece(
            f"{model._meta.db_table}.{name}",
            f"create or replace trigger {name} after insert on {table} "
            f"for each statement execute function kit.note_pending('{kind}');",
        )
