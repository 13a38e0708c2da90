"""National figures on the operators' host: for operators and for readers of central agencies, who see nothing else."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core import mail
from django.test import Client

from console.central import invite_reader_again, let_reader_in
from console.nation import get_nation, get_province
from console.permissions import Can
from council.documents.measures import RESOLUTIONS_ISSUED
from hub.dashboards import choosing
from hub.dashboards.spans import year_of
from hub.rollups.models import Figure
from kernel import clock
from kernel.access import READER, NotPermitted, may
from kernel.access.actions import hold
from kernel.access.book import UnknownRole
from kernel.accounts.demo import make_account
from kernel.accounts.models import Account
from kernel.audit.models import AuditEntry
from tenancy.models import Council, Status
from tests.console.conftest import sign_in
from tests.console.places import KEY, PASSWORD
from tests.factories.actors import actor_with
from tests.kernel.accounts.browsers import words

PAGE, READERS = "/ca-nuoc/", "/nguoi-doc/"
TODAY = clock.today()
INVITED = {
    "full_name": "Trần Thị Trung Ương",
    "agency": "Ban Công tác đại biểu",
    "email": "doc@quochoi.vn",
    "ground": "CV 12/BCTĐB",
}


@pytest.fixture
def reader(public_place) -> Client:
    """A browser in which a reader is signed in with both factors."""
    return sign_in(
        make_account(username="doc", full_name="Người Đọc", password=PASSWORD, roles=["central_reader"], totp_key=KEY)
    )


@pytest.fixture
def figures(public_place) -> Iterator[None]:
    """Figures of the standing province and of a ward in it, committed because readers see committed rows only."""
    rows = [
        Figure.objects.using("owner").create(
            council_key=Council.objects.get(subdomain=name).key,
            measure="resolutions_issued",
            d1="individual_resolution",
            d2="",
            day=TODAY,
            n=n,
        )
        for name, n in (("ninhbinh", 700), ("hoalu", 11))
    ]
    yield
    Figure.objects.using("owner").filter(pk__in=[row.pk for row in rows]).delete()


def test_people_structure_of_the_nation_is_told_or_withheld_as_a_whole(public_place):
    names, minority = ("ninhbinh", "hoalu"), "delegates_by_origin:ethnic_group.minority"
    chosen = choosing.chosen(minority, choosing.shown())
    known = {"measure": "delegates_by_origin", "d1": "minority", "day": date(2025, 5, 5)}
    keys = {name: Council.objects.get(subdomain=name).key for name in names}
    past, cells = year_of(date(2025, 5, 5)), Figure.objects.using("owner")
    rows = [cells.create(council_key=keys[name], n=2, **known) for name in names]
    try:
        few = get_nation(actor_with(READER), chosen=chosen, span=past, today=TODAY)
        rows.append(cells.create(council_key=keys["hoalu"], n=3, **known | {"day": date(2025, 6, 6)}))
        enough = get_nation(actor_with(READER), chosen=chosen, span=past, today=TODAY)
    finally:
        cells.filter(pk__in=[row.pk for row in rows]).delete()

    seen = [[(area.value, area.is_withheld) for area in board.areas if area.council] for board in (few, enough)]
    assert seen == [[(None, True)], [(7, False)]]
    assert (few.chosen.value, enough.chosen.value) == (None, 7)


def test_a_province_has_its_own_figures_with_those_of_its_communes(figures):
    board = get_nation(actor_with(READER), chosen=RESOLUTIONS_ISSUED, span=year_of(TODAY), today=TODAY)

    values = {area.name: area.value for area in board.areas}
    assert (len(values), values["Ninh Bình"], values["Hà Nội"]) == (34, board.chosen.value, None)
    assert board.chosen.value >= 711
    assert board.expected > 3_300
    assert board.with_figures >= 2


def test_a_council_that_is_still_founded_counts_neither_in_the_cards_nor_on_the_map(figures):
    founded = Council.objects.using("owner").filter(subdomain="hoalu")

    def seen():
        board = get_nation(actor_with(READER), chosen=RESOLUTIONS_ISSUED, span=year_of(TODAY), today=TODAY)
        return board.chosen.value, sum(area.value for area in board.counted), board.with_figures

    value, tiles, n = seen()
    status = founded.get().status
    founded.update(status=Status.FOUNDING)
    try:
        while_founded = seen()
        record = get_province(actor_with(READER), "37")[1]
    finally:
        founded.update(status=status)

    assert value == tiles
    assert while_founded == (value - 11, tiles - 11, n - 1)
    assert founded.get().key not in record


def test_the_map_stands_with_the_archipelagos_and_opens_a_province(reader, figures):
    page = reader.get(f"{PAGE}?so-lieu=resolutions_issued")

    assert "Hoàng Sa" in words(page)
    assert "Trường Sa" in words(page)
    assert f'href="{PAGE}37/?so-lieu=resolutions_issued' in page.content.decode()
    record = words(reader.get(f"{PAGE}37/?so-lieu=resolutions_issued"))
    assert "Tỉnh Ninh Bình" in record
    assert "Nghị quyết đã ban hành" in record
    assert reader.get(f"{PAGE}01/").status_code == 404


def test_table_and_workbook_have_the_same_provinces(reader, figures):
    table = words(reader.get(f"{PAGE}?so-lieu=resolutions_issued&xem=bang&tim=ninh+binh"))

    assert "Ninh Bình Tỉnh 711" in table
    assert "Hà Nội" not in table
    assert b"".join(reader.get(f"{PAGE}?tep=xlsx").streaming_content).startswith(b"PK")


def test_each_kind_of_period_counts_its_own_days_and_all_stand_beside_their_like(reader, figures):
    quarter = (TODAY.month + 2) // 3
    keys = {
        f"{TODAY:%Y-%m}": "Tháng",
        f"{TODAY.year}-q{quarter}": "Quý",
        str(TODAY.year): "Năm",
        "nhiem-ky": "Nhiệm kỳ",
    }

    for key, name in keys.items():
        page = reader.get(f"{PAGE}?so-lieu=resolutions_issued&ky={key}")

        assert [str(tab) for tab, _href, current in page.context["periods"] if current] == [name]
        assert page.context["board"].chosen.value >= 711
        assert re.search(r"Số liệu đến .+, từ \d+/3\.\d{3} hội đồng hai cấp;", words(page))
        assert "đối chiếu" in words(page)
    past = reader.get(f"{PAGE}?so-lieu=resolutions_issued&ky=2002")
    assert past.context["board"].chosen.value == 0
    assert [(str(group.name), group.count) for group in page.context["by_people"]] == [("3 đến dưới 4,5 triệu dân", 1)]
    assert "Dân số theo Nghị quyết số 202/2025/QH15" in words(page)


def test_a_reader_begins_with_the_nation_and_sees_nothing_else(reader):
    begin = reader.get("/")

    assert (begin.status_code, begin.url) == (302, PAGE)
    key = Council.objects.get(subdomain="hoalu").key
    others = ["/hoi-dong/" + key + "/", "/khoi-tao/", "/cac-dot-khoi-tao/", "/khoa/", READERS]
    assert {reader.get(path).status_code for path in others} == {403}
    assert [can for can in Can if may(actor_with(READER), can)] == [Can.SEE_NATION]


def test_nobody_else_sees_the_nation():
    with pytest.raises(NotPermitted):
        get_nation(actor_with("delegate"), chosen=RESOLUTIONS_ISSUED, span=year_of(TODAY), today=TODAY)


def test_an_operator_lets_a_reader_in_and_ends_it(console, operator):
    assert console.post(READERS, INVITED).status_code == 302

    account = Account.objects.get(email="doc@quochoi.vn")
    assert account.full_name == "Trần Thị Trung Ương, Ban Công tác đại biểu"
    assert len(mail.outbox) == 1
    assert "/tai-khoan/" in mail.outbox[0].body
    assert AuditEntry.objects.filter(action="console.let_reader_in", reason="CV 12/BCTĐB").count() == 1
    assert "Trần Thị Trung Ương, Ban Công tác đại biểu" in words(console.get(READERS))
    assert console.post(f"{READERS}{account.pk}/thoi/", {"reason": "Hết nhiệm vụ"}).status_code == 302
    assert Account.objects.get(pk=account.pk).state == "closed"


def test_a_reader_whose_letter_was_lost_is_sent_another(console, operator):
    console.post(READERS, INVITED)
    account = Account.objects.get(email="doc@quochoi.vn")
    again = f"{READERS}{account.pk}/moi-lai/"
    assert again in console.get(READERS).content.decode()
    assert "doc@quochoi.vn" in words(console.get(again))

    answer = console.post(again)

    assert (answer.status_code, len(mail.outbox)) == (302, 2)
    assert mail.outbox[0].body != mail.outbox[1].body
    states = sorted(account.invitations.values_list("state", flat=True))
    assert states.count("sent") == 1 < len(states)
    assert account.invitations.get(state="sent").roles[0]["role"] == READER
    assert AuditEntry.objects.filter(action="accounts.invite_again", object_id=str(account.pk)).count() == 1


def test_a_letter_that_the_mail_server_refused_can_be_sent_again(console, operator, settings):
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    refused = console.post(READERS, INVITED)
    settings.EMAIL_BACKEND = working
    account = Account.objects.get(email="doc@quochoi.vn")

    assert refused.status_code == 422
    assert console.post(f"{READERS}{account.pk}/moi-lai/").status_code == 302
    assert len(mail.outbox) == 1


def test_who_is_closed_is_not_invited_again(console, operator):
    console.post(READERS, INVITED)
    account = Account.objects.get(email="doc@quochoi.vn")
    console.post(f"{READERS}{account.pk}/thoi/", {"reason": "Hết nhiệm vụ"})

    assert console.post(f"{READERS}{account.pk}/moi-lai/").status_code == 422
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("changes", [{"ground": ""}, {"email": "x"}, {"agency": ""}, {"full_name": ""}])
def test_without_ground_agency_or_address_nobody_is_invited(console, changes):
    answer = console.post(READERS, {**INVITED, **changes})

    assert answer.status_code == 422
    assert not Account.objects.filter(full_name__startswith="Trần Thị Trung Ương").exists()


def test_only_readers_are_ended_here(console, operator):
    assert console.get(f"{READERS}{operator.pk}/thoi/").status_code == 404


def test_who_is_no_operator_lets_nobody_in(public_place):
    with pytest.raises(NotPermitted):
        let_reader_in(actor=actor_with(READER), now=clock.now(), **INVITED)


def test_a_reader_invites_no_other_reader_again(reader, console, operator):
    console.post(READERS, INVITED)
    account = Account.objects.get(email="doc@quochoi.vn")

    assert {reader.get(path).status_code for path in (READERS, f"{READERS}{account.pk}/moi-lai/")} == {403}
    assert reader.post(f"{READERS}{account.pk}/moi-lai/").status_code == 403
    with pytest.raises(NotPermitted):
        invite_reader_again(actor=actor_with(READER), account=account, now=clock.now())
    assert len(mail.outbox) == 1


def test_only_readers_are_invited_again_here(console, operator):
    assert console.post(f"{READERS}{operator.pk}/moi-lai/").status_code == 404


def test_no_account_of_a_council_holds_the_readers_role(council):
    account = Account.objects.create(username="ai", full_name="Ai")

    with pytest.raises(UnknownRole):
        hold(account=account, role=READER, from_on=TODAY, source="thử")
