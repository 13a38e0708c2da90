"""How far a right reaches: each reach against each kind of object, and nothing without an object."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

import pytest

from kernel.access import (
    ANONYMOUS,
    CHILDREN,
    OWN,
    PUBLIC,
    WHOLE,
    Actor,
    Belongs,
    Described,
    Holding,
    Scope,
    Separation,
    UnknownCapability,
    UnknownRole,
    Why,
    describe,
    everyone,
    grants,
    in_body,
    may,
    may_at_all,
    separations,
    why_not,
)
from kernel.access.book import BOOK
from kernel.access.gate import scopes_of
from tests.kernel.access.office import Can, Letter, Role, actor, open_office

pytestmark = [pytest.mark.unit, pytest.mark.usefixtures("empty_book")]

ME, MY_ACCOUNT, TEAM_ID, OTHER = uuid4(), uuid4(), uuid4(), uuid4()
TEAM = in_body("team", "tổ")


class Do(StrEnum):
    ACT = "things.act"


def somebody(*, scope: str = "council", scope_id: UUID | None = None, place: str = "ninhbinh") -> Actor:
    held = Holding("clerk", scope, scope_id, date(2026, 1, 1), None, "test")
    return Actor(MY_ACCOUNT, "Lan", ME, frozenset({held}), place=place)


def within(scope: Scope, role: str = Role.CLERK) -> None:
    grants(Do, {role: {*scope.of(Do.ACT)}}, belongs={Do.ACT: lambda thing: thing})


OBJECTS = {
    "mine": Belongs(owners=frozenset({ME})),
    "of my account": Belongs(owners=frozenset({MY_ACCOUNT})),
    "nobody's": Belongs(owners=frozenset({None}), bodies=frozenset({None})),
    "of my team": Belongs(bodies=frozenset({TEAM_ID})),
    "of another team": Belongs(bodies=frozenset({OTHER})),
    "of my commune": Belongs(above="ninhbinh"),
    "of another province's commune": Belongs(above="hanoi"),
    "public": Belongs(is_public=True),
}
REACHED = {
    OWN: {"mine", "of my account"},
    TEAM: {"of my team"},
    CHILDREN: {"of my commune"},
    PUBLIC: {"public"},
    WHOLE: set(OBJECTS),
}


@pytest.mark.parametrize("name", OBJECTS)
@pytest.mark.parametrize("scope", REACHED, ids=lambda scope: scope.name)
def test_each_reach_covers_what_it_says_and_nothing_else(scope: Scope, name: str) -> None:
    within(scope)

    denied = why_not(somebody(scope="team", scope_id=TEAM_ID), Do.ACT, OBJECTS[name])

    assert (denied is None) is (name in REACHED[scope])
    assert denied is None or denied.why is Why.SCOPE


@pytest.mark.parametrize("scope", REACHED, ids=lambda scope: scope.name)
def test_forgetting_the_object_opens_nothing_narrow(scope: Scope) -> None:
    within(scope)
    me = somebody(scope="team", scope_id=TEAM_ID)

    assert may(me, Do.ACT) is (scope is WHOLE)
    assert may_at_all(me, Do.ACT) is True


@pytest.mark.parametrize(("scope", "scope_id"), [("council", None), ("team", None), ("committee", TEAM_ID)])
def test_a_team_is_reached_by_who_holds_the_role_for_it(scope: str, scope_id: UUID | None) -> None:
    within(TEAM)

    assert may(somebody(scope=scope, scope_id=scope_id), Do.ACT, OBJECTS["of my team"]) is False


def test_an_actor_of_no_place_has_no_places_below() -> None:
    within(CHILDREN)

    assert may(somebody(place=""), Do.ACT, Belongs(above="")) is False


def test_everybody_reaches_what_is_public() -> None:
    within(PUBLIC, everyone)

    assert may(ANONYMOUS, Do.ACT, OBJECTS["public"]) is True
    assert may(ANONYMOUS, Do.ACT, OBJECTS["mine"]) is False


def test_the_wider_of_two_reaches_counts() -> None:
    grants(Do, {Role.CLERK: {*OWN.of(Do.ACT), *TEAM.of(Do.ACT)}}, belongs={Do.ACT: lambda thing: thing})
    me = somebody(scope="team", scope_id=TEAM_ID)

    assert [name for name, thing in OBJECTS.items() if may(me, Do.ACT, thing)] == [
        "mine",
        "of my account",
        "of my team",
    ]


def test_a_narrow_right_without_saying_whose_is_refused_at_import() -> None:
    with pytest.raises(ValueError, match=r"narrowed.*things\.act"):
        grants(Do, {Role.CLERK: {*OWN.of(Do.ACT)}})


# -- separated duties --------------------------------------------------------------------------------------------


def wrote_letter(who: Actor, letter: Letter) -> bool:
    """The actor wrote the letter."""
    return letter.author == who.name


def separate(*, lifted: bool) -> Separation:
    open_office()
    (row,) = separations(Separation("letters.writer_signs", Can.SIGN, wrote_letter, "Người khác ký.", lifted=lifted))
    return row


@pytest.mark.parametrize("lifted", [True, False])
@pytest.mark.parametrize("simplified", [True, False])
def test_separation_refuses_whoever_had_a_hand_in_it(lifted: bool, simplified: bool) -> None:
    row = separate(lifted=lifted)
    lan = replace(actor("Lan", "chair", "clerk"), simplified=simplified)
    letter = Letter(author="Lan")

    denied = why_not(lan, Can.SIGN, letter)

    assert (denied is None) is (lifted and simplified)
    assert denied is None or (denied.why, denied.separation) == (Why.SEPARATION, row)
    assert may(lan, Can.SIGN, Letter(author="Minh")) is True
    assert letter == Letter(author="Lan")


def test_separation_never_gives_a_right() -> None:
    separate(lifted=True)

    assert why_not(replace(actor("Lan", "clerk"), simplified=True), Can.SIGN, Letter()).why is Why.RIGHT


def test_the_product_itself_has_no_hands() -> None:
    grants(Do, {"system": {Do.ACT}})
    separations(Separation("things.always", Do.ACT, lambda _actor, _thing: True, "Không."))

    assert may(Actor.system("clock"), Do.ACT) is True


def test_two_rows_of_one_code_are_refused() -> None:
    separate(lifted=False)

    with pytest.raises(ValueError, match="registered twice"):
        separations(Separation("letters.writer_signs", Can.BURN, wrote_letter, "Không."))


def test_a_separation_of_nothing_raises() -> None:
    with pytest.raises(UnknownCapability):
        separations(Separation("things.x", Do.ACT, wrote_letter, "Không."))


# -- what a place moved ------------------------------------------------------------------------------------------------

TO_CLERK, FROM_CHAIR = Described("Ký", to=frozenset({"clerk"})), Described("Ký", away=frozenset({"chair"}))
MOVED = frozenset({("clerk", "letters.sign"), ("chair", "letters.sign")})


@pytest.mark.parametrize(
    ("described", "clerk_may", "chair_may"),
    [(None, False, True), (TO_CLERK, True, True), (FROM_CHAIR, False, False)],
)
def test_what_is_stored_moves_no_more_than_the_law_lets_it(described, clerk_may: bool, chair_may: bool) -> None:
    open_office()
    if described is not None:
        describe(Can, {Can.SIGN: described})

    clerk = replace(actor("Lan", "clerk"), given=MOVED, taken=MOVED - {("clerk", "letters.sign")})
    chair = replace(actor("Minh", "chair"), taken=MOVED)

    assert (may(clerk, Can.SIGN, Letter()), may_at_all(clerk, Can.SIGN)) == (clerk_may, clerk_may)
    assert (may(chair, Can.SIGN, Letter()), may_at_all(chair, Can.SIGN)) == (chair_may, chair_may)


def test_a_given_right_of_one_role_is_not_anothers() -> None:
    open_office()
    describe(Can, {Can.SIGN: TO_CLERK})
    given = frozenset({("clerk", "letters.sign")})

    assert scopes_of("clerk", "letters.sign", given=given, taken=frozenset()) == (WHOLE,)
    assert scopes_of("delegate", "letters.sign", given=given, taken=frozenset()) == ()


def test_describing_strangers_raises() -> None:
    open_office()

    with pytest.raises(UnknownRole):
        describe(Can, {Can.SIGN: Described("Ký", to=frozenset({"king"}))})
    with pytest.raises(UnknownCapability):
        describe(Can, {Do.ACT: Described("Làm")})
    assert BOOK.described == {}


def test_what_is_not_described_is_fixed_and_says_so() -> None:
    open_office()

    found = BOOK.description_of("letters.sign")

    assert (found.is_movable, str(found.why_fixed) != "") == (False, True)
    assert (TO_CLERK.is_movable, TO_CLERK.why_fixed) == (True, "")
