"""The public pages of sessions: agenda, public papers and results; never a plan, an internal paper or a choice."""

import pytest

from council.documents.actions import publish
from council.documents.law import Confidentiality, FactName, Kind, Text
from council.sessions.models import Paper
from council.sessions.workflow import SessionState
from tests.factories.documents import CLERK, NOW, TEXT, make_issued, make_published
from tests.factories.sessions import make_hall, make_item, make_paper, make_session
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import count_queries

LIST = "/cong-khai/ky-hop/"


@pytest.fixture
def reader(council, client_of):
    return client_of(council)


def page_of(session):
    return f"{LIST}{session.id}/"


def download_of(paper):
    return f"{LIST}tai-lieu/{paper.id}/"


def stored_pdf():
    return make_published().pdf


def test_only_convened_sessions_are_known(reader):
    planned = make_session()
    convened = make_session(SessionState.CONVENED)

    assert reader.get(page_of(planned)).status_code == 404
    assert reader.get(page_of(convened)).status_code == 200
    page = reader.get(LIST).content.decode()
    assert (page_of(planned) in page, page_of(convened) in page) == (False, True)


def test_empty_list_says_what_to_expect(reader):
    assert "Chưa có kỳ họp nào được triệu tập" in words(reader.get(LIST))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("postponed", "Kỳ họp này đã hoãn"), ("cancelled", "Kỳ họp này đã huỷ"), ("convened", "Đã triệu tập")],
)
def test_page_says_whether_it_is_held(reader, state, sentence):
    assert sentence in words(reader.get(page_of(make_session(state))))


def test_page_shows_agenda_and_public_papers_only(reader):
    session = make_session(SessionState.DOCUMENTS_RELEASED)
    item = make_item(session)
    make_paper(session, "released", item=item, title="Tờ trình công khai", visibility="public")
    make_paper(session, "released", item=item, title="Báo cáo nội bộ")
    make_paper(session, "held", item=item, title="Dự thảo chưa phát hành", visibility="public")
    make_paper(session, "recalled", item=item, title="Bản đã thu hồi", visibility="public")
    make_paper(session, "replaced", item=item, title="Bản thay khi chưa ai nhận", visibility="public")

    page = words(reader.get(page_of(session)))

    assert "1. Mức hỗ trợ học phí" in page
    assert "Tờ trình công khai" in page
    for hidden in ("Báo cáo nội bộ", "Dự thảo chưa phát hành", "Bản đã thu hồi", "Bản thay khi chưa ai nhận"):
        assert hidden not in page


def test_public_paper_is_given_with_its_hash(reader):
    session = make_session(SessionState.DOCUMENTS_RELEASED)
    paper = make_paper(session, "released", file=stored_pdf(), visibility="public")

    answer = reader.get(download_of(paper))

    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"
    assert answer.headers["ETag"] == f'"{paper.file.sha256}"'


@pytest.mark.parametrize(
    ("session_state", "state", "visibility"),
    [
        ("planned", "released", "public"),
        ("documents_released", "released", "internal"),
        ("documents_released", "held", "public"),
        ("documents_released", "recalled", "public"),
        ("documents_released", "replaced", "public"),
    ],
)
def test_paper_that_is_not_for_everybody_is_not_found(reader, session_state, state, visibility):
    session = make_session(session_state)
    paper = make_paper(session, state, file=stored_pdf(), visibility=visibility)

    assert reader.get(download_of(paper)).status_code == 404


def test_unknown_paper_and_session_are_not_found(reader, other_council, client_of):
    session = make_session(SessionState.DOCUMENTS_RELEASED)
    paper = make_paper(session, "released", file=stored_pdf(), visibility="public")

    for foreign in (page_of(session), download_of(paper)):
        assert client_of(other_council).get(foreign).status_code == 404
    assert Paper.objects.count() == 1


def test_result_is_shown_as_four_totals_with_the_law_once_it_is_announced(reader):
    hall = make_hall(5)
    hall.cast(0, "for")
    hall.cast(1, "against")
    assert "Không tán thành" not in words(reader.get(page_of(hall.session)))
    hall.close()
    assert "Không tán thành" not in words(reader.get(page_of(hall.session)))

    vote = hall.announce()

    page = words(reader.get(page_of(hall.session)))
    assert "Tán thành 1 Không tán thành 1 Không biểu quyết 0 Vắng, không bỏ phiếu 3" in page
    assert vote.sentence in page
    assert vote.article in page


@pytest.mark.parametrize(("choice", "decided"), [("for", "Đã thông qua"), ("against", "Không được thông qua")])
def test_item_stands_as_before_the_vote_until_its_result_is_announced(reader, choice, decided):
    hall = make_hall(3)
    for number in range(3):
        hall.cast(number, choice)
    hall.close()

    before = words(reader.get(page_of(hall.session)))
    hall.announce()
    after = words(reader.get(page_of(hall.session)))

    assert ("Chờ biểu quyết" in before, decided in before) == (True, False)
    assert ("Chờ biểu quyết" in after, decided in after) == (False, True)


def test_page_never_says_who_voted(reader):
    hall = make_hall(3)
    receipt = hall.cast(0, "against")
    hall.close()
    hall.announce()

    page = reader.get(page_of(hall.session)).content.decode()

    assert receipt not in page
    for mandate in hall.mandates:
        assert mandate.person.full_name not in page


def test_result_leads_to_its_resolution_once_that_is_public(reader):
    hall = make_hall(3)
    for number in range(3):
        hall.cast(number)
    hall.close()
    vote = hall.announce()
    assert "Nghị quyết đã công bố" not in words(reader.get(page_of(hall.session)))

    document = make_published()
    document.session_id, document.vote_id = hall.session.id, vote.id
    document.save(update_fields=["session_id", "vote_id"])

    assert f"/vb/{document.short_code}" in reader.get(page_of(hall.session)).content.decode()


def test_page_leads_to_the_minutes_once_they_are_public(reader):
    session = make_session(SessionState.CLOSED)
    text = Text(articles=TEXT.articles, facts=tuple((name.value, "Theo nhật ký phiên") for name in FactName))
    minutes = make_issued(Kind.MINUTES, text=text, adopted_on=None, effective_on=None)
    minutes.session_id, minutes.confidentiality = session.id, Confidentiality.PUBLIC
    minutes.save(update_fields=["session_id", "confidentiality"])
    assert minutes.short_code not in reader.get(page_of(session)).content.decode()

    publish(actor=CLERK, document=minutes, now=NOW)

    page = reader.get(page_of(session))
    assert f"/vb/{minutes.short_code}" in page.content.decode()
    assert f"Biên bản: {minutes.subject}" in words(page)


def test_page_asks_the_same_for_a_short_and_a_long_agenda(reader):
    session = make_session(SessionState.DOCUMENTS_RELEASED)

    def asked():
        with count_queries() as queries:
            reader.get(page_of(session))
        return len(queries)

    make_paper(session, "released", item=make_item(session), visibility="public")
    one = asked()
    for _ in range(5):
        make_paper(session, "released", item=make_item(session), visibility="public")

    assert asked() == one


def test_pages_may_be_kept_for_a_minute(reader):
    session = make_session(SessionState.CONVENED)

    for address in (LIST, page_of(session)):
        assert reader.get(address).headers["Cache-Control"] == "public, max-age=60"
