"""The pages of rights: the matrix, a proposal, the second person's word, undoing, and what the law does not allow."""

from datetime import timedelta

import pytest
from django.urls import reverse

from council.people.actions import OfficeTooLarge, simplify_office
from council.people.law import may_be_simplified
from council.people.web.matrix import MODULE_NAMES, choices_of, line_of, matrix_of
from council.roles import OFFICE, Role
from kernel import clock
from kernel.access import actor_of, hold, registered
from kernel.access.actions import confirm_move
from kernel.access.book import BOOK
from kernel.access.models import RightMove
from kernel.access.queries import is_simplified
from kernel.access.workflow import MoveState
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import make_account
from tests.judges import judge_html
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
LIST = reverse("rights:list", CONF)
DRAFT, VOTE = reverse("rights:one", CONF, ["documents.draft"]), reverse("rights:one", CONF, ["sessions.vote"])
OFFICE_PAGE = reverse("rights:office", CONF)


def typed(change="give:committee_head", **changes):
    return {"change": change, "reason": "Ban tự soạn", "from_on": clock.today().isoformat(), **changes}


def step_of(name):
    return reverse("rights:step", CONF, [RightMove.objects.get().pk, name])


def test_two_people_move_a_right_and_one_undoes_it(council):
    administrator, vice = browser_of(council, Role.ADMINISTRATOR), browser_of(council, Role.COUNCIL_VICE_CHAIR)

    answer = administrator.post(DRAFT, typed())
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{LIST}?told=proposed")
    assert "Chờ người thứ hai xác nhận" in vice.get(LIST).content.decode()

    assert vice.post(step_of("confirm")).headers["Location"] == f"{LIST}?told=confirm"
    page = administrator.get(LIST).content.decode()
    assert "Giao quyền “Soạn văn bản” cho Trưởng ban" in page
    assert page.count("Giao thêm") == 1

    answer = administrator.post(step_of("undo"), {"reason": "Hết đợt việc"})
    assert answer.headers["Location"] == f"{LIST}?told=undo"
    page = administrator.get(LIST).content.decode()
    assert ("Hết đợt việc" in page, page.count("Giao thêm")) == (True, 0)


def test_what_was_typed_stays_when_it_is_refused(council):
    answer = browser_of(council, Role.ADMINISTRATOR).post(DRAFT, typed(reason="Lý do dài", from_on="2020-01-01"))

    assert answer.status_code == 422
    assert "Ngày áp dụng không được trước hôm nay." in answer.content.decode()
    assert "Lý do dài" in answer.content.decode()
    assert RightMove.objects.count() == 0


@pytest.mark.parametrize("change", ["give:administrator", "take:office_chief", "give:king", ""])
def test_a_change_that_the_page_does_not_offer_is_refused(council, change):
    answer = browser_of(council, Role.ADMINISTRATOR).post(DRAFT, typed(change))

    assert (answer.status_code, RightMove.objects.count()) == (422, 0)


def test_what_the_law_fixes_says_why_and_takes_nothing(council):
    browser = browser_of(council, Role.ADMINISTRATOR)

    page = browser.get(VOTE).content.decode()
    browser.post(VOTE, typed("give:office_chief"))

    assert "không ai làm thay" in page
    assert "Gửi đề nghị" not in page
    assert RightMove.objects.count() == 0


def test_the_proposer_is_told_that_another_person_must_confirm(council):
    chief = browser_of(council, Role.OFFICE_CHIEF)
    chief.post(DRAFT, typed())

    answer = chief.post(step_of("confirm"))

    assert answer.status_code == 403
    assert "phải có người thứ hai" in answer.content.decode()
    assert RightMove.objects.get().state == MoveState.PROPOSED


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.EDITOR])
def test_who_only_sees_is_offered_nothing(council, role):
    browser = browser_of(council, role)

    assert "Gửi đề nghị" not in browser.get(DRAFT).content.decode()
    assert (browser.get(OFFICE_PAGE).status_code, browser.post(DRAFT, typed()).status_code) == (403, 200)
    assert RightMove.objects.count() == 0


@pytest.mark.parametrize("address", [reverse("rights:one", CONF, [name]) for name in ("king.crown", "console.see")])
def test_an_unknown_right_is_not_there(council, address):
    assert browser_of(council, Role.ADMINISTRATOR).get(address).status_code == 404


def test_the_matrix_costs_the_same_however_much_was_moved(council):
    administrator = browser_of(council, Role.ADMINISTRATOR)
    none = cost_of(administrator, LIST)
    administrator.post(DRAFT, typed())
    administrator.post(DRAFT, typed("give:team_leader"))

    assert cost_of(administrator, LIST) == none


def test_pages_of_rights_are_valid(council):
    administrator, vice = browser_of(council, Role.ADMINISTRATOR), browser_of(council, Role.COUNCIL_VICE_CHAIR)
    administrator.post(DRAFT, typed())
    pages = {"list": LIST, "one": DRAFT, "fixed": VOTE, "office": OFFICE_PAGE}
    found = {name: administrator.get(address).content.decode() for name, address in pages.items()}
    found["refused"] = administrator.post(DRAFT, typed("")).content.decode()
    found["confirm"] = vice.get(step_of("confirm")).content.decode()
    found["not-permitted"] = browser_of(council, Role.DELEGATE).get(OFFICE_PAGE).content.decode()

    judge_html(found)


# -- the matrix itself -------------------------------------------------------------------------------------------------


@pytest.mark.unit
def test_the_matrix_shows_what_the_tables_say_and_every_role():
    groups = matrix_of([], on=clock.today())
    lines = {line.name: line for group in groups for line in group.lines}

    assert {str(group.title) for group in groups} <= {str(name) for name in MODULE_NAMES.values()}
    for grant in registered().grants:
        held = set(grant.reach) & {str(role) for role in Role}
        if grant.capability in lines:
            cells = lines[grant.capability].cells
            assert (len(cells), len([cell for cell in cells if cell.word])) == (len(Role), len(held)), grant.capability
        else:
            assert not held, grant.capability


@pytest.mark.unit
def test_the_page_offers_exactly_what_the_law_lets_move():
    for name, described in BOOK.described.items():
        if not described.is_movable:
            continue
        offered = {value for value, _label in choices_of(line_of(name, [], on=clock.today()), [])}
        held = set(BOOK.reach[name])
        expected = {f"give:{role}" for role in described.to - held} | {f"take:{role}" for role in described.away & held}
        assert offered == expected, name


# -- the simplified office ---------------------------------------------------------------------------------------------


@pytest.mark.unit
@pytest.mark.parametrize(
    ("level", "hands", "expected"),
    [("commune", 1, True), ("commune", 3, True), ("commune", 4, False), ("province", 1, False)],
)
def test_which_office_may_be_simplified(level, hands, expected):
    assert may_be_simplified(level=level, hands=hands) is expected


def ask(council, level="commune"):
    now = clock.now()
    return simplify_office(
        actor=actor_with(Role.ADMINISTRATOR), level=level, reason="Một người", from_on=clock.local_day(now), now=now
    )


@pytest.mark.parametrize(("hands", "level"), [(4, "commune"), (1, "province")])
def test_a_large_office_keeps_its_duties_apart(council, hands, level):
    for role in sorted(OFFICE)[:1] * hands:
        hold(account=make_account(), role=role, from_on=clock.today(), source="post")

    with pytest.raises(OfficeTooLarge):
        ask(council, level)
    assert RightMove.objects.count() == 0


def test_a_small_office_is_asked_for_on_its_page_and_confirmed(council):
    administrator, vice = browser_of(council, Role.ADMINISTRATOR), browser_of(council, Role.COUNCIL_VICE_CHAIR)

    administrator.post(OFFICE_PAGE, {"reason": "Một công chức", "from_on": clock.today().isoformat()})
    vice.post(step_of("confirm"))

    assert (RightMove.objects.get().effect, RightMove.objects.get().state) == ("simplify", "in_force")
    assert "Văn phòng đơn giản…" not in administrator.get(LIST).content.decode()


def hands(number, *, from_on):
    """Let so many more people do the office's work from a day on; return the last one's account."""
    for _ in range(number):
        account = make_account()
        hold(account=account, role=Role.OFFICE_STAFF, from_on=from_on, source="post")
    return account


@pytest.mark.parametrize(("number", "is_simple"), [(3, True), (4, False)])
def test_a_simplified_office_that_has_grown_keeps_its_duties_apart_again(council, number, is_simple):
    confirm_move(actor=actor_with(Role.COUNCIL_VICE_CHAIR), move=ask(council), now=clock.now())
    today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
    early = hands(1, from_on=today)
    hands(number - 1, from_on=tomorrow)

    assert actor_of(early, on=today).simplified is True
    assert actor_of(early, on=tomorrow).simplified is is_simplified(tomorrow) is is_simple


def test_the_page_asks_to_end_what_no_longer_applies(council):
    administrator = browser_of(council, Role.ADMINISTRATOR)
    confirm_move(actor=actor_with(Role.COUNCIL_VICE_CHAIR), move=ask(council), now=clock.now())
    sentence = "chế độ văn phòng đơn giản tự thôi áp dụng"
    small = administrator.get(LIST).content.decode()
    hands(4, from_on=clock.today())
    grown = administrator.get(LIST).content.decode()
    administrator.post(step_of("undo"), {"reason": "Văn phòng đã đủ người"})
    ended = administrator.get(LIST).content.decode()

    assert [sentence in page for page in (small, grown, ended)] == [False, True, False]
    judge_html({"grown": grown})
