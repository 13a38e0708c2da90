"""What a world has around its session: a screen, who waits to speak; around its open vote an article, an annulment."""

from dataclasses import dataclass

from council.law import SpeechKind
from council.people.models import Mandate
from council.sessions import actions
from council.sessions.actions.handouts import Given
from council.sessions.actions.transcripts import Said
from council.sessions.actions.year_list import Line
from council.sessions.law import DossierPaperKind, Superior
from council.sessions.models import (
    AgendaItem,
    CouncilSession,
    DisputedArticle,
    DossierPaper,
    Film,
    Handout,
    ItemKind,
    LateReason,
    Listening,
    Observer,
    Passage,
    QuestionGroup,
    Remark,
    Sending,
    SendingWay,
    Sitting,
    Speech,
    TallySheet,
    TermKind,
    Visibility,
    Vote,
    WallScreen,
    YearMatter,
)
from kernel import clock
from kernel.captions import Cue
from kernel.files.models import StoredFile
from kernel.transcribing.apart import Transcriber
from tests.factories import dossiers as play
from tests.factories.films import make_film
from tests.factories.halls import CHAIR, OFFICE, HeldSession
from tests.factories.office import opening_day
from tests.factories.recordings import make_recording
from tests.factories.sessions import NOW, TODAY


def paired_screen(session: CouncilSession, mark: str) -> WallScreen:
    """Invite a screen of the hall."""
    screen, _code = actions.invite_screen(actor=CHAIR, session=session, label=f"Màn hình {mark}", now=clock.now())
    return screen


def sent_upward(session: CouncilSession, mark: str) -> Sending:
    """Let something of the session have gone upward, and say why something else came late."""
    today = clock.today()
    sending: Sending = Sending.objects.create(
        session=session,
        sent_on=today,
        recipients=[Superior.PROVINCE_EXECUTIVE],
        way=SendingWay.POST,
        letter=f"128/HĐND-VP {mark}",
        due_on=today,
    )
    LateReason.objects.create(session=session, term=TermKind.MINUTES, reason=f"Chờ ký {mark}")
    return sending


def on_paper_only(item: AgendaItem, mark: str) -> Handout:
    """Hand out a paper of an item on paper only."""
    given = Given(title=f"Bản đồ {mark}", reason=f"Khổ lớn {mark}", handed_on=clock.today(), item=item)
    return actions.record_handout(actor=OFFICE, session=item.session, given=given, now=clock.now())


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


def heard_by_machine(sitting: Sitting, mark: str) -> Listening:
    """Bring a recording, and let an engine have heard something in it."""
    sitting.refresh_from_db()
    recording = make_recording(sitting, name=f"phien-sang-{mark}.wav")
    engine, now = Transcriber("engines.Own", 512), clock.now()
    listening = actions.ask_listening(actor=OFFICE, recording=recording, transcriber=engine, now=now)
    Listening.objects.filter(pk=listening.pk).update(state="heard", heard=[[0, 900, f"Kính thưa {mark}"]])
    return listening


def said_by(mandate: Mandate, sitting: Sitting, mark: str) -> Passage:
    """Write down what a delegate said, with two wordings, and what a guest said after her."""
    said = [Cue(f"Kính thưa {mark}", mandate.person.full_name, 1000, 2000), Cue(f"Khách {mark}", f"Ông Khách {mark}")]
    transcript = actions.take_cues(actor=OFFICE, sitting=sitting, cues=said)
    first = transcript.passages.get(position=1)
    wording = Said(f"Kính thưa Hội đồng {mark}", mandate=mandate)
    return actions.edit_passage(actor=OFFICE, passage=first, version=first.version, said=wording)


@dataclass(frozen=True)
class Prepared:
    """A matter on its way to a coming session: one of everything that belongs to its dossier."""

    remark: Remark
    paper: DossierPaper
    observer: Observer
    matter: YearMatter


def prepared(mandate: Mandate, file: StoredFile, mark: str) -> Prepared:
    """Prepare a matter for a coming session, with a paper, an open remark, who looks on, and the year's list."""
    cast, day = play.make_cast(), opening_day()
    session = play.later_session(day)
    plan = actions.plan_year(actor=OFFICE, year=day.year, document=f"45/NQ {mark}", decided_on=TODAY, now=NOW)
    line = Line(f"Danh mục {mark}", ItemKind.REPORT, f"46/NQ {mark}")
    matter = actions.list_matter(actor=OFFICE, plan=plan, line=line)
    dossier = play.make_dossier(cast, "drafting", session=session, title=f"Hồ sơ {mark}")
    observer = Observer.objects.create(dossier=dossier, person=mandate.person, since_on=TODAY)
    paper = play.give(cast, dossier, DossierPaperKind.OTHER, title=f"Phụ lục {mark}", file=file)
    for go_on in (play.send, play.examine, play.report, play.open_up):
        dossier = go_on(cast, dossier)
    dossier.report = file
    dossier.save(update_fields=["report"])
    return Prepared(dossier.remarks.get(), paper, observer, matter)
