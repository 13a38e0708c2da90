"""The one table of rights: role × right × reach for all modules, as written by hand in rights.txt, asked at the gate.

Each cell is asked with eight objects: none, one's own, one's team's, one's committee's, one's agency's, somebody
else's, a commune's below, a public one. What the table does not give is refused by ``require`` and changes nothing.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from council.roles import Role
from kernel.access import Actor, Holding, KernelRole, NotPermitted, Why, registered, require, why_not
from kernel.access.book import BOOK
from kernel.keys import new_key
from tests.factories.actors import LONG_AGO

pytestmark = pytest.mark.unit

TABLE = Path(__file__).with_name("rights.txt")
CODES = ["CH", "VC", "HE", "ME", "TL", "DL", "OC", "ST", "RC", "SE", "AG", "FF", "EX", "PR", "AD", "ALL", "SYS", "OP"]
LAST = "RD"  # readers of central agencies: the cell may be left out where they have nothing, which is almost everywhere
NOT_OF_A_COUNCIL = (KernelRole.EVERYONE, KernelRole.SYSTEM, KernelRole.OPERATOR, KernelRole.READER)
COLUMNS: dict[str, str] = dict(zip([*CODES, LAST], [*Role, *NOT_OF_A_COUNCIL], strict=True))
REACHES = {"W": "council", "o": "own", "t": "team", "c": "committee", "b": "body", "k": "children", "p": "public"}
# Of the eight objects those over which each reach stretches.
OBJECTS = ("none", "own", "team", "committee", "body", "other", "child", "public")
COVERED = {
    "council": set(OBJECTS),
    "own": {"own"},
    "team": {"team"},
    "committee": {"committee"},
    "body": {"body"},
    "children": {"child"},
    "public": {"public"},
}
COMMITTEE_ID, TEAM_ID, BODY_ID, PLACE = new_key(), new_key(), new_key(), "tinh"
HELD_IN = {
    Role.COMMITTEE_HEAD: ("committee", COMMITTEE_ID),
    Role.COMMITTEE_MEMBER: ("committee", COMMITTEE_ID),
    Role.TEAM_LEADER: ("team", TEAM_ID),
    **dict.fromkeys((Role.AGENCY, Role.FRONT, Role.EXPERT), ("body", BODY_ID)),
}


def lines_under(head: str) -> Iterator[list[str]]:
    """The rows of one of the two tables, each split into its cells; the head is the first."""
    lines = (line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#"))
    is_inside = False
    for cells in lines:
        is_inside = cells[0] == head if cells[0] in {"right", "duty"} else is_inside
        if is_inside:
            yield cells


@cache
def expected() -> dict[str, dict[str, frozenset[str]]]:
    """For each right the reaches of each role, as written by hand."""
    (_right, *codes), *rows = lines_under("right")
    assert codes == list(COLUMNS)
    table: dict[str, dict[str, frozenset[str]]] = {}
    for name, *written in rows:
        assert name not in table, name
        cells = written + ["-"] * (len(written) == len(CODES))
        assert len(cells) == len(codes), name
        table[name] = {
            str(COLUMNS[code]): frozenset(REACHES[letter] for letter in cell)
            for code, cell in zip(codes, cells, strict=True)
            if cell != "-"
        }
    return table


def written_twice() -> list[str]:
    names = [name for name, *_cells in lines_under("right")]
    return sorted({name for name in names if names.count(name) > 1})


def actor_of_role(role: str) -> Actor:
    """Somebody with one role, in the body to which it belongs; ``everyone`` is somebody with no role."""
    scope, scope_id = HELD_IN.get(role, ("council", None))  # type: ignore[call-overload]  # a plain name is no role of one
    held = () if role == KernelRole.EVERYONE else (Holding(role, scope, scope_id, LONG_AGO, None, "test"),)
    return Actor(new_key(), "Người Thử Nghiệm", new_key(), frozenset(held), place=PLACE)


def object_for(actor: Actor, which: str) -> Any:
    """One object with every attribute that a module asks of its own, belonging to whom the name says."""
    if which == "none":
        return None
    is_own, is_public = which == "own", which == "public"
    person, account = (actor.person_id, actor.account_id) if is_own else (new_key(), new_key())
    return SimpleNamespace(
        pk=new_key(),
        id=BODY_ID if which == "body" else person,
        person_id=person,
        receiver_id=person,
        drafted_by=account,
        account_id=account,
        recorded_by=new_key(),
        edited_by=None,
        writers=[],
        written_by=new_key(),
        proposed_by=new_key(),
        asked_by=new_key(),
        role="",
        kind="individual_resolution",
        issuing_body="council",
        committee_id=COMMITTEE_ID if which == "committee" else new_key(),
        body_id=BODY_ID if which == "body" else new_key(),
        submitting_committee_id=COMMITTEE_ID if which == "committee" else new_key(),
        observer_ids={person},
        team_id=TEAM_ID if which == "team" else new_key(),
        key=PLACE if which == "child" else "tỉnh khác",
        state="published" if is_public else "planned",
        board=SimpleNamespace(people=lambda: frozenset({person})),  # the counting board of a round of ballots
    )


RIGHTS = sorted(BOOK.capabilities)
EVERY_ROLE = [str(role) for role in COLUMNS.values()]


def test_the_table_names_every_role_and_every_right_once_and_no_other():
    assert set(EVERY_ROLE) == BOOK.roles
    assert set(expected()) == set(RIGHTS)
    assert written_twice() == []


@pytest.mark.parametrize("name", RIGHTS)
def test_the_code_gives_each_role_what_the_table_says(name):
    given = {role: frozenset(scope.name for scope in scopes) for role, scopes in BOOK.reach[name].items()}

    assert given == expected()[name]


@pytest.mark.parametrize("name", RIGHTS)
def test_the_gate_opens_for_the_cells_of_the_table_and_for_no_other(name):
    can, row = BOOK.capabilities[name], expected()[name]
    for role, which in product(EVERY_ROLE, OBJECTS):
        actor = actor_of_role(role)
        obj = object_for(actor, which)
        reaches = row.get(role, frozenset()) | row.get("everyone", frozenset())
        is_within = any(which in COVERED[reach] for reach in reaches)

        denied = why_not(actor, can, obj)

        if is_within:
            assert denied is None or denied.why in {Why.CONDITION, Why.SEPARATION}, (role, which)
            assert denied is None or BOOK.conditions.get(name) or BOOK.separations.get(name), (role, which)
        else:
            assert denied is not None, (role, which)
            assert denied.why is (Why.SCOPE if reaches else Why.RIGHT), (role, which)


@pytest.mark.parametrize("name", RIGHTS)
def test_what_is_refused_is_refused_by_the_door_of_every_action_and_changes_nothing(name):
    can, refused = BOOK.capabilities[name], 0
    for role, which in product(EVERY_ROLE, OBJECTS):
        actor = actor_of_role(role)
        obj = object_for(actor, which)
        if why_not(actor, can, obj) is None:
            continue
        before = deepcopy(obj), replace(actor)

        with pytest.raises(NotPermitted) as refusal:
            require(actor, can, obj)

        refused += 1
        assert (refusal.value.capability, (obj, actor)) == (name, before)
    assert refused > 0 or expected()[name] == {"everyone": frozenset({"council"})}


def test_the_separated_duties_are_those_of_the_table():
    _head, *rows = lines_under("duty")
    found = [
        [row.code, str(row.can), "yes" if row.lifted else "no"]
        for grant in registered().grants
        for row in grant.separations
    ]

    assert sorted(found) == sorted(rows)


@pytest.mark.parametrize("line", ["documents.sgin  W", "people.read  X", ""])
def test_a_table_with_a_mistake_is_not_read(line, monkeypatch, tmp_path):
    wrong = tmp_path / "rights.txt"
    head, *rest = (row for row in TABLE.read_text().splitlines() if row and not row.startswith("#"))
    wrong.write_text("\n".join([head, line or head.replace("CH", "KH"), *rest]))
    monkeypatch.setattr("tests.council.test_rights.TABLE", wrong)

    with pytest.raises((AssertionError, KeyError)):
        expected.__wrapped__()
