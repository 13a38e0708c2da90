"""Saved filters: one's own, by name, without JavaScript; removed and taken back."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from council.roles import Role
from kernel import clock
from kernel.access import Actor
from kernel.keys import new_key
from kernel.lists import actions
from kernel.lists.models import SavedFilter
from kernel.lists.queries import get_filter, list_filters
from kernel.refusal import NotFound
from tests.factories.browsers import browser_of
from tests.factories.documents import make_draft
from tests.factories.people import make_account
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
DOCUMENTS, MINE, SAVE = (reverse(name, CONF) for name in ("documents:index", "lists:index", "lists:save"))
DRAFTS = "trang_thai=draft"


def somebody(name: str = "Phạm Thị Hoa") -> Actor:
    return Actor(make_account(name).pk, name, None, frozenset())


def saved_by(actor: Actor, name: str = "Dự thảo", **changes) -> SavedFilter:
    return actions.save_filter(actor=actor, **{"page": "documents:index", "query": DRAFTS, "name": name, **changes})


@pytest.fixture
def staff(council):
    return browser_of(council, Role.OFFICE_STAFF)


def save(browser, name: str, *, page: str = "documents:index", query: str = DRAFTS):
    return browser.post(f"{SAVE}?trang={page}&loc={query}", {"name": name})


# -- actions ------------------------------------------------------------------------------------------------------


def test_one_name_of_one_list_is_used_once_by_each(council):
    hoa, lan = somebody(), somebody("Trần Lan")
    saved_by(hoa)
    saved_by(lan)
    saved_by(hoa, page="sessions:index")

    with pytest.raises(actions.NameTaken):
        saved_by(hoa)
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedFilter.objects.create(account_id=hoa.account_id, page="documents:index", name="Dự thảo", query="")
    assert SavedFilter.objects.count() == 3


def test_a_list_keeps_twenty(council, monkeypatch):
    monkeypatch.setattr(actions, "MOST_OF_A_LIST", 2)
    hoa = somebody()
    first, _second = saved_by(hoa, "Một"), saved_by(hoa, "Hai")

    with pytest.raises(actions.TooManyFilters):
        saved_by(hoa, "Ba")
    actions.remove_filter(actor=hoa, saved=first, now=clock.now())
    saved_by(hoa, "Ba")
    with pytest.raises(actions.TooManyFilters):
        actions.restore_filter(actor=hoa, saved=first)
    assert [one.name for one in list_filters(hoa)] == ["Ba", "Hai"]


def test_a_removed_one_comes_back_unless_its_name_was_taken(council):
    hoa = somebody()
    saved = saved_by(hoa)
    actions.remove_filter(actor=hoa, saved=saved, now=clock.now())
    assert list(list_filters(hoa)) == []
    with pytest.raises(NotFound):
        actions.rename_filter(actor=hoa, saved=saved, name="Khác")

    again = saved_by(hoa)
    with pytest.raises(actions.NameTaken):
        actions.restore_filter(actor=hoa, saved=saved)
    actions.rename_filter(actor=hoa, saved=again, name="Bản mới")
    actions.restore_filter(actor=hoa, saved=saved)

    assert [one.name for one in list_filters(hoa)] == ["Bản mới", "Dự thảo"]


def test_nobody_touches_anothers(council):
    hoa, lan = somebody(), somebody("Trần Lan")
    saved = saved_by(hoa)

    for act in (
        lambda: get_filter(lan, saved.pk),
        lambda: actions.rename_filter(actor=lan, saved=saved, name="Của Lan"),
        lambda: actions.remove_filter(actor=lan, saved=saved, now=clock.now()),
        lambda: actions.restore_filter(actor=lan, saved=saved),
        lambda: get_filter(hoa, new_key()),
    ):
        with pytest.raises(NotFound):
            act()
    saved.refresh_from_db()
    assert (saved.name, saved.removed_at) == ("Dự thảo", None)


# -- pages --------------------------------------------------------------------------------------------------------


def test_a_filter_is_saved_used_renamed_removed_and_taken_back(council, staff):
    page = words(staff.get(DOCUMENTS, {"trang_thai": "draft", "tim": ""}))
    assert "Lưu bộ lọc này" in page

    assert save(staff, "Chờ chốt")["Location"] == f"{DOCUMENTS}?{DRAFTS}"
    page = staff.get(DOCUMENTS).content.decode()
    assert f'<a class="button button-quiet" href="{DOCUMENTS}?{DRAFTS}">' in page
    page = words(staff.get(DOCUMENTS, {"trang_thai": "draft"}))
    assert "Chờ chốt" in page
    assert "Lưu bộ lọc này" not in page

    saved = SavedFilter.objects.get()
    staff.post(reverse("lists:rename", CONF, [saved.pk]), {"name": "Đang soạn"})
    assert "Đang soạn" in words(staff.get(MINE))
    removed = staff.post(reverse("lists:remove", CONF, [saved.pk]))["Location"]
    page = words(staff.get(removed))
    assert "Đã xoá bộ lọc “Đang soạn”." in page
    assert "Chưa lưu bộ lọc nào" in page
    staff.post(reverse("lists:restore", CONF, [saved.pk]))
    assert "Đang soạn" in words(staff.get(DOCUMENTS))


def test_what_is_wrong_is_said_beside_the_name(council, staff):
    save(staff, "Chờ chốt")

    for name, said in (("", "Hãy đặt tên."), ("x" * 81, "dài quá 80"), ("Chờ chốt", "đã có một bộ lọc tên này")):
        answer = save(staff, name, query="trang_thai=final_text")
        assert answer.status_code == 422
        assert said in words(answer)
    assert SavedFilter.objects.count() == 1


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("documents:index", ""),
        ("documents:index", "trang=2"),
        ("documents:index", "next=https://evil.example/"),
        ("documents:detail", DRAFTS),
        ("documents:books", DRAFTS),
        ("https://evil.example/", DRAFTS),
        ("documents:index", "tim=" + "x" * 1001),
    ],
)
def test_only_a_filter_of_a_list_is_saved(council, staff, page, query):
    assert save(staff, "Lạ", page=page, query=query).status_code == 404
    assert SavedFilter.objects.count() == 0


def test_only_what_belongs_to_the_filter_is_kept(council, staff):
    answer = staff.post(f"{SAVE}?trang=documents:index&loc=tim%3Dx%26trang%3D3%26la%3D1", {"name": "Chữ x"})

    assert answer["Location"] == f"{DOCUMENTS}?tim=x"
    assert SavedFilter.objects.get().query == "tim=x"


def test_a_list_asks_no_more_for_many_filters(council, staff):
    make_draft()
    save(staff, "Một")
    one = cost_of(staff, DOCUMENTS)
    for name in ("Hai", "Ba"):
        save(staff, name)

    assert cost_of(staff, DOCUMENTS) == one


def test_a_stranger_is_led_to_the_door(council, client_of):
    for address in (MINE, SAVE):
        assert client_of(council).get(address).status_code == 302
