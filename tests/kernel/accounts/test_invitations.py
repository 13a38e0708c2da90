"""From the letter to the first sign-in."""

from datetime import date

import pytest

from kernel.access import Actor, NotPermitted, StepNotAllowed, UnknownRole
from kernel.access.models import HoldingRow
from kernel.accounts import actions
from kernel.accounts.actions import InvitationUsed, Invitee, Issued, NameTaken, NothingSent, RoleToHold, WeakPassword
from kernel.accounts.models import Account, Invitation, SessionRow
from kernel.accounts.queries import InvitationOver
from kernel.accounts.sessions import SessionStore
from kernel.audit.models import AuditEntry
from kernel.refusal import Refusal
from tenancy.place import entered, in_public
from tests.factories.actors import actor_with
from tests.kernel.accounts.people import HALL, NOON, PASSWORD, RULES, clerk, delegate, enter, enter_fully, minutes
from tests.testbed.threads import together

FOUNDER = Actor.system("founding")
CHIEF = RoleToHold("office_chief", date(2026, 7, 1))
LAN = Invitee("Trần  Thị Lan ", email="Lan@Example.vn", roles=(CHIEF,))


def letter(invitee: Invitee = LAN, *, actor: Actor = FOUNDER) -> Issued:
    return actions.invite(actor=actor, invitee=invitee, now=NOON, rules=RULES)


def accept(issued: Issued, *, token: str = "", password: str = PASSWORD, now=NOON) -> SessionRow | str:
    """The row of the opened session, or the code of the refusal."""
    try:
        return actions.accept_invitation(
            session=SessionStore(),
            invitation_id=issued.invitation.pk,
            token=token or issued.token,
            password=password,
            browser=HALL,
            now=now,
            rules=RULES,
        )
    except Refusal as refusal:
        return refusal.code


def test_invite_makes_an_account_that_waits(council):
    account = letter().invitation.account

    assert (account.username, account.email, account.full_name) == ("lan@example.vn", "lan@example.vn", "Trần Thị Lan")
    assert (account.state, account.has_usable_password()) == (Account.State.INVITED, False)
    assert HoldingRow.objects.count() == 0
    assert AuditEntry.objects.get().action == "accounts.invite"


def test_letter_is_not_in_the_table(council):
    issued = letter()

    assert issued.token not in str(Invitation.objects.values().get())
    assert issued.path.endswith(f"/{issued.invitation.pk}/{issued.token}/")


def test_accept_sets_the_password_and_gives_the_roles(council):
    issued = letter()

    row = accept(issued)

    account = Account.objects.get()
    assert (account.state, account.check_password(PASSWORD)) == (Account.State.ACTIVE, True)
    held = HoldingRow.objects.get()
    assert (held.role, held.scope, held.scope_id, held.from_on, held.to_on, held.source) == (
        "office_chief",
        "council",
        None,
        date(2026, 7, 1),
        None,
        f"invitation:{issued.invitation.pk}",
    )
    assert row.state == SessionRow.State.HALF
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "accounts.invite",
        "accounts.accept",
        "accounts.sign_in",
    ]


def test_accept_by_a_delegate_opens_fully(council):
    issued = letter(Invitee("Phạm Thị Hoa", username="dbhoa", roles=(RoleToHold("delegate", date(2026, 7, 1)),)))

    assert accept(issued).state == SessionRow.State.OPEN


def test_letter_opens_once(council):
    issued = letter()
    accept(issued)

    assert accept(issued, password="một câu khác hẳn nhé") == "invitation_over"
    assert Account.objects.get().check_password(PASSWORD) is True


@pytest.mark.parametrize(("days", "code"), [(6.99, ""), (7, "invitation_over")])
def test_letter_opens_for_seven_days(council, days, code):
    answer = accept(letter(), now=NOON + minutes(days * 24 * 60))

    assert code == (answer if isinstance(answer, str) else "")


def test_guessed_letter_opens_nothing(council):
    issued = letter()

    assert accept(issued, token="x" * 43) == "invitation_over"
    assert Account.objects.get().state == Account.State.INVITED


def test_letter_of_another_council_opens_nothing(council, other_council):
    issued = letter()

    with entered(other_council):
        assert accept(issued) == "invitation_over"


def test_weak_password_leaves_the_letter_good(council):
    issued = letter()

    assert accept(issued, password="ngắn") == "weak_password"
    assert isinstance(accept(issued), SessionRow)


def test_letter_opens_for_one_of_two_at_once(fresh_council):
    issued = letter()

    answers = together(fresh_council, [lambda: accept(issued)] * 4)

    assert sorted(str(type(answer).__name__) for answer in answers) == ["SessionRow", "str", "str", "str"]
    assert SessionRow.objects.count() == 1


def test_closed_account_makes_its_letter_worthless(council):
    issued = letter()
    actions.close_account(actor=FOUNDER, account=issued.invitation.account, reason="nhầm người")

    assert accept(issued) == "invitation_over"


def test_second_account_for_the_same_address_is_refused(council):
    letter()

    with pytest.raises(NameTaken) as refused:
        letter(Invitee("Người khác", email="LAN@example.vn", username="khac"))

    assert refused.value.field == "email"
    assert (Account.objects.count(), Invitation.objects.count()) == (1, 1)


def test_second_account_of_the_same_name_is_refused(council):
    delegate("dbhoa")

    with pytest.raises(NameTaken) as refused:
        letter(Invitee("Người khác", username="DBHoa"))

    assert refused.value.field == "username"


def test_delegate_may_not_invite(council):
    actor = Actor(delegate().pk, "Hoa", None, frozenset())

    with pytest.raises(NotPermitted):
        letter(actor=actor)

    assert Account.objects.count() == 1


def test_unknown_role_invites_nobody(council):
    with pytest.raises(UnknownRole):
        letter(Invitee("Lan", email="lan@example.vn", roles=(RoleToHold("king", date(2026, 1, 1)),)))

    assert Account.objects.count() == 0


def test_council_cannot_make_an_operator(council):
    issued = letter(Invitee("Lan", email="lan@example.vn", roles=(RoleToHold("operator", date(2026, 1, 1)),)))

    with pytest.raises(UnknownRole):
        accept(issued)

    assert HoldingRow.objects.count() == 0


def test_operators_place_makes_an_operator_who_needs_a_second_factor(public_place):
    issued = letter(Invitee("Lan", email="lan@example.vn", roles=(RoleToHold("operator", date(2026, 1, 1)),)))

    row = accept(issued)

    assert row.state == SessionRow.State.HALF
    assert HoldingRow.objects.get().role == "operator"


def test_operator_has_no_account_in_a_council(council):
    with in_public():
        delegate_of_nowhere = letter(Invitee("Lan", email="lan@example.vn")).invitation.account

    assert Account.objects.filter(pk=delegate_of_nowhere.pk).exists() is False


def test_inviting_again_ends_everything_the_old_way_in_opened(council):
    account = clerk()
    session = enter_fully(account)
    first = actions.invite_again(actor=FOUNDER, account=account, now=NOON, rules=RULES)
    issued = actions.invite_again(actor=FOUNDER, account=account, now=NOON, rules=RULES)

    assert SessionStore(session.session_key).find() is None
    assert accept(first) == "invitation_over"
    with pytest.raises(Refusal):
        enter(account)
    assert accept(issued).state == SessionRow.State.HALF
    assert account.totpdevice_set.count() == 0


def test_inviting_again_keeps_the_roles_of_an_unused_letter(council):
    first = letter()

    issued = actions.invite_again(actor=FOUNDER, account=first.invitation.account, now=NOON, rules=RULES)
    accept(issued)

    assert HoldingRow.objects.get().role == "office_chief"


def test_closed_account_is_not_invited_again(council):
    account = delegate()
    actions.close_account(actor=FOUNDER, account=account, reason="thôi nhiệm vụ")

    with pytest.raises(StepNotAllowed):
        actions.invite_again(actor=FOUNDER, account=account, now=NOON, rules=RULES)

    assert Invitation.objects.count() == 0


def test_weak_password_says_why(council):
    issued = letter()

    with pytest.raises(WeakPassword, match="12 ký tự") as refused:
        actions.accept_invitation(
            session=SessionStore(),
            invitation_id=issued.invitation.pk,
            token=issued.token,
            password="ngắn",
            browser=HALL,
            now=NOON,
            rules=RULES,
        )

    assert refused.value.field == "password"


def test_refusal_says_nothing_about_why_the_letter_is_over():
    assert "không còn hiệu lực" in str(InvitationOver().message)


def test_withdrawn_letter_opens_nothing_at_once(council):
    issued = letter()

    actions.withdraw_invitation(actor=FOUNDER, account=issued.invitation.account, reason="Gửi nhầm")

    assert accept(issued) == "invitation_over"
    assert Account.objects.get().state == Account.State.INVITED
    assert AuditEntry.objects.order_by("id").last().reason == "Gửi nhầm"


def test_letter_after_a_withdrawn_one_keeps_its_roles(council):
    account = letter().invitation.account
    actions.withdraw_invitation(actor=FOUNDER, account=account, reason="Gửi nhầm")

    issued = actions.invite_again(actor=FOUNDER, account=account, now=NOON, rules=RULES)

    assert isinstance(accept(issued), SessionRow)
    assert [holding.role for holding in HoldingRow.objects.all()] == ["office_chief"]
    assert sorted(Invitation.objects.values_list("state", flat=True)) == ["replaced", "used"]


def test_used_letter_cannot_be_withdrawn(council):
    issued = letter()
    accept(issued)

    with pytest.raises(NothingSent):
        actions.withdraw_invitation(actor=FOUNDER, account=issued.invitation.account, reason="Gửi nhầm")
    assert SessionRow.objects.count() == 1


@pytest.mark.parametrize("role", ["delegate", "office_staff"])
def test_nobody_but_who_may_invite_withdraws_or_corrects(council, role):
    issued = letter()
    actor = actor_with(role)

    with pytest.raises(NotPermitted):
        actions.withdraw_invitation(actor=actor, account=issued.invitation.account, reason="")
    with pytest.raises(NotPermitted):
        actions.correct_invitee(actor=actor, account=issued.invitation.account, full_name="A", email="a@example.vn")
    assert isinstance(accept(issued), SessionRow)


def test_correction_changes_name_address_and_the_user_name_that_was_the_address(council):
    account = letter().invitation.account

    corrected = actions.correct_invitee(
        actor=FOUNDER, account=account, full_name=" Trần Thị  Lân", email="LAN.tt@example.vn"
    )

    assert (corrected.full_name, corrected.email, corrected.username) == (
        "Trần Thị Lân",
        "lan.tt@example.vn",
        "lan.tt@example.vn",
    )


def test_user_name_of_ones_own_stays_with_the_correction(council):
    account = letter(Invitee("Trần Thị Lan", email="lan@example.vn", username="vtlan")).invitation.account

    corrected = actions.correct_invitee(actor=FOUNDER, account=account, full_name="Lan", email="lan2@example.vn")

    assert (corrected.username, corrected.email) == ("vtlan", "lan2@example.vn")


def test_owner_who_came_in_is_not_corrected_by_others(council):
    issued = letter()
    accept(issued)

    with pytest.raises(InvitationUsed):
        actions.correct_invitee(
            actor=FOUNDER, account=issued.invitation.account, full_name="Khác", email="khac@example.vn"
        )
    assert Account.objects.get().email == "lan@example.vn"


def test_address_of_another_account_is_no_correction(council):
    delegate(email="hoa@example.vn")
    account = letter().invitation.account

    with pytest.raises(NameTaken):
        actions.correct_invitee(actor=FOUNDER, account=account, full_name="Lan", email="hoa@example.vn")
    assert Account.objects.get(pk=account.pk).email == "lan@example.vn"
