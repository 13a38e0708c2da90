"""The year's list of matters: a draft resolution outside it needs a direction by name (R-SES-09)."""

from dataclasses import replace
from datetime import date

import pytest

from council.law import Override, national_rules
from council.sessions import actions, law
from council.sessions.actions import refusals, refusals_dossiers
from council.sessions.actions.year_list import Line
from council.sessions.models import ItemKind, YearMatter
from kernel.access import NotPermitted
from tests.factories import dossiers as play
from tests.factories.sessions import CHAIR, DRAFT, NOW, OFFICE, OPENS, REPORT, RULES, TODAY, make_session

WITHOUT_LIST = national_rules(
    "commune", OPENS, overrides=[Override("sessions.only_listed_resolutions", False, "Quy chế", date(2026, 1, 1))]
)


@pytest.fixture
def cast(council):
    return play.make_cast()


def listed(title: str = "Mức thu phí tham quan", year: int = 2026) -> YearMatter:
    plan = actions.plan_year(actor=OFFICE, year=year, document="45/NQ", decided_on=TODAY, now=NOW)
    line = Line(title, ItemKind.INDIVIDUAL_RESOLUTION, "46/NQ-HĐND")
    return actions.list_matter(actor=OFFICE, plan=plan, line=line)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("is_resolution", "is_listed", "exception", "has_ground"),
    [(True, False, " ", False), (True, True, "", True), (True, False, "115-CV/TU", True), (False, False, "", True)],
)
def test_a_draft_resolution_needs_its_ground_and_a_report_none(is_resolution, is_listed, exception, has_ground) -> None:
    found = law.has_ground(is_resolution=is_resolution, is_listed=is_listed, exception=exception)

    assert found is has_ground


def test_a_draft_resolution_outside_the_list_needs_a_direction(cast) -> None:
    dossier, line, other = play.make_dossier(cast), listed(), listed("Năm sau", 2027)
    given = {"actor": CHAIR, "dossier": dossier, "now": NOW, "rules": RULES}

    with pytest.raises(refusals_dossiers.NotListed):
        actions.accept_dossier(**given, exception_document=" ")
    with pytest.raises(refusals_dossiers.OtherYear):
        actions.accept_dossier(**given, listed=other)
    actions.unlist_matter(actor=OFFICE, matter=line, reason="Điều chỉnh danh mục", now=NOW)
    with pytest.raises(refusals_dossiers.OtherYear):
        actions.accept_dossier(**given, listed=YearMatter.objects.get(pk=line.pk))

    dossier.refresh_from_db()
    assert dossier.state == "proposed"
    assert actions.accept_dossier(**{**given, "rules": WITHOUT_LIST}).state == "accepted"


def test_a_line_of_the_list_follows_the_matter_onto_the_agenda(cast) -> None:
    line, dossier = listed(), play.make_dossier(cast)
    dossier = actions.accept_dossier(actor=CHAIR, dossier=dossier, now=NOW, rules=RULES, listed=line)
    for go_on in play.WAY[1:]:
        dossier = go_on(cast, dossier)

    assert (dossier.item.listed, dossier.item.exception_document) == (line, "")


def test_what_last_years_list_named_comes_onto_this_years_agenda_from_the_session_that_left_it(cast) -> None:
    line, dossier = listed(), play.make_dossier(cast)
    left_by = dossier.session
    dossier = actions.accept_dossier(actor=CHAIR, dossier=dossier, now=NOW, rules=RULES, listed=line)
    dossier = play.assign(cast, dossier)
    dossier = actions.leave_dossier(actor=OFFICE, dossier=dossier, reason="Chưa đủ căn cứ", now=NOW)
    listed("Việc của năm sau", 2027)

    later = play.later_session(date(2027, 3, 10))
    dossier = actions.take_up_dossier(actor=OFFICE, dossier=dossier, session=later, now=NOW)
    for go_on in play.WAY[2:]:
        dossier = go_on(cast, dossier)

    assert (dossier.state, dossier.item.session) == ("on_agenda", later)
    assert (dossier.item.listed, dossier.item.exception_document) == (line, left_by.title)


def test_what_is_taken_up_within_the_year_stands_on_its_list_as_before(cast) -> None:
    line, dossier = listed(), play.make_dossier(cast)
    dossier = actions.accept_dossier(actor=CHAIR, dossier=dossier, now=NOW, rules=RULES, listed=line)
    dossier = play.assign(cast, dossier)
    dossier = actions.leave_dossier(actor=OFFICE, dossier=dossier, reason="Chưa đủ căn cứ", now=NOW)

    later = play.later_session(date(2026, 12, 9))
    dossier = actions.take_up_dossier(actor=OFFICE, dossier=dossier, session=later, now=NOW)

    assert (dossier.listed, dossier.exception_document) == (line, "")


def test_the_agenda_itself_asks_for_the_ground_once_the_year_has_a_list(council) -> None:
    session = make_session()
    add = {"actor": OFFICE, "session": session, "rules": RULES}
    actions.add_item(**add, matter=DRAFT)
    line = listed()

    with pytest.raises(refusals_dossiers.NotListed):
        actions.add_item(**add, matter=replace(DRAFT, title="Khác"))
    with pytest.raises(refusals_dossiers.NotListed):
        actions.add_item(**{**add, "rules": None}, matter=replace(DRAFT, title="Khác"))
    report = actions.add_item(**add, matter=REPORT)
    with pytest.raises(refusals_dossiers.NotListed):
        actions.edit_item(actor=OFFICE, item=report, version=report.version, matter=DRAFT)

    kept = actions.add_item(**add, matter=replace(DRAFT, title="Theo danh mục", listed=line))
    free = actions.add_item(**add, matter=replace(DRAFT, title="Theo chỉ đạo", exception="115-CV/TU"))
    assert (kept.listed, free.exception_document, session.items.count()) == (line, "115-CV/TU", 4)
    assert actions.add_item(**{**add, "rules": WITHOUT_LIST}, matter=replace(DRAFT, title="Khác")).state == "on_agenda"


def test_the_list_of_a_year_names_each_matter_once(council) -> None:
    line = listed()
    again = Line(" Mức thu  phí tham quan", ItemKind.REPORT, "47/NQ")

    with pytest.raises(refusals_dossiers.ListedTwice):
        actions.list_matter(actor=OFFICE, plan=line.plan, line=again)
    with pytest.raises(refusals.DocumentNotNamed):
        actions.list_matter(actor=OFFICE, plan=line.plan, line=replace(again, title="Khác", document=" "))
    with pytest.raises(NotPermitted):
        actions.list_matter(actor=CHAIR, plan=line.plan, line=again)
    with pytest.raises(refusals.ReasonMissing):
        actions.unlist_matter(actor=OFFICE, matter=line, reason=" ", now=NOW)
    actions.unlist_matter(actor=OFFICE, matter=line, reason="Điều chỉnh", now=NOW)

    assert actions.list_matter(actor=OFFICE, plan=line.plan, line=again).title == line.title
