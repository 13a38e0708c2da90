"""Inviting a person of the council: an account with the rights of her mandate and posts, or nothing."""

from datetime import timedelta

import pytest

from council.people.actions import appoint, invite_person
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted, actor_of
from kernel.access.models import HoldingRow
from kernel.accounts.actions import NameTaken
from kernel.accounts.models import Account
from kernel.accounts.rules import current_rules
from tests.factories.actors import actor_with
from tests.factories.people import STARTED, SYSTEM_ACTOR, make_delegate

ADMINISTRATOR = actor_with(Role.ADMINISTRATOR)


def invite(mandate, *, actor=ADMINISTRATOR, email="hang@example.vn"):
    return invite_person(actor=actor, person=mandate.person, email=email, now=clock.now(), rules=current_rules())


def test_an_invited_delegate_holds_her_mandate_and_posts(council):
    mandate = make_delegate("Đặng Thị Hằng")
    appoint(actor=SYSTEM_ACTOR, person=mandate.person, role=Role.COUNCIL_CHAIR, from_on=STARTED)

    account = invite(mandate).invitation.account

    assert (account.state, account.person_id, account.full_name) == ("invited", mandate.person_id, "Đặng Thị Hằng")
    assert set(HoldingRow.objects.filter(account=account).values_list("role", flat=True)) == {
        "delegate",
        "council_chair",
    }


def test_who_is_invited_before_the_first_day_in_a_post_has_its_rights_from_that_day(council):
    mandate, today = make_delegate(), clock.today()
    first = today + timedelta(days=3)
    appoint(actor=SYSTEM_ACTOR, person=mandate.person, role=Role.OFFICE_STAFF, from_on=first)

    account = invite(mandate).invitation.account

    assert [actor_of(account, on=on).has(Role.OFFICE_STAFF) for on in (today, first)] == [False, True]


def test_a_person_is_invited_once(council):
    mandate = make_delegate()
    invite(mandate)

    with pytest.raises(NameTaken):
        invite(mandate, email="khac@example.vn")

    assert Account.objects.filter(person_id=mandate.person_id).count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_others_invite_nobody(council, role):
    mandate = make_delegate()

    with pytest.raises(NotPermitted):
        invite(mandate, actor=actor_with(role))

    assert Account.objects.filter(person_id=mandate.person_id).count() == 0
