"""An identity is taken from the account by its owner, with password and reason, and allowed again."""

import pytest

from kernel.accounts.models import IdentityLink, SessionRow
from kernel.audit.models import AuditEntry
from tests.judges import judge_html
from tests.kernel.accounts.browsers import MINE, SIGN_IN, is_in, words
from tests.kernel.accounts.people import PASSWORD, delegate
from tests.kernel.accounts.providers import SENTENCE, come

UNLINK, ALLOW = "/tai-khoan/dinh-danh/go/", "/tai-khoan/dinh-danh/cho-gan-lai/"
GIVEN = {"reason": "Định danh bị người khác dùng", "current": PASSWORD}


def links() -> list[tuple[str, str]]:
    return list(IdentityLink.objects.order_by("created_at", "id").values_list("state", "undone_reason"))


def test_the_owner_takes_the_identity_away_and_it_does_not_come_back_by_itself(browser, council, client_of, provider):
    account = delegate(email="hoa@example.vn")
    elsewhere, again = client_of(council), client_of(council)
    come(elsewhere, provider)
    come(browser, provider)
    assert "Gỡ định danh" in words(browser.get(MINE))

    answer = browser.post(UNLINK, GIVEN)

    assert (answer.status_code, answer.headers["Location"], is_in(browser), is_in(elsewhere)) == (
        302,
        MINE,
        True,
        False,
    )
    assert links() == [("undone", "Định danh bị người khác dùng")]
    assert "Đã gỡ; không tự gắn lại" in words(browser.get(MINE))
    assert (SENTENCE in words(come(again, provider)), is_in(again), len(links())) == (True, False, 1)
    entry = AuditEntry.objects.get(action="accounts.unlink_identity")
    assert (entry.object_id, entry.reason) == (str(account.pk), "Định danh bị người khác dùng")


def test_another_identity_with_the_same_address_is_not_linked_after_one_was_taken_away(browser, provider):
    account = delegate(email="hoa@example.vn")
    IdentityLink.objects.create(account=account, issuer=provider.issuer, subject="người khác", state="undone")

    assert SENTENCE in words(come(browser, provider))
    assert SessionRow.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"current": "sai mật khẩu rồi"}, "Mật khẩu hiện tại không đúng."),
        ({"current": ""}, "mật khẩu"),
        ({"reason": " "}, "Lý do gỡ"),
    ],
)
def test_without_password_and_reason_the_identity_stays(browser, provider, changes, sentence):
    delegate(email="hoa@example.vn")
    come(browser, provider)

    answer = browser.post(UNLINK, {**GIVEN, **changes})

    assert (answer.status_code, links()) == (422, [("active", "")])
    assert sentence in words(answer)


def test_the_owner_lets_it_be_linked_again_with_the_password(browser, council, client_of, provider):
    delegate(email="hoa@example.vn")
    come(browser, provider)
    browser.post(UNLINK, GIVEN)
    refused = browser.post(ALLOW, {"current": "sai mật khẩu rồi"})
    before = links()

    browser.post(ALLOW, {"current": PASSWORD})
    again = client_of(council)
    come(again, provider)

    assert (refused.status_code, [state for state, _reason in before]) == (422, ["undone"])
    assert (is_in(again), [state for state, _reason in links()]) == (True, ["ended", "active"])


@pytest.mark.parametrize(("page", "given"), [(UNLINK, GIVEN), (ALLOW, {"current": PASSWORD})])
def test_what_is_not_there_is_neither_undone_nor_allowed(browser, provider, page, given):
    browser.post(SIGN_IN, {"name": delegate(email="hoa@example.vn").username, "password": PASSWORD})

    answer = browser.post(page, given)

    assert (answer.status_code, links()) == (422, [])
    assert "không có định danh nào như vậy" in words(answer)


def test_pages_of_undoing_are_valid_and_for_who_is_signed_in_only(browser, council, client_of, provider):
    stranger = client_of(council)
    assert [stranger.get(page).status_code for page in (UNLINK, ALLOW)] == [302, 302]
    delegate(email="hoa@example.vn")
    come(browser, provider)
    pages = {"mine": browser.get(MINE), "unlink": browser.get(UNLINK), "refused": browser.post(UNLINK, {})}
    browser.post(UNLINK, GIVEN)
    pages |= {"undone": browser.get(MINE), "allow": browser.get(ALLOW)}

    judge_html({name: page.content.decode() for name, page in pages.items()})
