"""A team's programmes of a year: who writes them, what is refused, what the team's page shows to whom."""

import pytest
from django.db import transaction
from django.urls import reverse

from council.people import actions, queries
from council.people.actions import Plan
from council.people.models import ProgrammeKind, TeamProgramme
from council.people.workflow import Rank
from council.roles import Role
from kernel import clock
from kernel.access import NotPermitted, StepNotAllowed, actor_of
from kernel.accounts.models import Account
from kernel.audit.models import AuditEntry
from kernel.files import FileRefused
from kernel.files.models import StoredFile
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, make_account, make_delegate, make_team
from tests.kernel.accounts.browsers import words
from tests.kernel.files.making import pdf, upload
from tests.testbed.queries import cost_of

CHIEF = actor_with(Role.OFFICE_CHIEF)
YEAR = STARTED.year
WORK = Plan(YEAR, ProgrammeKind.WORK, "Chương trình công tác số 12/CTr-TĐB")
WATCH = Plan(YEAR, ProgrammeKind.SUPERVISION, "Chương trình giám sát cấp nước sạch")


@pytest.fixture
def team(council):
    return make_team()


def paper(words_in_it: str = "Chương trình", name: str = "chuong-trinh.pdf"):
    return upload(name, pdf(words_in_it))


def at(name: str, row) -> str:
    return reverse(f"people:{name}", "config.urls_council", [row.pk])


def record(team, plan=WORK, *, actor=CHIEF):
    return actions.add_programme(actor=actor, team=team, plan=plan, upload=paper())


def everything() -> tuple:
    return (
        list(TeamProgramme.objects.order_by("pk").values_list()),
        list(StoredFile.objects.order_by("pk").values_list()),
        AuditEntry.objects.count(),
    )


def refused(error, act, **named) -> None:
    before = everything()
    with pytest.raises(error), transaction.atomic():
        act(**named)
    assert everything() == before


def leading(team, rank=Rank.PRINCIPAL):
    """The account of somebody who leads the team, or is the leader's deputy."""
    person = make_delegate().person
    account = make_account()
    actions.link_account(actor=actor_with(Role.ADMINISTRATOR), person=person, account=account, on=clock.today())
    actions.appoint(
        actor=actor_with(Role.ADMINISTRATOR),
        person=person,
        role=Role.TEAM_LEADER,
        team=team,
        from_on=STARTED,
        conditions=actions.Conditions(rank=rank),
    )
    return Account.objects.get(pk=account.pk)


def test_programmes_stand_by_year_with_who_recorded_them(team):
    record(team, WATCH)
    record(team)
    next_year = record(team, Plan(YEAR + 1, ProgrammeKind.WORK, "  Chương   trình năm sau "))

    years = queries.list_programmes(team)

    assert [(each.year, [row.title for row in each.programmes]) for each in years] == [
        (YEAR + 1, ["Chương trình năm sau"]),
        (YEAR, [WORK.title, WATCH.title]),
    ]
    assert (next_year.recorded_name, next_year.recorded_by) == (CHIEF.name, CHIEF.account_id)
    assert AuditEntry.objects.filter(action="people.add_programme").count() == 3


@pytest.mark.parametrize("rank", list(Rank))
def test_leader_and_deputy_write_for_their_own_team_only(team, rank):
    leader, other = actor_of(leading(team, rank), on=clock.today()), make_team(2)

    programme = record(team, actor=leader)

    refused(NotPermitted, record, team=other, actor=leader)
    foreign = record(other)
    for act in (actions.correct_programme, actions.withdraw_programme):
        more = {"reason": "Ghi nhầm"} if act is actions.withdraw_programme else {"plan": WATCH, "upload": None}
        refused(NotPermitted, act, actor=leader, programme=foreign, now=clock.now(), **more)
        act(actor=leader, programme=programme, now=clock.now(), **more)
    assert TeamProgramme.objects.get(pk=programme.pk).state == "withdrawn"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICE_CHIEF, Role.ADMINISTRATOR}))
def test_nobody_else_writes(team, role):
    refused(NotPermitted, record, team=team, actor=actor_with(role))


def test_refused_programmes_leave_nothing(team):
    record(team)

    refused(actions.ProgrammeKnown, record, team=team)
    refused(actions.YearOutsideTerm, record, team=team, plan=Plan(YEAR - 1, ProgrammeKind.WORK, "Năm trước"))
    refused(actions.YearOutsideTerm, record, team=team, plan=Plan(YEAR + 6, ProgrammeKind.WORK, "Khoá sau"))
    no_pdf = upload("chuong-trinh.pdf", b"PK khong phai PDF")
    refused(FileRefused, actions.add_programme, actor=CHIEF, team=team, plan=WATCH, upload=no_pdf)


def test_a_closed_term_keeps_its_programmes_as_they_are(team):
    programme = record(team)
    team.term.state = "closed"
    team.term.save(update_fields=["state"])

    refused(actions.TermIsClosed, record, team=team, plan=WATCH)
    given = {"actor": CHIEF, "programme": programme, "now": clock.now()}
    refused(actions.TermIsClosed, actions.correct_programme, plan=WATCH, upload=None, **given)
    refused(actions.TermIsClosed, actions.withdraw_programme, reason="Ghi nhầm", **given)


def test_a_correction_says_who_and_a_new_file_takes_the_place_of_the_old(team):
    programme, now = record(team), clock.now()
    before = programme.file
    reader = actor_with(Role.DELEGATE)

    actions.correct_programme(actor=CHIEF, programme=programme, plan=WORK, upload=None, now=now)
    assert queries.get_programme_file(reader, programme.pk) == before
    actions.correct_programme(actor=CHIEF, programme=programme, plan=WATCH, upload=paper("Bản mới"), now=now)

    found = TeamProgramme.objects.get(pk=programme.pk)
    assert (found.kind, found.title, found.version) == ("supervision", WATCH.title, 3)
    assert (found.corrected_at, found.corrected_name) == (now, CHIEF.name)
    assert found.file != before
    assert StoredFile.objects.get(pk=before.pk).state == "withdrawn"
    entries = AuditEntry.objects.filter(action="people.correct_programme").order_by("id")
    assert ["file" in entry.fields for entry in entries] == [False, True]


def test_what_is_withdrawn_stays_with_its_reason_and_is_served_no_longer(team):
    programme, now = record(team), clock.now()
    given = {"actor": CHIEF, "programme": programme, "now": now}
    refused(actions.ReasonMissing, actions.withdraw_programme, reason="  ", **given)

    actions.withdraw_programme(reason=" Ghi nhầm năm ", **given)

    found = TeamProgramme.objects.get(pk=programme.pk)
    assert (found.state, found.removed_at, found.removed_reason) == ("withdrawn", now, "Ghi nhầm năm")
    with pytest.raises(NotFound):
        queries.get_programme_file(CHIEF, programme.pk)
    refused(StepNotAllowed, actions.withdraw_programme, reason="Lần nữa", **given)
    refused(StepNotAllowed, actions.correct_programme, plan=WATCH, upload=None, **given)
    assert record(team).title == WORK.title


def test_nobody_outside_reads_a_programme(team):
    programme = record(team)

    for role in (Role.AGENCY, Role.FRONT, Role.EXPERT, Role.EDITOR):
        with pytest.raises(NotFound):
            queries.get_programme(actor_with(role), programme.pk)


def test_the_page_costs_the_same_for_one_programme_and_for_many(council, team):
    record(team)
    browser = browser_of(council, Role.DELEGATE)
    one = cost_of(browser, at("team", team))
    record(team, WATCH)
    record(team, Plan(YEAR + 1, ProgrammeKind.WORK, "Năm sau"))

    assert cost_of(browser, at("team", team)) == one


def test_the_page_says_what_to_do_and_shows_the_latest_year_open(council, team):
    chief, delegate = browser_of(council, Role.OFFICE_CHIEF), browser_of(council, Role.DELEGATE)
    assert "Bấm “Ghi chương trình”" in words(chief.get(at("team", team)))
    assert "Tổ trưởng, Tổ phó hoặc văn phòng ghi" in words(delegate.get(at("team", team)))

    typed = {"year": str(YEAR), "kind": "work", "title": WORK.title}
    refused_page = chief.post(at("add_programme", team), {**typed, "year": str(YEAR + 20), "file": paper()})
    assert (refused_page.status_code, f'value="{WORK.title}"' in refused_page.content.decode()) == (422, True)
    assert "Năm này không thuộc nhiệm kỳ của tổ." in words(refused_page)
    untitled = chief.post(at("add_programme", team), {**typed, "title": "", "file": paper()})
    assert "Hãy ghi tên chương trình." in words(untitled)
    assert "Hãy chọn lại tệp" in words(untitled)

    done = chief.post(at("add_programme", team), {**typed, "file": paper()}, follow=True)
    record(team, Plan(YEAR + 1, ProgrammeKind.SUPERVISION, "Giám sát năm sau"))
    page = delegate.get(at("team", team))

    programme = TeamProgramme.objects.get(title=WORK.title)
    assert "Đã ghi nhận." in words(done)
    assert f"Chương trình công tác năm · {YEAR}" in words(page)
    assert f"{programme.recorded_name} ghi lúc" in words(page)
    html = page.content.decode()
    opened, folded = html.index(f"Năm {YEAR + 1}"), html.index(f"Năm {YEAR}<")
    assert html.rindex("<details", 0, opened) == html.rindex("<details open", 0, opened)
    assert html.rindex("<details", 0, folded) != html.rindex("<details open", 0, folded)
    assert at("correct_programme", programme) not in html
    served = delegate.get(at("programme_file", programme))
    assert (served.headers["Content-Type"], b"".join(served)[:5]) == ("application/pdf", b"%PDF-")


def test_a_programme_is_corrected_and_withdrawn_on_screen(council, team):
    programme, chief = record(team), browser_of(council, Role.OFFICE_CHIEF)
    assert at("correct_programme", programme) in chief.get(at("team", team)).content.decode()
    assert f'value="{WORK.title}"' in chief.get(at("correct_programme", programme)).content.decode()

    typed = {"version": "1", "year": str(YEAR), "kind": "supervision", "title": "Chương trình đã sửa"}
    assert "Chương trình đã sửa" in words(chief.post(at("correct_programme", programme), typed, follow=True))
    assert chief.post(at("withdraw_programme", programme), {"reason": ""}).status_code == 422
    page = chief.post(at("withdraw_programme", programme), {"reason": "Ghi nhầm tổ"}, follow=True)

    assert "Lý do: Ghi nhầm tổ" in words(page)
    assert at("programme_file", programme) not in page.content.decode()
    assert chief.get(at("programme_file", programme)).status_code == 404


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OFFICE_STAFF, Role.COMMITTEE_HEAD])
def test_others_do_not_reach_the_forms(council, team, role):
    programme, browser = record(team), browser_of(council, role)

    for address in (
        at("add_programme", team),
        at("correct_programme", programme),
        at("withdraw_programme", programme),
    ):
        assert [browser.get(address).status_code, browser.post(address, {"reason": "x"}).status_code] == [403, 403]
    assert TeamProgramme.objects.get().version == 1
