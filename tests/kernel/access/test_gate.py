from enum import StrEnum

import pytest

from kernel.access import (
    ANONYMOUS,
    Actor,
    NotPermitted,
    UnknownCapability,
    UnknownRole,
    also_grants,
    declare_roles,
    everyone,
    grants,
    may,
    may_at_all,
    require,
)
from kernel.access.book import known_role
from tests.kernel.access.office import Can, Letter, Role, actor, open_office

pytestmark = [pytest.mark.unit, pytest.mark.usefixtures("empty_book")]


class Other(StrEnum):
    READ = "papers.read"


@pytest.mark.parametrize(
    ("roles", "capability", "expected"),
    [
        ([], Can.SIGN, False),
        (["clerk"], Can.SIGN, False),
        (["chair"], Can.SIGN, True),
        (["clerk", "chair"], Can.SIGN, True),
        (["chair"], Can.DRAFT, False),
        (["clerk"], Can.DRAFT, True),
        (["clerk", "chair"], Can.BURN, False),
    ],
)
def test_may_follows_the_table(roles: list[str], capability: Can, expected: bool) -> None:
    open_office()

    assert may(actor("Lan", *roles), capability, Letter(author="Lan")) is expected


def test_condition_narrows_a_grant_to_the_object() -> None:
    open_office()
    clerk = actor("Lan", "clerk")

    assert may(clerk, Can.DRAFT, Letter(author="Lan")) is True
    assert may(clerk, Can.DRAFT, Letter(author="Minh")) is False


def test_condition_is_asked_when_the_object_was_forgotten() -> None:
    open_office()
    clerk = actor("Lan", "clerk")

    assert may(clerk, Can.DRAFT) is False
    assert may_at_all(clerk, Can.DRAFT) is True


def test_condition_alone_grants_nothing() -> None:
    open_office()

    assert may(actor("Lan", "chair"), Can.DRAFT, Letter(author="Lan")) is False


def test_require_names_the_capability_it_refused() -> None:
    open_office()
    letter = Letter(author="Lan")

    with pytest.raises(NotPermitted) as refused:
        require(actor("Lan", "clerk"), Can.SIGN, letter)

    assert (refused.value.code, refused.value.capability) == ("not_permitted", "letters.sign")
    assert letter == Letter(author="Lan")


def test_require_passes_silently_when_granted() -> None:
    open_office()

    assert require(actor("Lan", "chair"), Can.SIGN, Letter()) is None


def test_unregistered_capability_raises_for_everybody() -> None:
    open_office()

    for who in (ANONYMOUS, actor("Lan", "chair")):
        with pytest.raises(UnknownCapability):
            may(who, Other.READ)


def test_capability_of_another_module_in_the_table_raises() -> None:
    with pytest.raises(UnknownCapability):
        grants(Can, {Role.CLERK: {Other.READ}})


def test_capability_as_a_plain_string_raises() -> None:
    with pytest.raises(UnknownCapability):
        grants(Can, {Role.CLERK: {"letters.draft"}})  # type: ignore[arg-type]


def test_condition_on_a_foreign_capability_raises() -> None:
    with pytest.raises(UnknownCapability):
        grants(Can, {Role.CLERK: {Can.DRAFT}}, only_if={Other.READ: lambda _actor, _obj: True})


def test_misspelt_role_raises_and_registers_nothing() -> None:
    with pytest.raises(UnknownRole):
        grants(Can, {"clerck": {Can.DRAFT}})

    with pytest.raises(UnknownCapability):
        may(actor("Lan", "clerck"), Can.DRAFT)


def test_registering_a_module_twice_raises() -> None:
    open_office()

    with pytest.raises(ValueError, match="registered twice"):
        grants(Can, {Role.CHAIR: set(Can)})


def test_roles_of_an_enum_are_known_after_their_first_grant() -> None:
    grants(Can, {Role.CLERK: {Can.DRAFT}})

    assert known_role("chair") == "chair"
    with pytest.raises(UnknownRole):
        known_role("king")


def test_everyone_includes_the_anonymous() -> None:
    grants(Other, {everyone: {Other.READ}})

    assert may(ANONYMOUS, Other.READ) is True
    assert may(actor("Lan"), Other.READ) is True


def test_system_may_only_what_is_granted_to_it() -> None:
    open_office()
    clock = Actor.system("clock")

    assert may(clock, Can.DRAFT, Letter(author="clock")) is True
    assert may(clock, Can.SIGN, Letter()) is False
    assert clock.account_id is None
    assert clock.is_anonymous is False


def test_upper_floor_gives_more_roles_and_keeps_the_condition() -> None:
    open_office()

    also_grants(Can, {Role.CHAIR: {Can.DRAFT}})

    assert may(actor("Minh", "chair"), Can.DRAFT, Letter(author="Minh")) is True
    assert may(actor("Minh", "chair"), Can.DRAFT, Letter(author="Lan")) is False
    assert may(actor("Lan", "clerk"), Can.DRAFT, Letter(author="Lan")) is True


def test_upper_floor_cannot_give_what_the_lower_has_not() -> None:
    with pytest.raises(UnknownCapability):
        also_grants(Can, {Role.CHAIR: {Can.DRAFT}})

    open_office()
    with pytest.raises(UnknownCapability):
        also_grants(Can, {Role.CHAIR: {Other.READ}})


def test_declared_roles_can_be_held_before_anything_is_granted() -> None:
    declare_roles(Role)

    assert known_role("clerk") == "clerk"
