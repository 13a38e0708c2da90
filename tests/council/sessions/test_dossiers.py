"""What the preparation of a matter asks for and leaves behind: terms, lateness, papers, remarks, who looks on (A2)."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from council.law import Override, national_rules
from council.people.actions import appoint
from council.roles import Role
from council.sessions import actions, law
from council.sessions.actions import refusals, refusals_dossiers
from council.sessions.actions.dossiers import Registration
from council.sessions.law import DossierPaperKind
from council.sessions.models import DossierMove, ItemKind, Observer, Paper
from council.sessions.queries.dossier_terms import term_of
from council.sessions.queries.dossiers import list_dossiers, list_registrable_sessions, list_remarks, list_rows
from kernel.access import NotPermitted
from kernel.clock import VIETNAM
from kernel.rows import VersionClash
from tests.factories import dossiers as play
from tests.factories.actors import actor_with
from tests.factories.people import SYSTEM_ACTOR, make_committee, make_delegate
from tests.factories.sessions import CHAIR, DRAFT, NOW, OFFICE, OPENS, RULES, TODAY, make_session

HALF = national_rules(
    "commune", OPENS, overrides=[Override("sessions.remarks_closed_share", Fraction(1, 2), "Quy chế", date(2026, 1, 1))]
)


@pytest.fixture
def cast(council):
    return play.make_cast()


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=VIETNAM)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("rules", "closed", "total", "enough"),
    [(RULES, 0, 0, True), (RULES, 3, 3, True), (RULES, 2, 3, False), (HALF, 2, 4, True), (HALF, 1, 4, False)],
)
def test_so_many_remarks_must_be_closed(rules, closed, total, enough) -> None:
    assert law.are_remarks_closed(closed=closed, total=total, rules=rules) is enough


@pytest.mark.unit
def test_a_dossier_must_have_the_papers_of_its_kind() -> None:
    kind, draft = DossierPaperKind, law.missing_papers
    normative = draft(kind="normative_resolution", given={kind.DRAFT}, rules=RULES)

    assert normative == (kind.SUBMISSION, kind.CONSULTATION, kind.IMPACT)
    assert draft(kind="individual_resolution", given=set(kind), rules=RULES) == ()
    assert draft(kind="report", given=(), rules=RULES) == (kind.REPORT,)


@pytest.mark.parametrize(
    ("state", "due_on", "rule"),
    [
        ("proposed", date(2026, 7, 14), "R-SES-11"),
        ("drafting", date(2026, 7, 14), "R-SES-11"),
        ("dossier_sent", date(2026, 7, 17), "R-SES-12"),
        ("under_verification", date(2026, 7, 17), "R-SES-12"),
        ("verified", date(2026, 7, 24), "R-SES-13"),
        ("remarks_closed", date(2026, 7, 24), "R-SES-13"),
    ],
)
def test_each_step_is_due_by_the_law_and_says_why(cast, state, due_on, rule) -> None:
    term = term_of(play.make_dossier(cast, state), rules=RULES)

    assert term is not None
    assert (term.due_on, term.deadline.rule, term.is_set_anew) == (due_on, rule, False)
    assert str(due_on.day) in str(term.deadline.why)
    assert (term.is_late(due_on), term.is_late(due_on + timedelta(days=1))) == (False, True)


@pytest.mark.parametrize("state", ["on_agenda", "left", "withdrawn", "declined"])
def test_what_is_over_is_due_no_more(cast, state) -> None:
    assert term_of(play.make_dossier(cast, state), rules=RULES) is None


def test_a_matter_that_is_prepared_comes_onto_the_agenda_by_its_dossier_alone(cast) -> None:
    dossier = play.make_dossier(cast, "remarks_open")
    same = replace(DRAFT, title="mức thu phí  THAM QUAN")

    with pytest.raises(refusals_dossiers.StillPrepared):
        actions.add_item(actor=CHAIR, session=dossier.session, matter=same, rules=RULES)

    assert dossier.session.items.count() == 0


def test_an_incomplete_dossier_is_not_sent_and_names_what_is_missing(cast) -> None:
    dossier = play.make_dossier(cast, "drafting")
    play.give(cast, dossier, DossierPaperKind.DRAFT)

    with pytest.raises(refusals_dossiers.DossierIncomplete, match="Tờ trình"):
        actions.send_dossier(actor=cast.agency, dossier=dossier, now=NOW, rules=RULES)


def test_a_late_dossier_is_marked_late_and_given_back_it_has_the_committees_day(cast) -> None:
    dossier = play.make_dossier(cast, "drafting")
    for kind in play.FILES:
        play.give(cast, dossier, kind)
    late = at(date(2026, 7, 15))

    dossier = actions.send_dossier(actor=cast.agency, dossier=dossier, now=late, rules=RULES)
    back = {"actor": cast.head, "dossier": dossier, "now": late, "rules": RULES}
    with pytest.raises(refusals_dossiers.DayPassed):
        actions.give_back_dossier(**back, reason="Thiếu", again_due_on=date(2026, 7, 14))
    with pytest.raises(refusals.ReasonMissing):
        actions.give_back_dossier(**back, reason=" ", again_due_on=date(2026, 7, 20))
    dossier = actions.give_back_dossier(**back, reason="Thiếu phụ lục", again_due_on=date(2026, 7, 20))
    actions.send_dossier(actor=cast.agency, dossier=dossier, now=at(date(2026, 7, 20)), rules=RULES)

    sent = DossierMove.objects.filter(step="send").order_by("id")
    assert [(move.due_on, move.is_late) for move in sent] == [(date(2026, 7, 14), True), (date(2026, 7, 20), False)]
    assert term_of(dossier, rules=RULES).is_set_anew


def test_a_new_version_stands_in_the_place_of_the_old_one_of_its_kind(cast) -> None:
    dossier = play.make_dossier(cast, "dossier_sent")
    play.give(cast, dossier, DossierPaperKind.DRAFT, change_note=" Sửa  Điều 2 ")
    for _copy in range(2):
        play.give(cast, dossier, DossierPaperKind.OTHER, title="Phụ lục")

    standing = dossier.papers.filter(replaced_by__isnull=True).order_by("id")
    assert [(paper.kind, paper.version, paper.change_note) for paper in standing] == [
        ("submission", 1, ""),
        ("draft", 2, "Sửa Điều 2"),
        ("other", 1, ""),
        ("other", 1, ""),
    ]


@pytest.mark.parametrize("state", ["proposed", "accepted", "verified", "remarks_closed", "on_agenda", "left"])
def test_papers_are_given_only_while_the_matter_is_worked_on(cast, state) -> None:
    with pytest.raises(refusals_dossiers.NotReceiving):
        play.give(cast, play.make_dossier(cast, state), DossierPaperKind.DRAFT)


def test_placed_on_the_agenda_the_papers_are_the_sessions_and_keep_their_day(cast) -> None:
    dossier = play.make_dossier(cast, "remarks_closed")
    later = at(date(2026, 7, 20))

    dossier = actions.place_dossier(actor=CHAIR, dossier=dossier, now=later, rules=RULES)

    papers = Paper.objects.filter(item=dossier.item).order_by("id")
    assert [(paper.title, paper.received_on, paper.state) for paper in papers] == [
        ("Tờ trình", TODAY, "held"),
        ("Dự thảo nghị quyết", TODAY, "held"),
        ("Báo cáo thẩm tra số 71/BC-HĐND", TODAY, "held"),
    ]
    assert (dossier.item.submitter, dossier.item.committee, dossier.item.needs_vote) == (
        "Sở Tài chính",
        cast.committee,
        True,
    )


def test_a_matter_that_is_ready_late_needs_the_reason_that_any_late_item_needs(cast) -> None:
    session = make_session()
    dossier = play.make_dossier(cast, "remarks_closed", session=session)
    session.state, session.convened_on = "convened", TODAY
    session.save(update_fields=["state", "convened_on"])
    given = {"actor": CHAIR, "dossier": dossier, "now": at(date(2026, 7, 27)), "rules": RULES}

    with pytest.raises(refusals.ReasonMissing):
        actions.place_dossier(**given)
    placed = actions.place_dossier(**given, late_reason="Bão lũ")

    assert (placed.item.state, placed.item.late_reason) == ("awaiting", "Bão lũ")


def test_once_the_sessions_papers_are_out_those_of_a_dossier_go_out_at_once(cast) -> None:
    session = make_session()
    dossier = play.make_dossier(cast, "remarks_closed", session=session)
    session.state, session.convened_on = "documents_released", TODAY
    session.save(update_fields=["state", "convened_on"])

    placed = actions.place_dossier(actor=CHAIR, dossier=dossier, now=NOW, rules=RULES, late_reason="Bão lũ")

    papers = Paper.objects.filter(item=placed.item)
    assert {(paper.state, paper.released_on) for paper in papers} == {("released", TODAY)}
    assert (len(papers), placed.item.state) == (3, "awaiting")


def test_one_open_remark_keeps_the_matter_off_the_agenda_until_the_standing_committee_decides(cast) -> None:
    dossier = play.make_dossier(cast, "remarks_open")
    remark = dossier.remarks.get()
    close = {"actor": cast.head, "dossier": dossier, "now": NOW, "rules": RULES}

    with pytest.raises(refusals_dossiers.RemarksStillOpen, match="Còn 1 ý kiến"):
        actions.close_remarks(**close)
    answer = {"actor": cast.agency, "remark": remark, "kind": "explained", "now": NOW}
    remark = actions.answer_remark(**answer, version=1, answer=" Giữ nguyên ")
    dispute = {"actor": cast.head, "remark": remark, "version": 2}
    with pytest.raises(refusals_dossiers.TextMissing):
        actions.dispute_remark(**dispute, objection=" ")
    remark = actions.dispute_remark(**dispute, objection="Chưa có căn cứ")
    settle = {"remark": remark, "version": 3, "now": NOW}
    with pytest.raises(refusals_dossiers.RemarksStillOpen):
        actions.close_remarks(**close)
    with pytest.raises(NotPermitted):
        actions.settle_remark(**settle, actor=cast.head, decision="Theo Ban")
    remark = actions.settle_remark(**settle, actor=CHAIR, decision="Theo Ban")

    assert (remark.answer, remark.objection, remark.decision) == ("Giữ nguyên", "Chưa có căn cứ", "Theo Ban")
    assert actions.close_remarks(**close).state == "remarks_closed"
    with pytest.raises(refusals_dossiers.NotAnswering):
        actions.settle_remark(actor=CHAIR, remark=remark_again(remark), version=4, decision="Khác", now=NOW)


def test_a_reply_to_a_remark_that_changed_meanwhile_is_refused(cast) -> None:
    remark = play.make_dossier(cast, "remarks_open").remarks.get()
    answer = {"actor": cast.agency, "remark": remark, "kind": "taken_in", "answer": "Đã giảm", "now": NOW}
    actions.answer_remark(**answer, version=1)
    actions.answer_remark(**answer, version=2)

    dispute = {"actor": cast.head, "remark": remark, "objection": "Chưa rõ"}
    with pytest.raises(VersionClash):
        actions.answer_remark(**answer, version=2)
    with pytest.raises(VersionClash):
        actions.confirm_remark(actor=cast.head, remark=remark, version=2)
    with pytest.raises(VersionClash):
        actions.dispute_remark(**dispute, version=2)
    disputed = actions.dispute_remark(**dispute, version=3)
    with pytest.raises(VersionClash):
        actions.settle_remark(actor=CHAIR, remark=disputed, decision="Theo Ban", now=NOW, version=3)


def remark_again(remark):
    remark.state = "disputed"
    remark.save(update_fields=["state"])
    return remark


def test_remarks_are_the_committees_until_its_report_is_issued(cast) -> None:
    dossier = play.make_dossier(cast, "under_verification")
    remark, dropped = play.remark_on(cast, dossier), play.remark_on(cast, dossier, "Bỏ đi")
    edit = {"actor": cast.member, "remark": remark, "version": 1, "view": "oppose"}

    actions.edit_remark(**edit, point="Mức thu trái luật")
    actions.drop_remark(actor=cast.member, remark=dropped)
    assert list_remarks(cast.agency, dossier) == []
    assert [each.point for each in list_remarks(cast.member, dossier)] == ["Mức thu trái luật"]
    with pytest.raises(NotPermitted):
        actions.write_remark(actor=cast.agency, dossier=dossier, point="Tốt", view="agree")
    with pytest.raises(NotPermitted):
        play.report(replace_head(cast), dossier)
    dossier = play.report(cast, dossier)

    assert len(list_remarks(cast.agency, dossier)) == 2
    with pytest.raises(refusals_dossiers.RemarksFixed):
        actions.edit_remark(**{**edit, "version": 2}, point="Khác")
    with pytest.raises(refusals_dossiers.RemarksFixed):
        actions.drop_remark(actor=cast.member, remark=remark)


def replace_head(cast):
    """The same play with somebody as head who is the head of another committee."""
    return play.Cast(cast.body, make_committee("Ban Kinh tế - Xã hội", "economy_society"))


def test_a_committee_submits_its_own_matter_and_another_one_examines_it(cast) -> None:
    other = make_committee("Ban Kinh tế - Xã hội", "economy_society")
    registration = Registration(
        make_session(), "Quy chế giám sát", ItemKind.REPORT, submitting_committee=cast.committee
    )
    with pytest.raises(NotPermitted):
        actions.register_dossier(actor=cast.agency, registration=registration, now=NOW)
    with pytest.raises(NotPermitted):
        actions.register_dossier(actor=actor_with(Role.DELEGATE), registration=registration, now=NOW)
    dossier = actions.register_dossier(actor=cast.head, registration=registration, now=NOW)
    dossier = actions.accept_dossier(actor=CHAIR, dossier=dossier, now=NOW, rules=RULES)

    with pytest.raises(refusals_dossiers.ExaminesOwn):
        actions.assign_dossier(actor=OFFICE, dossier=dossier, committee=cast.committee, now=NOW, rules=RULES)
    dossier = actions.assign_dossier(actor=OFFICE, dossier=dossier, committee=other, now=NOW, rules=RULES)

    assert (dossier.submitter_name, dossier.committee) == ("Ban Pháp chế", other)


@pytest.mark.parametrize("both", [True, False])
def test_a_dossier_has_one_submitter(cast, both) -> None:
    several = {"body": cast.body, "submitting_committee": cast.committee} if both else {}

    with pytest.raises(refusals_dossiers.OneSubmitter):
        actions.register_dossier(
            actor=OFFICE, registration=Registration(make_session(), "X", ItemKind.REPORT, **several), now=NOW
        )


@pytest.mark.parametrize("state", ["in_progress", "closed", "cancelled", "postponed"])
def test_nothing_is_registered_for_a_session_that_has_opened_or_is_not_held(cast, state) -> None:
    with pytest.raises(refusals_dossiers.SessionTakesNone):
        play.register(cast, make_session(state))


def test_nothing_is_registered_for_a_rehearsal(cast) -> None:
    session = make_session()
    rehearsal = actions.prepare_rehearsal(actor=CHAIR, term=session.term, now=NOW, of=session)

    with pytest.raises(refusals_dossiers.SessionTakesNone):
        play.register(cast, rehearsal)
    assert list(list_registrable_sessions()) == [session]


def test_whoever_looks_on_is_a_member_of_a_committee_and_comes_with_the_drafting(cast) -> None:
    member, other = make_delegate(), make_delegate()
    post = {"role": Role.COMMITTEE_MEMBER, "committee": cast.committee, "from_on": TODAY}
    appoint(actor=SYSTEM_ACTOR, person=member.person, **post)
    dossier, early = play.make_dossier(cast, "drafting"), play.make_dossier(cast, "accepted", title="Sớm quá")
    add = {"actor": cast.head, "person": member.person, "now": NOW}

    with pytest.raises(refusals_dossiers.InNoCommittee):
        actions.add_observer(**{**add, "person": other.person}, dossier=dossier)
    with pytest.raises(NotPermitted):
        actions.add_observer(**{**add, "actor": cast.agency}, dossier=dossier)
    with pytest.raises(refusals_dossiers.NotObservable):
        actions.add_observer(**{**add, "actor": OFFICE}, dossier=early)
    for _twice in range(2):
        actions.add_observer(**add, dossier=dossier)

    watcher = actor_with(Role.DELEGATE, person=member.person)
    assert (Observer.objects.count(), list(list_dossiers(watcher))) == (1, [dossier])


def test_who_reads_which_dossiers(cast) -> None:
    dossier, early = play.make_dossier(cast, "drafting"), play.make_dossier(cast, "accepted", title="Chưa giao ban")
    both = {dossier, early}
    readers = {CHAIR: both, OFFICE: both, cast.agency: both, cast.head: {dossier}, cast.member: {dossier}}

    for reader, found in readers.items():
        assert set(list_dossiers(reader)) == found
    assert set(list_dossiers(actor_with(Role.DELEGATE))) == set()
    with pytest.raises(NotPermitted):
        list_dossiers(actor_with(Role.EDITOR))


def test_the_board_puts_what_is_due_first_at_the_top(cast) -> None:
    session = make_session()
    for state in ("remarks_open", "drafting", "left"):
        play.make_dossier(cast, state, session=session, title=state)

    rows = list_rows(OFFICE, today=date(2026, 7, 15), rules=RULES)

    assert [(row.dossier.title, row.is_late, row.closed, row.remarks) for row in rows] == [
        ("drafting", True, 0, 0),
        ("remarks_open", False, 0, 1),
        ("left", False, 0, 0),
    ]


def test_what_is_left_is_prepared_for_another_session_with_its_papers(cast) -> None:
    dossier = play.make_dossier(cast, "dossier_sent")
    dossier = actions.leave_dossier(actor=OFFICE, dossier=dossier, reason="Chưa đủ căn cứ", now=NOW)
    later = play.later_session(date(2026, 12, 9))

    dossier = actions.take_up_dossier(actor=OFFICE, dossier=dossier, session=later, now=NOW)
    sent = actions.send_dossier(actor=cast.agency, dossier=dossier, now=NOW, rules=RULES)

    assert (sent.session, sent.state, sent.papers.count()) == (later, "dossier_sent", 2)
    assert DossierMove.objects.filter(step="leave").get().reason == "Chưa đủ căn cứ"
