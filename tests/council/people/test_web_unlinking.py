"""The administrator takes an identity from somebody's account: asked for, with a reason, never one's own."""

import pytest
from django.urls import reverse

from council.people.actions import link_account
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted
from kernel.accounts import actions
from kernel.accounts.models import Account, IdentityLink, SessionRow
from kernel.audit.models import AuditEntry
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import make_account, make_person
from tests.judges import judge_html
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
REASON = {"reason": "Điện thoại bị mất"}


@pytest.fixture
def linked(council) -> Account:
    account = make_account(full_name="Trần Thị Mơ")
    link_account(actor=actor_with(Role.ADMINISTRATOR), account=account, person=make_person(), on=clock.today())
    IdentityLink.objects.create(account=account, issuer="https://dinhdanh.example", subject="1")
    account.refresh_from_db()
    return account


def page_of(account) -> str:
    return reverse("people:unlink_account", CONF, [account.pk])


def profile_of(account) -> str:
    return reverse("people:person", CONF, [account.person_id])


def test_the_administrator_takes_an_identity_away_with_a_reason(council, linked):
    administrator = browser_of(council, Role.ADMINISTRATOR)
    now = clock.now()
    SessionRow.objects.create(
        account=linked, session_key="x" * 32, session_data="", expire_date=now, last_seen_at=now, ip="203.0.113.9"
    )
    before = administrator.get(profile_of(linked))
    asked, refused = administrator.get(page_of(linked)), administrator.post(page_of(linked), {"reason": " "})
    state = IdentityLink.objects.get().state

    answer = administrator.post(page_of(linked), REASON)

    after = administrator.get(answer.headers["Location"])
    assert (refused.status_code, state) == (422, "active")
    assert (IdentityLink.objects.get().state, IdentityLink.objects.get().undone_reason) == ("undone", REASON["reason"])
    assert SessionRow.objects.filter(account=linked).count() == 0
    assert AuditEntry.objects.get(action="accounts.unlink_identity").reason == REASON["reason"]
    assert ["Gỡ định danh…" in words(page) for page in (before, after)] == [True, False]
    assert "Đã gỡ định danh khỏi tài khoản." in words(after)
    judge_html(
        {"person": before.content.decode(), "asked": asked.content.decode(), "refused": refused.content.decode()}
    )


@pytest.mark.parametrize("role", [role for role in EVERY_ROLE if role not in {Role.ADMINISTRATOR, "system"}])
def test_nobody_else_takes_it_away(linked, role):
    with pytest.raises(NotPermitted):
        actions.unlink_identity_of(actor=actor_with(role), account=linked, now=clock.now(), **REASON)

    assert IdentityLink.objects.get().state == "active"
    assert AuditEntry.objects.filter(action="accounts.unlink_identity").count() == 0


def test_an_administrator_takes_his_own_away_as_everybody_does_with_the_password(council, linked):
    administrator = browser_of(council, Role.ADMINISTRATOR)
    own = Account.objects.order_by("created_at").last()
    IdentityLink.objects.create(account=own, issuer="https://dinhdanh.example", subject="2")

    assert administrator.post(page_of(own), REASON).status_code == 403
    with pytest.raises(NotPermitted):
        me = actor_with(Role.ADMINISTRATOR)
        own.pk = me.account_id
        actions.unlink_identity_of(actor=me, account=own, now=clock.now(), **REASON)
    assert set(IdentityLink.objects.values_list("state", flat=True)) == {"active"}


def test_an_account_without_an_identity_says_so(council):
    account = make_account()
    link_account(actor=actor_with(Role.ADMINISTRATOR), account=account, person=make_person(), on=clock.today())
    account.refresh_from_db()
    administrator = browser_of(council, Role.ADMINISTRATOR)

    answer = administrator.post(page_of(account), REASON)

    assert (answer.status_code, "không có định danh nào như vậy" in words(answer)) == (422, True)
    assert "Gỡ định danh…" not in words(administrator.get(profile_of(account)))
