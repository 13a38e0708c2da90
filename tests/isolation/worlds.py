"""A council with one of everything, and its twin: a copy of every row in another council's own tables.

It has other keys (objects that exist only there) or the very same. A mark in all its texts tells whose they are.
"""

import io
import json
import re
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from council.documents.actions import change_class
from council.documents.law import Confidentiality
from council.documents.models import Attachment, Document, HeldNumber, SigningCertificate, SigningRequest
from council.documents.permissions import Can
from council.exchange.models import ReceivedReminder
from council.indicators.models import MapOutlines
from council.law import national_rules
from council.people.actions import (
    Private,
    Term,
    add_duty,
    appoint,
    authorise,
    give_duty,
    link_account,
    open_handover,
    record_sensitive,
    set_portrait,
    take_sheet,
)
from council.people.law import ActingAs
from council.people.models import (
    Authorisation,
    Committee,
    Constituency,
    Contact,
    Duty,
    Mandate,
    Person,
    Post,
    SheetImport,
    SheetKind,
    Team,
    TeamProgramme,
)
from council.portal.models import TextVersion
from council.roles import Role
from council.rulebook.models import DayOff, Pause
from council.sessions import actions
from council.sessions.actions.papers import Sheet
from council.sessions.models import (
    AgendaItem,
    BallotSheet,
    Conference,
    CouncilSession,
    DisputedArticle,
    Excuse,
    Film,
    Handout,
    Listening,
    Paper,
    Passage,
    Proposal,
    QuestionGroup,
    Sending,
    Sitting,
    Speech,
    Visibility,
    Vote,
    WallScreen,
)
from gateway.models import ApiKey
from kernel import clock, files, notify
from kernel.access.actions import Wanted, propose_move
from kernel.access.models import RightMove
from kernel.access.workflow import Effect
from kernel.accounts import actions as accounts
from kernel.accounts.actions import Browser
from kernel.accounts.actions.invitations import Invitee, Issued
from kernel.accounts.demo import code_now, make_account
from kernel.accounts.models import Account, Passkey, SessionRow
from kernel.accounts.rules import current_rules
from kernel.accounts.sessions import SessionStore
from kernel.lists.models import SavedFilter
from kernel.notify.models import Notice
from kernel.sheets import Typed
from tenancy.models import Council
from tenancy.place import entered
from tests.factories.actors import actor_with
from tests.factories.browsers import PASSWORD, PHONE_KEY
from tests.factories.documents import make_draft, make_published
from tests.factories.halls import OFFICE, ask_excuse, hold_session, leave_to_later, plan_team_sitting
from tests.factories.people import (
    SYSTEM_ACTOR,
    make_committee,
    make_constituency,
    make_contact,
    make_outside,
    make_team,
)
from tests.factories.portal import make_shown
from tests.isolation.around_documents import handed_out, held_number, own_certificate
from tests.isolation.around_elections import counted_ballots
from tests.isolation.around_exchange import received_reminder
from tests.isolation.around_keys import used_key
from tests.isolation.around_people import team_programme
from tests.isolation.around_rules import local_day, pause_of
from tests.isolation.around_sessions import (
    Prepared,
    around_vote,
    group_of_questions,
    heard_by_machine,
    on_paper_only,
    paired_screen,
    prepared,
    public_film,
    said_by,
    sent_upward,
    waiting_speech,
)
from tests.isolation.digests import insert_json, rows_as_json, tables
from tests.kernel.files.making import pdf, picture, upload

HERE, THERE = "CủaNơiNày", "CủaNơiKhác"
UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


@dataclass
class World:
    """One of everything in one council, and somebody signed in who holds every role there is."""

    council: Council
    account: Account
    cookie: str
    other_browser: SessionRow
    passkey: Passkey
    invited: Account
    letter: Issued
    notice: Notice
    saved_filter: SavedFilter
    mandate: Mandate
    post: Post
    clerk: Post
    duty: Duty
    authorisation: Authorisation
    committee: Committee
    constituency: Constituency
    contact: Contact
    team: Team
    programme: TeamProgramme
    day: DayOff
    pause: Pause
    reminder: ReceivedReminder
    sheet: SheetImport
    move: RightMove
    session: CouncilSession
    item: AgendaItem
    sitting: Sitting
    speech: Speech
    question_group: QuestionGroup
    excuse: Excuse
    team_sitting: Sitting
    proposal: Proposal
    vote: Vote
    article: DisputedArticle
    ballots: BallotSheet
    paper: Paper
    film: Film
    listening: Listening
    screen: WallScreen
    sending: Sending
    handout: Handout
    passage: Passage
    prepared: Prepared
    document: Document
    draft: Document
    held: HeldNumber
    attachment: Attachment
    certificate: SigningCertificate
    request: SigningRequest
    notice_board: TextVersion
    api_key: ApiKey
    outlines: MapOutlines

    def browser(self) -> Client:
        """Return the browser of the account with every role, at the council's own host."""
        client = stranger(self.council)
        client.cookies[settings.SESSION_COOKIE_NAME] = self.cookie
        return client


def stranger(council: Council) -> Client:
    """Return a browser in which nobody is signed in."""
    return Client(headers={"host": f"{council.subdomain}.localhost"}, raise_request_exception=False)


def make_world(council: Council) -> World:
    """Make one of everything in the council, which is entered, by the ordinary actions."""
    held = hold_session(delegates=3, items=2)
    vote = held.open_vote()
    person = held.mandates[0].person
    account = make_account(
        username="moivaitro", full_name=f"Phạm Mọi Vai {HERE}", password=PASSWORD, roles=[*Role], totp_key=PHONE_KEY
    )
    link_account(actor=SYSTEM_ACTOR, person=person, account=account, on=clock.today())
    record_sensitive(actor=SYSTEM_ACTOR, person=held.mandates[1].person, private=Private(ethnicity=f"Kinh {HERE}"))
    set_portrait(actor=OFFICE, person=held.mandates[1].person, upload=_photo(), now=clock.now())
    letter = _letter()
    paper = _paper(held.session, held.items[1])
    document, draft = make_published(subject=f"Về học phí {HERE}"), make_draft(subject=f"Về học bổng {HERE}")
    change_class(
        actor=OFFICE, document=draft, to_class=Confidentiality.INTERNAL, reason=f"Đóng {HERE}", now=clock.now()
    )
    change_class(actor=OFFICE, document=draft, to_class=Confidentiality.PUBLIC, reason=f"Mở {HERE}", now=clock.now())
    _mark(held.session, held.items)
    return World(
        council=council,
        account=account,
        cookie=_enter(account).session_key,
        other_browser=knock(account).row,
        passkey=account.passkeys.create(
            name=f"Máy {HERE}", host=f"{council.subdomain}.localhost", credential="a2hvYQ", public_key="a2hvYQ"
        ),
        invited=letter.invitation.account,
        letter=letter,
        notice=notify.tell(account=account, subject=f"Thông báo {HERE}", by_mail=False),
        saved_filter=SavedFilter.objects.create(
            account=account, page="documents:index", name=f"Bộ lọc {HERE}", query="trang_thai=draft"
        ),
        mandate=held.mandates[1],
        post=_post(held.mandates[1]),
        clerk=appoint(
            actor=SYSTEM_ACTOR, person=held.mandates[2].person, role=Role.OFFICE_STAFF, from_on=clock.today()
        ),
        duty=_duty(held.mandates[1].person, person),
        authorisation=_authorisation(held.mandates[2]),
        move=_move(),
        committee=make_committee(),
        constituency=make_constituency(f"Đơn vị bầu cử {HERE}"),
        contact=make_contact(make_outside(f"Sở {HERE}"), f"Phạm Thu {HERE}"),
        team=make_team(),
        programme=team_programme(HERE),
        day=local_day(HERE),
        pause=pause_of(paper, HERE),
        reminder=received_reminder(HERE),
        sheet=_sheet(account),
        session=held.session,
        item=held.items[0],
        sitting=held.sitting,
        speech=waiting_speech(held),
        question_group=group_of_questions(held, HERE),
        team_sitting=plan_team_sitting(held),
        excuse=ask_excuse(held, reason=f"Ốm {HERE}"),
        proposal=leave_to_later(held, title=f"Việc để lại {HERE}"),
        vote=vote,
        article=around_vote(vote, held.items[1], paper.file, HERE),
        ballots=counted_ballots(held, paper.file, HERE),
        paper=paper,
        film=public_film(held.items[1], HERE),
        listening=heard_by_machine(held.sitting, HERE),
        screen=paired_screen(held.session, HERE),
        sending=sent_upward(held.session, HERE),
        handout=on_paper_only(held.items[0], HERE),
        passage=said_by(held.mandates[1], held.sitting, HERE),
        prepared=prepared(held.mandates[1], paper.file, HERE),
        document=document,
        draft=draft,
        held=held_number(HERE),
        attachment=Attachment.objects.create(document=document, file=paper.file, title=f"Phụ lục {HERE}"),
        certificate=own_certificate(account, HERE),
        request=handed_out(account, HERE),
        notice_board=_notice_board(),
        api_key=used_key(HERE),
        outlines=_outlines(),
    )


def make_twin(world: World, other: Council, *, same_keys: bool) -> dict[str, str]:
    """Copy every row of a world into the other council, and return the keys that were exchanged.

    The signed-in account keeps its key always, so that what is refused is not refused for being another person's.
    """
    rows = {table: rows_as_json(table) for table in tables()}
    keys = {} if same_keys else _other_keys(rows, world)
    own = {HERE: THERE, world.council.key: other.key, **keys}
    pattern = re.compile("|".join(re.escape(text) for text in sorted(own, key=len, reverse=True)))
    with entered(other):
        for table, text in rows.items():
            insert_json(table, pattern.sub(lambda found: own[found[0]], text))
    return keys if same_keys else {**keys, world.council.unit_code: other.unit_code}


def _other_keys(rows: dict[str, str], world: World) -> dict[str, str]:
    keys = {str(row["id"]) for text in rows.values() for row in json.loads(text) if UUID.fullmatch(str(row["id"]))}
    keys.discard(str(world.account.pk))
    return {**{key: key[:-4] + _turned(key[-4:]) for key in keys}, world.document.short_code: "ZZZZ9999"}


def _turned(digits: str) -> str:
    return f"{int(digits, 16) ^ 0xFFFF:04x}"


def knock(account: Account) -> SessionStore:
    """Return a browser that has given the right password and nothing else."""
    session, now, rules = SessionStore(), clock.now(), current_rules()
    browser = Browser(ip="203.0.113.7", device=f"iPad {HERE}")
    accounts.sign_in(session=session, name=account.username, password=PASSWORD, browser=browser, now=now, rules=rules)
    return session


def _enter(account: Account) -> SessionStore:
    session, code = knock(account), code_now(account.totpdevice_set.get())
    accounts.verify_second_factor(session=session, code=code, now=clock.now(), rules=current_rules())
    return session


def _move() -> RightMove:
    wanted = Wanted(Effect.GIVE, Role.COMMITTEE_HEAD, Can.DRAFT)
    return propose_move(
        actor=SYSTEM_ACTOR, wanted=wanted, reason=f"Việc nhiều {HERE}", from_on=clock.today(), now=clock.now()
    )


def _letter() -> Issued:
    invitee = Invitee(full_name=f"Người Được Mời {HERE}", username="duocmoi")
    administrator = actor_with(Role.ADMINISTRATOR)
    return accounts.invite(actor=administrator, invitee=invitee, now=clock.now(), rules=current_rules())


def _paper(session: CouncilSession, item: AgendaItem) -> Paper:
    upload = SimpleUploadedFile(f"to-trinh-{HERE}.pdf", pdf(f"Tờ trình {HERE}"))
    stored = files.store(actor=OFFICE, upload=upload, kinds=files.DOCUMENTS, limit_bytes=10**7)
    sheet = Sheet(title=f"Tờ trình {HERE}", file=stored, item=item, visibility=Visibility.PUBLIC)
    rules = national_rules("commune", clock.today())
    return actions.add_paper(actor=OFFICE, session=session, sheet=sheet, now=clock.now(), rules=rules)


def _mark(session: CouncilSession, items: list[AgendaItem]) -> None:
    minutes = _paper(session, items[0]).file
    CouncilSession.objects.filter(pk=session.pk).update(
        title=f"Kỳ họp {HERE}", place=f"Hội trường {HERE}", minutes=minutes
    )
    Conference.objects.create(session=session, held_on=clock.today(), minutes=minutes, for_council=HERE)
    AgendaItem.objects.filter(pk__in=[item.pk for item in items]).update(title=f"Nội dung {HERE}")


def _outlines() -> MapOutlines:
    made: MapOutlines = MapOutlines.objects.create(
        file_name=f"{HERE}.geojson", source=f"Nguồn {HERE}", height=9, paths={"14329": "M0 0L1 1L2 0Z"}
    )
    return made


def _notice_board() -> TextVersion:
    stored = files.store(actor=OFFICE, upload=upload("anh.png", picture("PNG")), kinds=files.IMAGES, limit_bytes=10**7)
    return make_shown(title=f"Thông báo {HERE}", picture=stored, picture_words=f"Ảnh {HERE}")


def _post(mandate: Mandate) -> Post:
    return appoint(
        actor=SYSTEM_ACTOR,
        person=mandate.person,
        role=Role.COMMITTEE_MEMBER,
        committee=make_committee(),
        from_on=clock.today(),
        decision=f"12/NQ {HERE}",
    )


def _photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (200, 250), (180, 20, 20)).save(out, "PNG")
    return SimpleUploadedFile(f"anh-{HERE}.png", out.getvalue())


def _sheet(account: Account) -> SheetImport:
    uploader = replace(actor_with(Role.OFFICE_CHIEF), account_id=account.pk)
    typed = [Typed(2, {"full_name": f"Lê Thị Lan {HERE}", "gender": "Nữ", "birth": "1980"})]
    return take_sheet(
        actor=uploader, kind=SheetKind.DELEGATES, file_name=f"{HERE}.xlsx", typed=typed, started_on=clock.today()
    )


def _authorisation(mandate: Mandate) -> Authorisation:
    today = clock.today()
    vice = appoint(actor=SYSTEM_ACTOR, person=mandate.person, role=Role.COUNCIL_VICE_CHAIR, from_on=today)
    term = Term(from_on=today, to_on=today, document=f"12/GUQ {HERE}")
    return authorise(actor=actor_with(Role.OFFICE_CHIEF), receiver=vice, acting_as=ActingAs.SIGN_FOR, term=term)


def _duty(leaver: Person, receiver: Person) -> Duty:
    chief, today = actor_with(Role.OFFICE_CHIEF), clock.today()
    handover = open_handover(actor=chief, person=leaver, leaves_on=today, cause=f"Nghỉ hưu {HERE}")
    duty = add_duty(actor=chief, handover=handover, label=f"Con dấu {HERE}")
    return give_duty(actor=chief, duty=duty, receiver=receiver, on=today)
