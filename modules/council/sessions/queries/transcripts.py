"""What was said in a sitting: for who works on it the whole, for a speaker what she said herself."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, Value, When

from council.law import Deadline, Rules
from council.people.models import Mandate
from council.sessions import law
from council.sessions.models import CouncilSession, Passage, Purpose, Sitting, Transcript, Visibility
from council.sessions.permissions import Can
from council.sessions.queries.sessions import list_sittings
from council.sessions.workflow import BEGUN_SITTINGS, SENT_PASSAGES, PassageState
from kernel.access import Actor, may, may_at_all
from kernel.captions import bare_name
from kernel.refusal import NotFound


@dataclass(frozen=True)
class Wanted:
    """Which passages are looked for; empty is all."""

    speaker: UUID | None = None
    item: UUID | None = None
    state: str = ""
    without_speaker: bool = False


EVERYTHING = Wanted()


@dataclass(frozen=True)
class Line:
    """A sitting with its transcript, if there is one."""

    sitting: Sitting
    transcript: Transcript | None


def get_transcript_place(actor: Actor, sitting_id: UUID) -> Sitting:
    """Return a sitting whose transcript the actor may read as a whole.

    :raises NotFound: there is none, or it is not for the actor.
    """
    sitting = Sitting.objects.select_related("session__term").filter(id=sitting_id).first()
    if sitting is None or not may(actor, Can.READ_TRANSCRIPT):
        raise NotFound()
    transcript = find_transcript(sitting)
    if transcript is not None and not _is_open_to(actor, transcript):
        raise NotFound()
    return sitting


def find_transcript(sitting: Sitting) -> Transcript | None:
    """Return the transcript of a sitting with its counts. The caller got the sitting from a query."""
    counted = Transcript.objects.counted().select_related("sitting__session")
    transcript: Transcript | None = counted.filter(sitting=sitting).first()
    return transcript


def list_passages(transcript: Transcript, wanted: Wanted = EVERYTHING) -> QuerySet[Passage]:
    """Return the passages in the order in which they were said. The caller got the transcript from a query."""
    passages: QuerySet[Passage] = Passage.objects.filter(transcript=transcript).kept().with_words()
    if wanted.speaker:
        passages = passages.filter(mandate_id=wanted.speaker)
    if wanted.item:
        passages = passages.filter(item_id=wanted.item)
    if wanted.without_speaker:
        passages = passages.filter(mandate__isnull=True, guest_name="")
    return passages.filter(state=wanted.state) if wanted.state else passages


def list_speakers(transcript: Transcript) -> list[Mandate]:
    """Return the delegates who speak in it, in the order of names. The caller got the transcript from a query."""
    speaking = Passage.objects.filter(transcript=transcript).kept().values("mandate_id")
    return list(Mandate.objects.filter(id__in=speaking).select_related("person").by_name())


def list_unknown_names(transcript: Transcript) -> list[tuple[str, int]]:
    """Return each name that nobody was found for, with its number of drafts; "" where the file names nobody."""
    drafts = Passage.objects.filter(transcript=transcript).without_speaker()
    counted = drafts.values("heard_name").annotate(number=Count("id")).order_by("-number", "heard_name")
    return [(row["heard_name"], row["number"]) for row in counted]


def get_passage(actor: Actor, passage_id: UUID) -> Passage:
    """Return one passage: to who works on transcripts, and to its speaker once it was sent to her.

    :raises NotFound: there is none, or it is not for the actor.
    """
    passage: Passage | None = Passage.objects.kept().with_words().filter(id=passage_id).first()
    if passage is None or not may(actor, Can.READ_TRANSCRIPT, passage):
        raise NotFound()
    is_whole = may(actor, Can.READ_TRANSCRIPT)
    if is_whole and not _is_open_to(actor, passage.transcript):
        raise NotFound()
    if not is_whole and passage.state not in SENT_PASSAGES:
        raise NotFound()
    return passage


def list_own_passages(actor: Actor) -> QuerySet[Passage]:
    """Return what the actor said in any sitting, once it was sent to her; what waits for her first."""
    own = Passage.objects.filter(mandate__person_id=actor.person_id, state__in=SENT_PASSAGES)
    own = own.filter(transcript__sitting__session__purpose=Purpose.PROPER)
    if actor.person_id is None or not may_at_all(actor, Can.REVIEW_PASSAGE):
        own = own.none()
    waiting_first = Case(When(state=PassageState.IN_REVIEW, then=Value(0)), default=Value(1))
    passages: QuerySet[Passage] = own.with_words().order_by(waiting_first, "-transcript__sent_at", "position", "id")
    return passages


def list_own_waiting(actor: Actor) -> list[tuple[Sitting, int]]:
    """Return the sittings in which passages of the actor wait for her, with their number."""
    if actor.person_id is None or not may_at_all(actor, Can.REVIEW_PASSAGE):
        return []
    waiting = Q(
        session__purpose=Purpose.PROPER,
        transcript__passages__mandate__person_id=actor.person_id,
        transcript__passages__state=PassageState.IN_REVIEW,
    )
    sittings = Sitting.objects.filter(waiting).annotate(waiting=Count("transcript__passages", filter=waiting))
    return [(sitting, sitting.waiting) for sitting in sittings.select_related("session").order_by("day_on", "id")]


def list_transcripts(actor: Actor, session: CouncilSession) -> list[Line]:
    """Return the sittings of a session that have begun, each with its transcript; none to who may not read them."""
    if not may(actor, Can.READ_TRANSCRIPT):
        return []
    known = {each.sitting_id: each for each in Transcript.objects.counted().filter(sitting__session=session)}
    begun = [sitting for sitting in list_sittings(session) if sitting.state in BEGUN_SITTINGS]
    lines = [Line(sitting, known.get(sitting.id)) for sitting in begun]
    return [line for line in lines if line.transcript is None or _is_open_to(actor, line.transcript)]


def review_due(session: CouncilSession, *, rules: Rules) -> Deadline | None:
    """Return until when speakers review what they said in a session; None while it is not closed (R-SES-20)."""
    if session.closed_on is None:
        return None
    return law.transcript_due(closed_on=session.closed_on, rules=rules)


def list_possible_speakers(sitting: Sitting) -> QuerySet[Mandate]:
    """Return the delegates in office on the day of a sitting, in the order of names."""
    mandates: QuerySet[Mandate] = Mandate.objects.in_office(sitting.day_on).select_related("person").by_name()
    return mandates


def match_names(names: Iterable[str], sitting: Sitting) -> dict[str, Mandate]:
    """Return who each name is, with or without titles and diacritics; a name of two delegates is nobody's."""
    found: dict[str, list[Mandate]] = {}
    for mandate in list_possible_speakers(sitting):
        found.setdefault(bare_name(mandate.person.full_name), []).append(mandate)
    matched = {name: found.get(bare_name(name), []) for name in names if name}
    exact = {name: _spelt_so(name, mandates) for name, mandates in matched.items()}
    return {name: mandates[0] for name, mandates in exact.items() if len(mandates) == 1}


def _spelt_so(name: str, mandates: list[Mandate]) -> list[Mandate]:
    """Tell two delegates apart whose names differ only by their diacritics."""
    if len(mandates) <= 1:
        return mandates
    said = name.casefold()
    return [mandate for mandate in mandates if said.endswith(mandate.person.full_name.casefold())]


def _is_open_to(actor: Actor, transcript: Transcript) -> bool:
    return transcript.visibility != Visibility.CLOSED or may(actor, Can.READ_CLOSED)
