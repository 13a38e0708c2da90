"""Bringing every council up to date: a canary first, then ten councils a transaction.

Safe to kill at any moment: each batch is one commit, and the next run asks again who is behind. A lock that
somebody holds makes a batch wait a moment and try again, council by council, so that no request waits long.
"""

import time
from dataclasses import dataclass, field

from django.db import OperationalError, transaction

from tenancy import dress, history, template
from tenancy.fleet.rendering import Plan, Rendered
from tenancy.fleet.state import State, left_behind
from tenancy.fleet.walking import Progress, all_councils, silent
from tenancy.models import Council
from tenancy.postgres import ground
from tenancy.postgres.fingerprint import difference
from tenancy.postgres.standing import council_role, quoted

COUNCILS_A_TRANSACTION = 10
LOCK_TIMEOUT_MS = 3_000
TRIES = 5
PAUSE_SECONDS = 0.5
LOCK_NOT_AVAILABLE = "55P03"


class CanaryFailed(RuntimeError):
    """The first council did not become what the template is; no other was touched."""


@dataclass
class Report:
    """What one run did."""

    migrated: list[str] = field(default_factory=list)
    by_executor: list[str] = field(default_factory=list)


def migrate_fleet(progress: Progress = silent) -> Report:
    """Bring public, template and all councils up to date; return what was done.

    :raises CanaryFailed: the first council differs from the template afterwards.
    :raises Ahead: a council was migrated by a newer release.
    """
    template.migrate_public()
    template.migrate_template()
    report = Report()
    waiting = left_behind(all_councils())
    total, rendered, worn = len(waiting), Rendered(), dress.digest()
    for number, pairs in enumerate(_batches(waiting)):
        batch = [council for council, _state in pairs]
        plans = {
            council.key: Errand(rendered.plan_for(council, state.migrations if state else ""), state, worn)
            for council, state in pairs
        }
        _apply(batch, plans, report)
        if number == 0:
            _check_canary(batch[0])
        progress(len(report.migrated), total, batch[-1].name)
    return report


@dataclass(frozen=True)
class Errand:
    """What is to be done in one council: its plan, and whether it must be dressed anew."""

    plan: Plan
    state: State | None
    worn: str

    @property
    def sql(self) -> str | None:
        """The plan's statements, or None when Django's executor must do it."""
        return self.plan.sql

    @property
    def dresses(self) -> bool:
        """Whether the council wears another dress than the present one, or gets tables that wear none."""
        return self.plan.makes_tables or self.state is None or self.state.dress != self.worn


Waiting = tuple[Council, State | None]


def _batches(councils: list[Waiting]) -> list[list[Waiting]]:
    """Return the canary alone, then the others in tens."""
    rest = councils[1:]
    tens = [rest[start : start + COUNCILS_A_TRANSACTION] for start in range(0, len(rest), COUNCILS_A_TRANSACTION)]
    return [councils[:1], *tens] if councils else []


def _apply(batch: list[Council], plans: dict[str, Errand], report: Report) -> None:
    rendered = [council for council in batch if plans[council.key].sql is not None]
    try:
        _apply_sql(rendered, plans)
    except OperationalError as error:
        if not _is_lock(error):
            raise
        for council in rendered:
            _apply_patiently(council, plans)
    for council in batch:
        if plans[council.key].sql is None:
            _apply_by_executor(council)
            report.by_executor.append(council.key)
    report.migrated += [council.key for council in batch]


def _apply_patiently(council: Council, plans: dict[str, Errand]) -> None:
    for attempt in range(1, TRIES + 1):
        try:
            _apply_sql([council], plans)
        except OperationalError as error:
            if not _is_lock(error) or attempt == TRIES:
                raise
            time.sleep(PAUSE_SECONDS * attempt)
        else:
            return


def _apply_sql(councils: list[Council], plans: dict[str, Errand]) -> None:
    if not councils:
        return
    parts = [f"set local lock_timeout = {LOCK_TIMEOUT_MS};"]
    for council in councils:
        parts += [
            f"set local search_path to {quoted(council.schema_name)}, kit;",
            plans[council.key].sql or "",
            dress.council_dress(council.schema_name, _role(council)) if plans[council.key].dresses else "",
        ]
    with ground.owner_transaction():
        ground.execute("\n".join(parts))


def _apply_by_executor(council: Council) -> None:
    with ground.owner_in(council.schema_name):
        history.migrate_here()
        with transaction.atomic(using=ground.OWNER):
            ground.execute(dress.council_dress(council.schema_name, _role(council)))


def _check_canary(council: Council) -> None:
    found = difference(council.schema_name, _role(council), template.SCHEMA, template.role())
    if found:
        raise CanaryFailed(f"{council.key}: {found[:5]}")


def _is_lock(error: OperationalError) -> bool:
    return getattr(error.__cause__, "pgcode", None) == LOCK_NOT_AVAILABLE


def _role(council: Council) -> str:
    return council_role(ground.database_name(), council.key)
