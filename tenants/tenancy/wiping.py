"""Wiping what was only practised: the one way in which rows vanish that the council's role may not delete.

    WIPES = Wipe(ledger=WipedRehearsal, key="session_key", root=CouncilSession, only=("purpose", "rehearsal"))

Whoever may insert into the ledger orders the wiping by a line that names the root's row. A trigger of the owner then
removes that row with everything that belongs to it, in the same transaction, from the very schema in which the ledger
stands. It refuses the line when the root's row is not there or is of another kind; and a row's kind never changes, for
another trigger refuses that. So nothing else can be removed by it, whatever runs as the council.

What belongs to a row follows from the models: each model that points at it, or at what belongs to it, by a column that
may not be empty. Whatever points there by a column that may be empty belongs elsewhere and is left, and its foreign key
refuses the wiping as a whole. What the audit says of it stays.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tenancy.dress import TRIGGER_PREFIX, Piece
from tenancy.postgres.standing import quoted

REFUSED = "HD003"


@dataclass(frozen=True)
class Wipe:
    """What may be wiped: rows of ``root`` whose column has the value of ``only``, ordered by the ledger's ``key``."""

    ledger: Any
    key: str
    root: Any
    only: tuple[str, str]


@dataclass(frozen=True)
class Belonging:
    """A model whose rows belong to the root's row, by a field to a model nearer to it; without one it is the root."""

    model: Any
    field: str = ""
    owner: "Belonging | None" = None

    @property
    def table(self) -> str:
        """Return the table's name."""
        return str(self.model._meta.db_table)

    @property
    def column(self) -> str:
        """Return the column of the field."""
        return str(self.model._meta.get_field(self.field).column)

    @property
    def lookup(self) -> str:
        """Return the way to the root as the ORM writes it: ``vote__session``, ``pk`` for the root itself."""
        if self.owner is None:
            return "pk"
        return self.field if self.owner.owner is None else f"{self.field}__{self.owner.lookup}"

    def of(self, root: Any) -> Any:
        """Return the rows that belong to one row of the root's model."""
        return self.model._base_manager.filter(**{self.lookup: root.pk})


def belongings(root: Any) -> list[Belonging]:
    """Return the root and all that belongs to it, the nearest first, in an order that is always the same."""
    found = [Belonging(root)]
    known = {root}
    for owner in found:
        for field in sorted(_pointing(owner.model), key=lambda field: (field.model._meta.db_table, field.column)):
            if field.model not in known and not field.null:
                known.add(field.model)
                found.append(Belonging(field.model, field.name, owner))
    return found


def provider(wipe: Wipe) -> Callable[[str], list[Piece]]:
    """Return what renders the triggers of one kind of wiping for a council's schema."""

    def pieces(schema: str) -> list[Piece]:
        return list(_pieces(wipe, schema))

    return pieces


def _pointing(model: Any) -> Iterator[Any]:
    """Return the foreign keys that point at a model, those without a way back too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.field


def _pieces(wipe: Wipe, schema: str) -> Iterator[Piece]:
    ledger, root = wipe.ledger._meta.db_table, wipe.root._meta.db_table
    column = quoted(wipe.only[0])
    body = _body(wipe)
    function = f"wipe_{root[:40]}_{hashlib.sha256(body.encode()).hexdigest()[:10]}"
    yield Piece(f"{ledger}.wipe_function", _function(function, body))
    yield Piece(
        f"{ledger}.{TRIGGER_PREFIX}wipe",
        f"create or replace trigger {TRIGGER_PREFIX}wipe after insert on {quoted(schema)}.{quoted(ledger)} "
        f"for each row execute function kit.{function}();",
    )
    yield Piece(
        f"{root}.{TRIGGER_PREFIX}same_kind",
        f"create or replace trigger {TRIGGER_PREFIX}same_kind before update on {quoted(schema)}.{quoted(root)} "
        f"for each row when (old.{column} is distinct from new.{column}) execute function kit.refuse_change();",
    )


def _function(name: str, body: str) -> str:
    """Return the statement that makes a function of the kit unless another council's dressing made it already."""
    return (
        f"do $do$ begin\n"
        f"if to_regprocedure('kit.{name}()') is null then\n"
        f"perform pg_advisory_xact_lock(hashtext('tenancy.wiping.kit'));\n"
        f"create or replace function kit.{name}() returns trigger language plpgsql security definer "
        f"set search_path = pg_catalog, pg_temp as $fn$\n{body}\n$fn$;\n"
        f"revoke all on function kit.{name}() from public;\n"
        f"end if; end $do$;"
    )


def _body(wipe: Wipe) -> str:
    """Return the function's body: the schema is the ledger's, the row is locked first, the furthest tables go first."""
    column, value = quoted(wipe.only[0]), wipe.only[1]
    root = quoted(wipe.root._meta.db_table)
    deletions = "\n".join(_deletion(each, wipe) for each in reversed(belongings(wipe.root)))
    # Every name passes ``quoted``, which lets only our own pass; nothing here was typed by anybody.
    return (
        f"declare space name; kind text;\nbegin\n"  # noqa: S608 -- as above
        f"select n.nspname into strict space from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        f"where c.oid = tg_relid;\n"
        f"execute format('select {column} from %I.{root} where id = $1 for update', space) "
        f"into kind using new.{quoted(wipe.key)};\n"
        f"if kind is distinct from '{quoted(value)[1:-1]}' then\n"
        f"raise exception 'only what is % may be wiped', '{quoted(value)[1:-1]}' using errcode = '{REFUSED}';\n"
        f"end if;\n{deletions}\nreturn null;\nend"
    )


def _deletion(each: Belonging, wipe: Wipe) -> str:
    statement = f"delete from %1$I.{quoted(each.table)} where {_condition(each)}"  # noqa: S608 -- as above
    return f"execute format('{statement}', space) using new.{quoted(wipe.key)};"


def _condition(each: Belonging) -> str:
    if each.owner is None:
        return "id = $1"
    column = quoted(each.column)
    if each.owner.owner is None:
        return f"{column} = $1"
    nearer = f"select id from %1$I.{quoted(each.owner.table)} where {_condition(each.owner)}"  # noqa: S608 -- as above
    return f"{column} in ({nearer})"
