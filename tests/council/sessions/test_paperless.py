"""The share of papers that came as files, against those that were handed out on paper only (R-SES-24)."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from council.roles import Role
from council.sessions import actions, law
from council.sessions.actions import refusals, refusals_after
from council.sessions.actions.handouts import Given
from council.sessions.actions.refusals_dossiers import TextMissing
from council.sessions.actions.telling import OnlyRehearsed
from council.sessions.models import Handout
from council.sessions.queries.paperless import Paperless, get_handout, get_paperless
from kernel.access import NotPermitted
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.rehearsals import make_rehearsal
from tests.factories.sessions import NOW, OFFICE, RULES, SECRETARY, TODAY, make_item, make_paper, make_session
from tests.kernel.accounts.browsers import words

GIVEN = Given(title="Bản đồ quy hoạch khổ lớn", reason="Khổ giấy lớn", handed_on=TODAY)


def hand_out(session, actor=OFFICE, **changes):
    given = replace(GIVEN, **changes)
    return actions.record_handout(actor=actor, session=session, given=given, now=NOW)


@pytest.mark.unit
@pytest.mark.parametrize(
    ("electronic", "on_paper", "share", "written"),
    [
        (0, 0, None, "–"),
        (3, 0, Fraction(1), "100%"),
        (2, 1, Fraction(2, 3), "66,7%"),
        (0, 2, Fraction(0), "0%"),
        (1999, 1, Fraction(1999, 2000), "99,9%"),
    ],
)
def test_the_share_is_exact_and_never_rounded_up_to_all(electronic, on_paper, share, written):
    shown = Paperless(electronic, tuple(range(on_paper)), RULES.share(law.PAPERLESS))

    assert (shown.share, shown.share_written, shown.target_written) == (share, written, "100%")
    assert shown.is_met is (share == 1)


def test_papers_that_stand_are_counted_against_what_came_on_paper_only(council):
    session = make_session("documents_released")
    for state in ("released", "released", "held", "replaced", "recalled"):
        make_paper(session, state)
    make_paper(make_session("convened"), "released")
    item = make_item(session)

    kept, gone = hand_out(session, item=item, title="  Bản đồ   quy hoạch "), hand_out(session)
    for _ in range(2):
        gone = actions.remove_handout(actor=OFFICE, handout=gone, reason="Đã có tệp", now=NOW)

    shown = get_paperless(session, rules=RULES)
    assert (shown.electronic, shown.handouts, shown.share) == (2, (kept,), Fraction(2, 3))
    assert (kept.title, kept.item, kept.by_name, gone.removed_reason) == (
        "Bản đồ quy hoạch",
        item,
        OFFICE.name,
        "Đã có tệp",
    )
    assert AuditEntry.objects.filter(action__in=("sessions.record_handout", "sessions.remove_handout")).count() == 3


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": " "}, TextMissing),
        ({"reason": " "}, refusals.ReasonMissing),
        ({"handed_on": TODAY + timedelta(days=1)}, refusals.DayAhead),
    ],
)
def test_a_line_that_lacks_something_is_refused(council, changes, refusal):
    session = make_session("convened")

    with pytest.raises(refusal):
        hand_out(session, **changes)
    with pytest.raises(refusals.NotThisSession):
        hand_out(session, item=make_item(make_session()))

    assert Handout.objects.count() == 0


def test_only_who_brings_in_papers_writes_it_and_not_into_a_complete_file(council):
    session = make_session("convened")
    handout = hand_out(session)

    for act in (
        lambda: hand_out(session, actor=SECRETARY),
        lambda: actions.remove_handout(actor=SECRETARY, handout=handout, reason="Nhầm", now=NOW),
    ):
        with pytest.raises(NotPermitted):
            act()
    with pytest.raises(NotFound):
        get_handout(actor_with(Role.DELEGATE), handout.id)
    with pytest.raises(refusals.ReasonMissing):
        actions.remove_handout(actor=OFFICE, handout=handout, reason=" ", now=NOW)
    type(session).objects.filter(pk=session.pk).update(state="cancelled")
    for act in (
        lambda: hand_out(session),
        lambda: actions.remove_handout(actor=OFFICE, handout=handout, reason="Nhầm", now=NOW),
    ):
        with pytest.raises(refusals_after.FileClosed):
            act()
    with pytest.raises(OnlyRehearsed):
        hand_out(make_rehearsal())

    handout.refresh_from_db()
    assert (Handout.objects.count(), handout.removed_at) == (1, None)


def test_the_page_of_deliveries_shows_the_share_with_its_list(council):
    staff, session = browser_of(council, Role.OFFICE_STAFF), make_session("convened")
    make_paper(session, "released")
    page = reverse("sessions:deliveries", "config.urls_council", [session.id])
    assert "100%" in words(staff.get(page))
    typed = {"title": GIVEN.title, "reason": "Khổ giấy lớn", "handed_on": TODAY.isoformat(), "item": ""}
    add = reverse("sessions:add_handout", "config.urls_council", [session.id])
    assert staff.post(add, {**typed, "reason": ""}).status_code == 422

    shown = words(staff.get(staff.post(add, typed).headers["Location"]))

    assert "1 trên 2 tài liệu không mật; mục tiêu 100%" in shown
    assert "50%" in shown
    assert "Lý do: Khổ giấy lớn" in shown
    remove = reverse("sessions:remove_handout", "config.urls_council", [Handout.objects.get().id])
    assert GIVEN.title in words(staff.get(remove))
    gone = words(staff.get(staff.post(remove, {"reason": "Đã có tệp"}).headers["Location"]))
    assert ("Đã bỏ bản ghi." in gone, GIVEN.title in gone) == (True, False)
