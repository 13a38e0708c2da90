"""Who reads what of sessions; what the public and the open register get; who is told."""

from datetime import date

import pytest

from council.events.sessions import SessionCancelled, SessionConvened, SessionPostponed
from council.people import actions as people
from council.roles import Role
from council.sessions import queries, reactions
from council.sessions.border import columns_of
from council.sessions.law import ordinal, public_path, workspace_path
from kernel.access import ANONYMOUS, NotPermitted
from kernel.keys import new_key
from kernel.notify.models import Notice
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.people import SYSTEM_ACTOR, make_account, make_delegate
from tests.factories.sessions import (
    OFFICE,
    OPENS,
    REPORT,
    RULES,
    TODAY,
    make_item,
    make_paper,
    make_session,
    make_sitting,
)

pytestmark = pytest.mark.usefixtures("council")

DELEGATE = actor_with(Role.DELEGATE)
STRANGER = actor_with(Role.AGENCY)


def test_sessions_are_read_by_the_councils_people() -> None:
    planned, convened = make_session(), make_session("convened")

    assert set(queries.list_sessions(DELEGATE)) == {planned, convened}
    assert queries.get_session(DELEGATE, planned.id) == planned
    for outsider in (ANONYMOUS, STRANGER):
        with pytest.raises(NotPermitted):
            queries.list_sessions(outsider)
        with pytest.raises(NotFound):
            queries.get_session(outsider, convened.id)
    with pytest.raises(NotFound):
        queries.get_session(DELEGATE, new_key())


def test_the_public_knows_of_a_session_from_its_convening_on() -> None:
    planned, convened = make_session(), make_session("convened")

    assert list(queries.list_public_sessions()) == [convened]
    assert queries.get_public_session(convened.id) == convened
    with pytest.raises(NotFound):
        queries.get_public_session(planned.id)


def test_items_and_sittings_in_their_order_for_who_may() -> None:
    session = make_session("convened")
    first, second = make_item(session), make_item(session, REPORT)
    evening, morning = make_sitting(session, part="evening"), make_sitting(session, part="morning")

    assert list(queries.list_items(session)) == [first, second]
    assert queries.list_sittings(session) == [morning, evening]
    assert queries.count_pending_items(session) == 2
    assert queries.get_item(DELEGATE, first.id) == first
    assert queries.get_sitting(DELEGATE, morning.id) == morning
    for getter, row in ((queries.get_item, first), (queries.get_sitting, morning)):
        with pytest.raises(NotFound):
            getter(STRANGER, row.id)
        with pytest.raises(NotFound):
            getter(DELEGATE, new_key())


def test_papers_by_state_and_visibility() -> None:
    session = make_session("documents_released")
    held = make_paper(session)
    internal = make_paper(session, "released")
    public = make_paper(session, "released", visibility="public")
    recalled = make_paper(session, "recalled", visibility="public")

    assert set(queries.list_papers(OFFICE, session)) == {held, internal, public, recalled}
    assert set(queries.list_papers(DELEGATE, session)) == {internal, public}
    assert list(queries.list_public_papers(session)) == [public]
    with pytest.raises(NotPermitted):
        queries.list_papers(ANONYMOUS, session)
    readable = {
        actor: [paper for paper in (held, internal, public, recalled) if _reads(actor, paper)]
        for actor in (OFFICE, DELEGATE, ANONYMOUS)
    }
    assert readable == {OFFICE: [held, internal, public, recalled], DELEGATE: [internal, public], ANONYMOUS: [public]}


def _reads(actor, paper) -> bool:
    try:
        return queries.get_paper(actor, paper.id) == paper
    except NotFound:
        return False


def test_a_missing_paper_is_not_found() -> None:
    with pytest.raises(NotFound):
        queries.get_paper(OFFICE, new_key())


def test_the_session_that_is_held_comes_before_the_next_one() -> None:
    assert queries.next_session(on=TODAY) is None
    coming = make_session("convened")
    assert queries.next_session(on=TODAY) == coming
    assert queries.next_session(on=date(2026, 9, 1)) is None

    held = make_session("in_progress")
    assert queries.next_session(on=TODAY) == held


def test_warnings_name_the_terms_that_have_passed() -> None:
    late = date(2026, 7, 28)

    assert queries.warnings_of(make_session(), today=TODAY, rules=RULES) == []
    assert len(queries.warnings_of(make_session(), today=late, rules=RULES)) == 2
    assert len(queries.warnings_of(make_session("convened"), today=late, rules=RULES)) == 1
    assert queries.warnings_of(make_session("documents_released"), today=late, rules=RULES) == []
    assert queries.warnings_of(make_session("closed"), today=late, rules=RULES) == []


@pytest.mark.parametrize(
    ("tell", "event", "subject"),
    [
        (
            reactions.tell_of_convening,
            lambda session: SessionConvened(session_id=session.id, kind="regular", opening_on=OPENS),
            "Triệu tập Kỳ họp thứ nhất, khai mạc ngày 29/07/2026",
        ),
        (
            reactions.tell_of_postponing,
            lambda session: SessionPostponed(session_id=session.id, reason="Bão"),
            "Hoãn Kỳ họp thứ nhất (dự kiến ngày 29/07/2026)",
        ),
        (
            reactions.tell_of_cancelling,
            lambda session: SessionCancelled(session_id=session.id),
            "Huỷ Kỳ họp thứ nhất (dự kiến ngày 29/07/2026)",
        ),
    ],
)
def test_each_active_delegate_is_told_once(tell, event, subject: str) -> None:
    session, event_id = make_session("convened"), new_key()
    account = make_account()
    people.link_account(actor=SYSTEM_ACTOR, account=account, person=make_delegate().person, on=TODAY)
    make_account("Người ngoài")

    for _ in range(2):
        tell(event(session), event_id=event_id)

    notice = Notice.objects.get()
    assert (notice.account, notice.subject, notice.path) == (account, subject, workspace_path(session.id))


def test_what_leaves_the_council_of_a_session() -> None:
    session = make_session("convened")

    assert columns_of(session) == {
        "id": str(session.id),
        "title": "Kỳ họp thứ nhất",
        "kind": "regular",
        "number": session.number,
        "occasion": "Khoá XVI, kỳ họp thứ nhất",
        "state": "convened",
        "opens_on": "2026-07-29",
        "closes_on": "2026-07-31",
        "closed_on": None,
        "place": session.place,
        "convening_document": session.convening_document,
        "public_path": public_path(session.id),
        "sittings": [],
    }
    assert (ordinal(1), ordinal(7)) == ("thứ nhất", "thứ 7")
