"""The two papers for an auditor, drawn from what the code registered: who may do what, and which step leads where."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from kernel.access.gate import BOOK, Condition
from kernel.access.steps import TABLES, Step, Steps


@dataclass(frozen=True)
class Grant:
    """One capability with the roles that have it and the condition that narrows it."""

    capability: str
    roles: frozenset[str]
    condition: Condition | None

    @property
    def module(self) -> str:
        """Return the part before the dot: ``sessions`` of ``sessions.convene``."""
        return self.capability.partition(".")[0]


@dataclass(frozen=True)
class Registered:
    """All capabilities, roles and tables of steps of the modules that were imported."""

    roles: frozenset[str]
    grants: tuple[Grant, ...]
    tables: tuple[Steps, ...]


def registered() -> Registered:
    """Return everything that was registered, sorted, for papers and for tests that go through all of it."""
    every = tuple(Grant(name, BOOK.granted[name], BOOK.conditions.get(name)) for name in sorted(BOOK.capabilities))
    return Registered(frozenset(BOOK.roles), every, tuple(sorted(TABLES, key=_place_of)))


def permissions_paper(role_labels: Mapping[str, str]) -> str:
    """Return docs/permissions.md: for each module a table of capability, roles and condition."""
    lines = [
        "# Who may do what",
        "",
        "Drawn from the tables of grants (`permissions.py` of each module). What is not listed is denied.",
        "",
    ]
    for module, rows in groupby(registered().grants, key=lambda grant: grant.module):
        lines += [f"## {module}", "", "| capability | roles | only if |", "|---|---|---|"]
        lines += [_grant_row(grant, role_labels) for grant in rows]
        lines.append("")
    return "\n".join(lines)


def workflows_paper() -> str:
    """Return docs/workflows.md: for each kind of object its states and its table of steps."""
    lines = ["# From which state to which", "", "Drawn from the tables of steps (`workflow.py` of each module).", ""]
    for table in registered().tables:
        lines += [f"## {_place_of(table)}", ""]
        lines += [f"- `{state.value}` {state.label}" for state in table.states]
        lines += ["", "| step | from | to | capability |", "|---|---|---|---|"]
        lines += [_step_row(table, step) for step in table.values()]
        lines.append("")
    return "\n".join(lines)


def _place_of(table: Steps) -> str:
    return f"{table.states.__module__}.{table.states.__qualname__}"


def _grant_row(grant: Grant, labels: Mapping[str, str]) -> str:
    roles = ", ".join(sorted(f"{labels.get(role, role)} (`{role}`)" for role in grant.roles)) or "nobody"
    return f"| `{grant.capability}` | {roles} | {_sentence(grant.condition)} |"


def _sentence(condition: Condition | None) -> str:
    """Return the first line of the condition's docstring, or its name."""
    if condition is None:
        return ""
    return (condition.__doc__ or condition.__name__.replace("_", " ")).strip().splitlines()[0]


def _step_row(table: Steps, step: Step) -> str:
    sources = ", ".join(f"`{state.value}`" for state in table.states if state in set(step.sources))
    return f"| {step.name} | {sources} | `{step.target.value}` | `{step.can}` |"
