"""Drafts of forms: per account and address, without secrets, told of by version, forgotten when the form is taken."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import get_resolver, reverse

from council.roles import Role
from council.sessions.models import CouncilSession
from kernel import clock, drafts
from kernel.access import ANONYMOUS, Actor
from kernel.drafts import actions
from kernel.drafts.models import FormDraft
from kernel.drafts.queries import KEPT, find_draft
from kernel.refusal import NotFound
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft
from tests.factories.people import make_account, make_term
from tests.isolation.routes import COUNCIL, routes_of
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
PLAN, SAVE, DROP = (reverse(name, CONF) for name in ("sessions:plan", "drafts:save", "drafts:drop"))
# Forms that keep drafts. A form of sensitive data, of passwords or of what is done at once never stands here.
KEEPING = {
    *("documents:edit", "portal:begin_text", "portal:edit_text"),
    *("sessions:plan", "sessions:edit_plan", "sessions:add_item", "sessions:edit_item"),
    *("sessions:register_dossier", "sessions:edit_dossier"),
}


def somebody(name: str = "Phạm Thị Hoa") -> Actor:
    return Actor(make_account(name).pk, name, None, frozenset())


def kept(actor: Actor, body: str = "title=K%E1%BB%B3", *, seen: int = 0, now=None) -> FormDraft:
    return actions.save_draft(actor=actor, address=PLAN, body=body, seen=seen, now=now or clock.now())


@pytest.fixture
def staff(council):
    make_term()
    return browser_of(council, Role.OFFICE_STAFF)


def send(browser, *, address: str = PLAN, seen: int = 0, **typed):
    return browser.post(SAVE, {"address": address, "seen": str(seen), "body": urlencode(typed)})


# -- actions ------------------------------------------------------------------------------------------------------


def test_each_window_knows_the_version_that_it_saves_on(council):
    hoa = somebody()
    first = kept(hoa)
    second = kept(hoa, "title=Hai", seen=1)

    assert (first.version, second.version, second.body) == (1, 2, "title=Hai")
    with pytest.raises(actions.WrittenElsewhere) as late:
        kept(hoa, "title=Ba", seen=1)
    assert late.value.draft.version == 2
    assert FormDraft.objects.get().body == "title=Hai"


def test_a_form_that_was_sent_tells_windows_left_open(council):
    hoa = somebody()
    kept(hoa)
    actions.forget_draft(actor=hoa, address=PLAN, now=clock.now())

    assert FormDraft.objects.get().body == ""
    with pytest.raises(actions.WrittenElsewhere):
        kept(hoa, seen=1)


def test_secrets_are_never_kept():
    sent = urlencode(
        {
            "title": "Kỳ họp",
            "csrfmiddlewaretoken": "x",
            "password": "y",
            "new_password1": "y",
            "code": "123456",
            "otp": "1",
            "api_token": "z",
            "client_secret": "z",
            "draft_seen": "4",
        }
    )

    assert actions.kept_of(sent) == urlencode({"title": "Kỳ họp"})
    assert actions.kept_of("a=1&a=2&b=") == "a=1&a=2&b="


def test_drafts_are_ones_own_and_end_after_two_weeks(council):
    hoa, lan, now = somebody(), somebody("Trần Lan"), clock.now()
    kept(hoa, now=now - KEPT)

    assert find_draft(hoa, PLAN, now=now - timedelta(days=1)) is not None
    assert find_draft(lan, PLAN, now=now - timedelta(days=1)) is None
    assert find_draft(hoa, PLAN, now=now) is None
    assert kept(hoa, "title=Anew", seen=0, now=now).body == "title=Anew"
    kept(lan, now=now - KEPT)
    assert drafts.forget_old_drafts(now=now) == 1
    assert FormDraft.objects.get().account_id == hoa.account_id


def test_there_are_bounds(council, monkeypatch):
    hoa = somebody()
    with pytest.raises(actions.DraftTooLong):
        kept(hoa, "x" * (actions.LONGEST_BODY + 1))
    with pytest.raises(NotFound):
        kept(ANONYMOUS)
    assert FormDraft.objects.count() == 0
    monkeypatch.setattr(actions, "MOST_DRAFTS", 2)
    for number in range(4):
        actions.save_draft(actor=hoa, address=f"/{number}/", body="a=1", seen=0, now=clock.now())
    assert sorted(FormDraft.objects.values_list("address", flat=True)) == ["/2/", "/3/"]


# -- doors --------------------------------------------------------------------------------------------------------


def test_exactly_these_forms_keep_drafts():
    assert get_resolver(CONF).url_patterns, "loads the views"
    marked = {route.name for route in routes_of(COUNCIL) if getattr(route.view, "keeps_drafts", False)}

    assert marked == KEEPING


def test_what_was_typed_is_offered_brought_back_and_forgotten_on_success(council, staff):
    assert send(staff, title="Kỳ họp dở dang", place="Hội trường B").json()["version"] == 1

    offered = words(staff.get(PLAN))
    assert "Ông/bà có bản nháp chưa lưu" in offered
    page = staff.get(f"{PLAN}?nhap=1").content.decode()
    assert 'value="Kỳ họp dở dang"' in page
    assert "Đã đưa lại bản nháp" in page
    assert 'data-seen="1"' in page

    typed = {
        "kind": "regular",
        "title": "Kỳ họp chuyên đề",
        "opens_on": "2027-03-01",
        "closes_on": "2027-03-02",
        "place": "Hội trường B",
        "form": "in_person",
        "draft_seen": "1",
    }
    wrong = staff.post(PLAN, {**typed, "opens_on": ""})
    assert wrong.status_code == 422
    assert "bản nháp chưa lưu" not in words(wrong), "it is this very window's"
    assert "bản nháp chưa lưu" in words(staff.post(PLAN, {**typed, "opens_on": "", "draft_seen": "0"}))
    answer = staff.post(PLAN, typed)
    assert answer.status_code == 302, words(answer)
    assert CouncilSession.objects.get().title == "Kỳ họp chuyên đề"
    assert "bản nháp chưa lưu" not in words(staff.get(PLAN))


def test_a_draft_can_be_dropped(council, staff):
    send(staff, title="Thôi")

    assert staff.post(DROP, {"address": PLAN})["Location"] == PLAN
    assert FormDraft.objects.get().body == ""
    assert 'value="Thôi"' not in staff.get(f"{PLAN}?nhap=1").content.decode()


def test_the_second_window_is_told(council, staff):
    send(staff, title="Cửa sổ một")

    late = send(staff, title="Cửa sổ hai", seen=0)

    assert late.status_code == 409
    assert late.json()["version"] == 1
    assert send(staff, title="Cửa sổ hai", seen=1).json()["version"] == 2


def test_parts_that_were_added_come_back_too(council, staff):
    address = reverse("documents:edit", CONF, [make_draft().pk])
    typed = {"version": "1", "subject": "Đang viết", "dieu-TOTAL_FORMS": "3", "dieu-INITIAL_FORMS": "0"}
    send(staff, address=address, **typed, **{"dieu-2-title": "Điều thứ ba", "dieu-2-paragraphs": "Một\nHai"})

    page = staff.get(f"{address}?nhap=1").content.decode()

    assert ">\nĐang viết</textarea>" in page
    assert 'value="Điều thứ ba"' in page
    assert ">\nMột\nHai</textarea>" in page


@pytest.mark.parametrize(
    "address", ["/van-ban/", "/khong-co/", "https://evil.example/", "//evil.example/", "", "/x" * 200]
)
def test_only_forms_that_keep_drafts_are_kept_and_led_to(council, staff, address):
    assert send(staff, address=address, title="x").status_code == 404
    assert staff.post(DROP, {"address": address}).status_code == 404
    assert FormDraft.objects.count() == 0


def test_a_stranger_keeps_nothing(council, client_of):
    assert client_of(council).post(SAVE, {"address": PLAN, "body": "a=1"}).status_code == 302
    assert FormDraft.objects.count() == 0
