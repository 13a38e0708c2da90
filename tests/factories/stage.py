"""A council at work, for eyes and judges: delegates, a session that is over, one being prepared, documents."""

from dataclasses import dataclass

from council.documents.models import Document
from council.law import SessionKind
from council.people.demo import COMMUNE, invent, settle
from council.people.models import Mandate
from council.roles import Role
from council.rulebook.queries import load_rules
from council.sessions import actions
from council.sessions.demo import Cast, past_session
from council.sessions.models import AgendaItem, CouncilSession, ItemKind, Visibility
from council.sessions.models.sittings import Part
from kernel import clock
from tests.factories import office
from tests.factories.actors import actor_with
from tests.factories.documents import PRESS, make_in_state
from tests.factories.people import STARTED, make_committee, make_term

AGENDA = (
    ("Báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2026, phương hướng năm 2027", ItemKind.REPORT),
    ("Dự toán ngân sách địa phương và phương án phân bổ ngân sách năm 2027", ItemKind.INDIVIDUAL_RESOLUTION),
    ("Quy định mức hỗ trợ phân loại rác thải sinh hoạt tại nguồn", ItemKind.NORMATIVE_RESOLUTION),
    ("Kế hoạch đầu tư công năm 2027", ItemKind.INDIVIDUAL_RESOLUTION),
    ("Thông qua chương trình kỳ họp và danh sách thư ký", ItemKind.PROCEDURE),
)


@dataclass
class Stage:
    """What stands on the stage."""

    past: CouncilSession
    coming: CouncilSession
    item: AgendaItem
    mandates: list[Mandate]
    documents: list[Document]


def set_stage() -> Stage:
    """Fill the entered council."""
    term = make_term()
    make_committee()
    mandates = settle(invent(COMMUNE, seed=3), term=term, on=STARTED)
    actor = actor_with(Role.OFFICE_CHIEF, Role.SESSION_SECRETARY, Role.RECORDS_CLERK)
    chair = actor_with(Role.COUNCIL_CHAIR, second_factor=True)
    rules = load_rules(level="commune", at=clock.today())
    past = past_session(Cast(actor, chair, mandates, term, rules, PRESS), now=clock.now())
    coming, items = coming_session()
    documents = [make_in_state(state) for state in ("draft", "final_text", "signed", "withdrawn")]
    return Stage(past, coming, items[1], mandates, documents)


def coming_session() -> tuple[CouncilSession, list[AgendaItem]]:
    """Return a convened session with a late paper, a replaced and a recalled one, and its items."""
    session = office.plan_session(kind=SessionKind.REGULAR, title="Kỳ họp thường lệ cuối năm 2026")
    items = [office.add_item(session, title, kind=kind, committee=make_committee()) for title, kind in AGENDA]
    for item in items[:3]:
        office.add_paper(session, item, title=f"Tờ trình: {item.title}")
    office.add_paper(session, items[1], title="Báo cáo thẩm tra của Ban Pháp chế", visibility=Visibility.PUBLIC)
    office.add_paper(session, title="Dự kiến chương trình kỳ họp")
    session = office.convene(session)
    for part in (Part.MORNING, Part.AFTERNOON):
        actions.add_sitting(actor=office.OFFICE, session=session, day_on=session.opens_on, part=part)
    return session, items
