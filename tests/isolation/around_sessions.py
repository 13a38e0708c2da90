"""What a world has around its session: a screen, who waits to speak; around its open vote an article, an annulment."""

from council.law import SpeechKind
from council.people.models import Mandate
from council.sessions import actions
from council.sessions.actions.transcripts import Said
from council.sessions.models import (
    AgendaItem,
    CouncilSession,
    DisputedArticle,
    Film,
    Passage,
    QuestionGroup,
    Sitting,
    Speech,
    TallySheet,
    Visibility,
    Vote,
    WallScreen,
)
from kernel import clock
from kernel.captions import Cue
from kernel.files.models import StoredFile
from tests.factories.films import make_film
from tests.factories.halls import CHAIR, OFFICE, HeldSession


def paired_screen(session: CouncilSession, mark: str) -> WallScreen:
    """Invite a screen of the hall."""
    screen, _code = actions.invite_screen(actor=CHAIR, session=session, label=f"Màn hình {mark}", now=clock.now())
    return screen


def around_vote(vote: Vote, other_item: AgendaItem, file: StoredFile, mark: str) -> DisputedArticle:
    """Make the rows around a vote, each with the mark of its council, and return the article."""
    actions.ask_annulment(actor=CHAIR, vote=vote, reason=f"Nhầm câu hỏi {mark}", now=clock.now())
    TallySheet.objects.create(vote=vote, file=file, added_by=CHAIR.account_id)
    proposal = f"Phương án {mark}"
    return actions.dispute_article(actor=CHAIR, item=other_item, label="Điều 5", proposal=proposal)


def waiting_speech(held: HeldSession) -> Speech:
    """Let somebody wait for the floor on the last item."""
    item = actions.present_item(actor=CHAIR, item=held.items[-1], now=held.now)
    actions.open_floor(actor=CHAIR, item=item, now=held.now)
    return actions.add_speaker(actor=CHAIR, item=item, kind=SpeechKind.DISCUSSION, now=held.now, speaker="Ông An")


def public_film(item: AgendaItem, mark: str) -> Film:
    """Put up a film and release it to everybody."""
    return make_film(item, title=f"Phóng sự {mark}", visibility=Visibility.PUBLIC)


def group_of_questions(held: HeldSession, mark: str) -> QuestionGroup:
    """Put one question on the last item into a group."""
    asked = actions.add_speaker(
        actor=CHAIR, item=held.items[-1], kind=SpeechKind.QUESTION, mandate=held.mandates[0], now=held.now
    )
    return actions.group_questions(
        actor=CHAIR, item=held.items[-1], questions=[asked], respondent=f"Giám đốc {mark}", now=held.now
    )


def said_by(mandate: Mandate, sitting: Sitting, mark: str) -> Passage:
    """Write down what a delegate said, with two wordings, and what a guest said after her."""
    said = [Cue(f"Kính thưa {mark}", mandate.person.full_name, 1000, 2000), Cue(f"Khách {mark}", f"Ông Khách {mark}")]
    transcript = actions.take_cues(actor=OFFICE, sitting=sitting, cues=said)
    first = transcript.passages.get(position=1)
    wording = Said(f"Kính thưa Hội đồng {mark}", mandate=mandate)
    return actions.edit_passage(actor=OFFICE, passage=first, version=first.version, said=wording)
