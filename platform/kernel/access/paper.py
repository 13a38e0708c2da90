"""The two papers for an auditor, drawn from what the code registered: who may do what, and which step leads where."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from kernel.access.book import BOOK, Condition, Described, Reach, Separation
from kernel.access.steps import TABLES, Step, Steps


@dataclass(frozen=True)
class Grant:
    """One capability with the roles that have it, how far, and the condition that narrows it."""

    capability: str
    reach: Reach
    condition: Condition | None
    described: Described
    separations: tuple[Separation, ...]

    @property
    def roles(self) -> frozenset[str]:
        """Return the roles that have it by the tables."""
        return frozenset(self.reach)

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
    every = tuple(_grant_of(name) for name in sorted(BOOK.capabilities))
    return Registered(frozenset(BOOK.roles), every, tuple(sorted(TABLES, key=_place_of)))


def permissions_paper(role_labels: Mapping[str, str]) -> str:
    """Return docs/permissions.md: for each module a table of capability, roles with reach, condition and bounds."""
    every = registered().grants
    lines = [
        "# Who may do what",
        "",
        "Drawn from the tables of grants (`permissions.py` of each module). What is not listed is denied. A role",
        "reaches over the whole council unless a narrower reach stands behind it. *May be moved* says which roles",
        "a council may give a capability to (+) or take it from (−); everything else is fixed.",
        "",
    ]
    for module, rows in groupby(every, key=lambda grant: grant.module):
        lines += [f"## {module}", "", "| capability | roles | only if | may be moved |", "|---|---|---|---|"]
        lines += [_grant_row(grant, role_labels) for grant in rows]
        lines.append("")
    lines += ["## Separated duties", "", "Whoever did the one does not do the other, whatever the roles.", ""]
    lines += ["| duty | refused when | where one person is the whole office |", "|---|---|---|"]
    lines += [_separation_row(row) for grant in every for row in grant.separations]
    return "\n".join([*lines, ""])


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


def _grant_of(name: str) -> Grant:
    described = BOOK.description_of(name)
    return Grant(name, BOOK.reach[name], BOOK.conditions.get(name), described, BOOK.separations.get(name, ()))


def _grant_row(grant: Grant, labels: Mapping[str, str]) -> str:
    roles = ", ".join(sorted(_held(role, grant.reach, labels) for role in grant.reach)) or "nobody"
    bounds = [f"+ {_called(role, labels)}" for role in sorted(grant.described.to)]
    bounds += [f"− {_called(role, labels)}" for role in sorted(grant.described.away)]
    two = " (two people)" if grant.described.is_movable and grant.described.two_people else ""
    name = (
        f"`{grant.capability}` {grant.described.label}"
        if grant.capability in BOOK.described
        else f"`{grant.capability}`"
    )
    return f"| {name} | {roles} | {_sentence(grant.condition)} | {', '.join(bounds)}{two} |"


def _held(role: str, reach: Reach, labels: Mapping[str, str]) -> str:
    """Return a role with how far it reaches; who reaches over the whole place is not narrowed by a second reach."""
    is_whole = any(not scope.asks for scope in reach[role])
    narrowed = "" if is_whole else ", ".join(scope.name for scope in reach[role])
    return f"{_called(role, labels)}{': ' if narrowed else ''}{narrowed}"


def _called(role: str, labels: Mapping[str, str]) -> str:
    return f"{labels.get(role, role)} (`{role}`)"


def _separation_row(row: Separation) -> str:
    return f"| `{row.can}` | {_sentence(row.touches)} | {'lifted' if row.lifted else 'stays'} |"


def _sentence(condition: Condition | None) -> str:
    """Return the first line of the condition's docstring, or its name."""
    if condition is None:
        return ""
    return (condition.__doc__ or condition.__name__.replace("_", " ")).strip().splitlines()[0]


def _step_row(table: Steps, step: Step) -> str:
    sources = ", ".join(f"`{state.value}`" for state in table.states if state in set(step.sources))
    return f"| {step.name} | {sources} | `{step.target.value}` | `{step.can}` |"
