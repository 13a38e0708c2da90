"""Who hears of a moved right: those whose word it waits for, who proposed it, and the people of the role."""

from datetime import timedelta

import pytest

from council.documents.permissions import Can as Documents
from council.people.actions import simplify_office
from council.people.permissions import Can as People
from council.people.queries.rights import list_moves_to_confirm
from council.people.reactions import tell_who_may_confirm
from council.portal.queries.work import list_work
from council.roles import OFFICE, Role
from kernel import clock
from kernel.access import actor_of, hold
from kernel.access.actions import Wanted, confirm_move, propose_move, refuse_move, undo_move, withdraw_move
from kernel.access.events import RightMoveProposed
from kernel.access.workflow import Effect
from kernel.keys import new_key
from kernel.notify.models import Mail, Notice
from kernel.outbox import drain
from tests.factories.people import make_account
from tests.factories.sessions import RULES
from tests.testbed.queries import count_queries

pytestmark = pytest.mark.usefixtures("council")

ASKED, MOVED = "Đề nghị thay đổi quyền chờ ông/bà xác nhận", "Đã thay đổi quyền"
REFUSED, UNDONE = "Đề nghị thay đổi quyền không được xác nhận", "Đã hoàn tác thay đổi quyền"
WORDS = "Giao quyền “Soạn văn bản” cho Trưởng ban"


def account_of(*roles: str, name: str = "", **changes):
    account = make_account(full_name=name or " ".join(roles), email=f"{'-'.join(roles)}@example.vn", **changes)
    for role in roles:
        hold(account=account, role=role, from_on=clock.today(), source="post")
    return account


@pytest.fixture
def people():
    """One account for each role that plays a part, the administrator being who proposes."""
    roles = (Role.ADMINISTRATOR, Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR, Role.COMMITTEE_HEAD, Role.DELEGATE)
    return {role: account_of(role) for role in roles}


def acting(account):
    return actor_of(account, on=clock.today())


def propose(people, capability=Documents.DRAFT, role=Role.COMMITTEE_HEAD, by=Role.ADMINISTRATOR):
    wanted = Wanted(Effect.GIVE, role, capability)
    return propose_move(
        actor=acting(people[by]), wanted=wanted, reason="Ban tự soạn", from_on=clock.today(), now=clock.now()
    )


def told() -> dict[str, set[str]]:
    """Whom each subject was told to, after all that happened went out; then it is read."""
    drain()
    found: dict[str, set[str]] = {}
    for notice in Notice.objects.filter(read_at=None).select_related("account"):
        found.setdefault(notice.subject, set()).add(notice.account.full_name)
    Notice.objects.update(read_at=clock.now())
    return found


def test_who_may_confirm_is_told_in_the_product_and_by_mail(people):
    propose(people)
    drain()

    assert set(Notice.objects.values_list("subject", "account__full_name", "path")) == {
        (ASKED, Role.COUNCIL_CHAIR, "/phan-quyen/"),
        (ASKED, Role.COUNCIL_VICE_CHAIR, "/phan-quyen/"),
    }
    assert all(notice.body.startswith(f"{WORDS}. ") and "Ban tự soạn" in notice.body for notice in Notice.objects.all())
    assert set(Mail.objects.values_list("to_address", flat=True)) == {
        "council_chair@example.vn",
        "council_vice_chair@example.vn",
    }


def test_who_proposed_it_or_holds_the_role_or_cannot_come_in_is_not_asked(people):
    account_of(Role.OFFICE_CHIEF, Role.COMMITTEE_HEAD)
    account_of(Role.OFFICE_CHIEF, name="Đã đóng", state="closed")
    propose(people, by=Role.COUNCIL_VICE_CHAIR)

    assert told() == {ASKED: {Role.COUNCIL_CHAIR}}


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("confirm", {MOVED: {Role.ADMINISTRATOR, Role.COMMITTEE_HEAD}}),
        ("refuse", {REFUSED: {Role.ADMINISTRATOR}}),
        ("withdraw", {}),
        ("undo", {UNDONE: {Role.COMMITTEE_HEAD}}),
    ],
)
def test_the_proposer_and_the_people_of_the_role_hear_what_became_of_it(people, step, expected):
    move, now = propose(people), clock.now()
    chair, administrator = acting(people[Role.COUNCIL_CHAIR]), acting(people[Role.ADMINISTRATOR])
    if step == "undo":
        confirm_move(actor=chair, move=move, now=now)
    told()

    if step == "confirm":
        confirm_move(actor=chair, move=move, now=now)
    elif step == "refuse":
        refuse_move(actor=chair, move=move, reason="Chưa cần", now=now)
    else:
        act = {"withdraw": withdraw_move, "undo": undo_move}[step]
        act(actor=administrator, move=move, reason="Thôi", now=now)

    assert told() == expected


def test_a_right_that_one_person_moves_is_told_to_the_role_at_once(people):
    people[Role.EDITOR] = account_of(Role.EDITOR)
    propose(people, People.READ, Role.EDITOR)

    assert told() == {MOVED: {Role.EDITOR}}


def test_a_proposal_that_is_gone_before_the_news_asks_nobody(people):
    withdraw_move(actor=acting(people[Role.ADMINISTRATOR]), move=propose(people), reason="Nhầm", now=clock.now())

    assert told() == {}


def test_each_is_told_once_though_the_news_comes_twice(people):
    move, event_id = propose(people), new_key()
    for _again in range(2):
        tell_who_may_confirm(RightMoveProposed(move_id=move.id), event_id=event_id)

    assert Notice.objects.count() == 2


# -- as work ---------------------------------------------------------------------------------------------------------


def rows(account):
    return [
        (str(row.name), str(row.verb), row.href) for row in list_work(acting(account), now=clock.now(), rules=RULES)
    ]


def test_what_waits_for_a_word_is_a_row_of_work_until_it_has_it(people):
    move = propose(people)
    chair, row = people[Role.COUNCIL_CHAIR], (WORDS, "Xác nhận", f"/phan-quyen/thay-doi/{move.id}/confirm/")

    assert [rows(people[role]) for role in (Role.COUNCIL_CHAIR, Role.ADMINISTRATOR, Role.COMMITTEE_HEAD)] == [
        [row],
        [],
        [],
    ]
    confirm_move(actor=acting(people[Role.COUNCIL_VICE_CHAIR]), move=move, now=clock.now())
    assert rows(chair) == []


def test_a_simplified_office_that_has_grown_is_a_row_for_who_may_end_it(people):
    now = clock.now()
    move = simplify_office(
        actor=acting(people[Role.ADMINISTRATOR]), level="commune", reason="Một người", from_on=clock.today(), now=now
    )
    confirm_move(actor=acting(people[Role.COUNCIL_CHAIR]), move=move, now=now)
    before = rows(people[Role.ADMINISTRATOR])
    for number in range(4):
        hold(
            account=make_account(full_name=f"Người {number}"),
            role=sorted(OFFICE)[0],
            from_on=clock.today() - timedelta(days=1),
            source="post",
        )

    ending = [("Kết thúc", f"/phan-quyen/thay-doi/{move.id}/undo/")]
    assert before == []
    assert [row[1:] for row in rows(people[Role.ADMINISTRATOR])] == ending
    assert rows(people[Role.COUNCIL_CHAIR]) == []


def test_the_rows_cost_the_same_for_one_and_for_three(people):
    chair, costs = acting(people[Role.COUNCIL_CHAIR]), set()
    for role in (Role.COMMITTEE_HEAD, Role.COMMITTEE_MEMBER, Role.TEAM_LEADER):
        propose(people, role=role)
        with count_queries() as asked:
            found = list_moves_to_confirm(chair)
        costs.add(len(asked))

    assert (len(found), costs) == (3, {1})
