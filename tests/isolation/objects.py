"""What can stand in an address: for each parameter's name, how to find such an object in a made world.

A new route with a parameter that is not here fails the matrix. Add one line: to ``OBJECTS`` when the parameter
names a row of a council (and a maker in ``worlds.py`` when no such row is made yet), to ``WORDS`` when it is a
word that is the same everywhere. A name that means something else in one application, or at one address, is
written with its namespace or with the route's name before it: ``accounts:session_id`` is a browser's session,
``session_id`` a council session.
"""

from collections.abc import Callable, Iterable
from itertools import product

from django.forms import BaseForm, ModelChoiceField, UUIDField

from council.indicators.law import SCHEME
from council.portal.models import Kind
from council.portal.web.feeds import FEEDS
from council.portal.web.feeds import FORMS as FEED_FORMS
from council.portal.web.steps import CONSEQUENCES
from council.sessions.models import QuorumChoice, TermKind
from council.sessions.web.ballots import DECISIONS
from council.sessions.web.election_deeds import STAGES, TASKS
from council.sessions.web.floor import REGISTRATION, TURNS
from council.sessions.web.moves import MOVE_NAMES
from council.sessions.web.questions import PRESSES
from council.sessions.web.vote_steps import DEEDS
from kernel.access.workflow import STEPS
from kernel.accounts.models import PasskeyChallenge
from tests.isolation.around_rules import RULE_KEY
from tests.isolation.routes import Route
from tests.isolation.worlds import World

OBJECTS: dict[str, Callable[[World], object]] = {
    "accounts:session_id": lambda world: world.other_browser.pk,
    "account_id": lambda world: world.invited.pk,
    "authorisation_id": lambda world: world.authorisation.pk,
    "article_id": lambda world: world.article.pk,
    "attachment_id": lambda world: world.attachment.pk,
    "book_id": lambda world: world.held.sequence_id,
    "certificate_id": lambda world: world.certificate.pk,
    "constituency_id": lambda world: world.constituency.pk,
    "board_id": lambda world: world.ballots.round.board_id,
    "body_id": lambda world: world.contact.body_id,
    "candidate_id": lambda world: world.ballots.round.lines.get().candidate_id,
    "committee_id": lambda world: world.committee.pk,
    "contact_id": lambda world: world.contact.pk,
    "day_id": lambda world: world.day.pk,
    "documents:waiting_file:document_id": lambda world: world.request.document_id,
    "documents:preview:document_id": lambda world: world.draft.pk,
    "document_id": lambda world: world.document.pk,
    "dossier_id": lambda world: world.prepared.remark.dossier_id,
    "dossier_paper_id": lambda world: world.prepared.paper.pk,
    "election_id": lambda world: world.ballots.round.election_id,
    "excuse_id": lambda world: world.excuse.pk,
    "duty_id": lambda world: world.duty.pk,
    "filter_id": lambda world: world.saved_filter.pk,
    "keys:key_id": lambda world: world.api_key.pk,
    "listening_id": lambda world: world.listening.pk,
    "reminder_id": lambda world: world.reminder.pk,
    "recording_id": lambda world: world.listening.recording_id,
    "film_id": lambda world: world.film.pk,
    "file_id": lambda world: world.paper.file.pk,
    "group_id": lambda world: world.question_group.pk,
    "handout_id": lambda world: world.handout.pk,
    "held_id": lambda world: world.held.pk,
    "handover_id": lambda world: world.duty.handover.pk,
    "sessions:invitation_id": lambda world: world.excuse.invitation_id,
    "invitation_id": lambda world: world.letter.invitation.pk,
    "item_id": lambda world: world.item.pk,
    "mandate_id": lambda world: world.mandate.pk,
    "move_id": lambda world: world.move.pk,
    "notice_id": lambda world: world.notice.pk,
    "passage_id": lambda world: world.passage.pk,
    "publicity_id": lambda world: world.document.publicity.get().pk,
    "paper_id": lambda world: world.paper.pk,
    "programme_id": lambda world: world.programme.pk,
    "passkey_id": lambda world: world.passkey.pk,
    "people:invite_person:person_id": lambda world: world.clerk.person_id,
    "matter_id": lambda world: world.prepared.matter.pk,
    "observer_id": lambda world: world.prepared.observer.pk,
    "remark_id": lambda world: world.prepared.remark.pk,
    "pause_id": lambda world: world.pause.pk,
    "person_id": lambda world: world.mandate.person.pk,
    "proposal_id": lambda world: world.proposal.pk,
    "post_id": lambda world: world.post.pk,
    "round_id": lambda world: world.ballots.round_id,
    "screen_id": lambda world: world.screen.pk,
    "sending_id": lambda world: world.sending.pk,
    "session_id": lambda world: world.session.pk,
    "sha256": lambda world: world.paper.file.sha256,
    "sheet_id": lambda world: world.sheet.pk,
    "speech_id": lambda world: world.speech.pk,
    "short_code": lambda world: world.document.short_code,
    "sessions:team_sitting:sitting_id": lambda world: world.team_sitting.pk,
    "sitting_id": lambda world: world.sitting.pk,
    "text_id": lambda world: world.notice_board.text_id,
    "team_id": lambda world: world.team.pk,
    "term_id": lambda world: world.session.term.pk,
    "outlines_id": lambda world: world.outlines.pk,
    "unit_code": lambda world: world.council.unit_code,
    "version_id": lambda world: world.notice_board.pk,
    "vote_id": lambda world: world.vote.pk,
}
# Words of an address that name no row of one council alone.
WORDS: dict[str, Callable[[World], Iterable[str]]] = {
    "act": lambda _world: sorted(TURNS),
    "body": lambda _world: ["office"],
    "change": lambda _world: sorted(REGISTRATION),
    "choice": lambda _world: QuorumChoice.values,
    "feed_name": lambda _world: [feed.name for feed in FEEDS],
    "decision": lambda _world: sorted(DECISIONS),
    "deed": lambda _world: sorted(DEEDS),
    "form": lambda _world: sorted(FEED_FORMS),
    "capability": lambda _world: ["documents.draft"],
    "key": lambda _world: [RULE_KEY],
    "indicator_name": lambda _world: [indicator.name for indicator in SCHEME],
    "kind": lambda _world: Kind.values,
    "move": lambda _world: ["report", "send"],
    "reply_name": lambda _world: ["answer", "settle"],
    "late_term": lambda _world: TermKind.values,
    "mark": lambda _world: ["gender_female", "minority"],
    "name": lambda _world: sorted(MOVE_NAMES),
    "number": lambda _world: ["1"],
    "press": lambda _world: sorted(PRESSES),
    "purpose": lambda _world: sorted(PasskeyChallenge.Purpose.values),
    "year": lambda _world: ["2026"],
    "shell": lambda _world: ["workspace"],
    "stage": lambda _world: sorted(STAGES),
    "step": lambda _world: sorted(STEPS),
    "task": lambda _world: sorted(TASKS),
    "token": lambda world: [world.letter.token],
    "verb": lambda _world: sorted(CONSEQUENCES),
}
# Parameters of the operators' own pages: rows of the public place, which no council has.
NO_SUCH = "0197f3a0-0000-7000-8000-000000000404"
OPERATORS_OWN = {"key": "x404abcd", "key_id": NO_SUCH, "onboarding_id": NO_SUCH}

# Fields of forms that name a row by another word: those of an address that people read.
ALSO_CALLED = {
    "candidates": "candidate_id",
    "head": "mandate_id",
    "members": "mandate_id",
    "committees": "committee_id",
    "contacts": "contact_id",
    "delegate": "mandate_id",
    "of": "session_id",
    "don_vi": "constituency_id",
    "people": "person_id",
    "articles": "article_id",
    "items": "item_id",
    "listed": "matter_id",
    "submitting_committee": "committee_id",
    "parent": "item_id",
    "questions": "speech_id",
    "receiver": "person_id",
    "receiver_post": "post_id",
    "successor": "body_id",
    "to": "team_id",
}
# Fields of forms that carry a key, but not of a row: the key of a tap.
KEYS_OF_NOTHING = {"key", "read"}
# What else forms ask for, so that a body is refused for its foreign object and for nothing else.
TYPED = {
    "reason": "Thử",
    "line": "all",
    "scene": "agenda",
    "what": "present",
    "choice": "for",
    "key": "0197f3a0-0000-7000-8000-00000000abcd",
    "document": "12/QĐ-TTHĐND",
    "title": "Thử",
    "name": "Thử",
}


def unknown_in(routes: Iterable[Route], known: Iterable[str] = (*OBJECTS, *WORDS)) -> list[str]:
    """Return a sentence for each parameter that the matrix cannot fill."""
    return [
        f"{route}: add {name!r} to OBJECTS or WORDS in tests/isolation/objects.py"
        for route in routes
        for name in route.parameters
        if name not in known and f"{route.space}:{name}" not in known
    ]


def named_object(route: Route, name: str) -> str | None:
    """Return the entry of ``OBJECTS`` for a route's parameter, None when it is a word."""
    candidates = (f"{route.name}:{name}", f"{route.space}:{name}", name)
    return next((each for each in candidates if each in OBJECTS), None)


def names_object(route: Route) -> bool:
    """Whether an object of a council stands in the address."""
    return any(named_object(route, name) for name in route.parameters)


def addresses_of(route: Route, world: World, keys: dict[str, str]) -> list[str]:
    """Return the route's addresses for a world's objects, once for each of its words.

    ``keys`` translates the keys of the world's rows into those of its twin.
    """
    values: list[list[str]] = []
    for name in route.parameters:
        known = named_object(route, name)
        key = str(OBJECTS[known](world)) if known else ""
        values.append([keys.get(key, key)] if known else list(WORDS[name](world)))
    return [route.at(dict(zip(route.parameters, chosen, strict=True))) for chosen in product(*values)]


def body_of(world: World, keys: dict[str, str]) -> dict[str, str]:
    """Return a form's body that names one of everything, under both ways of calling a field."""
    body = dict(TYPED)
    for name, find in OBJECTS.items():
        key = str(find(world))
        body[name] = body[name.removesuffix("_id")] = keys.get(key, key)
    for name, known in ALSO_CALLED.items():
        body[name] = body[known]
    return body


def unknown_fields(forms: Iterable[type[BaseForm]]) -> list[str]:
    """Return a sentence for each field that names a row which no body of the matrix names."""
    known = {*KEYS_OF_NOTHING, *ALSO_CALLED, *OBJECTS, *(name.removesuffix("_id") for name in OBJECTS)}
    return [
        f"{form.__module__}.{form.__name__}.{name}: add it to OBJECTS or KEYS_OF_NOTHING in tests/isolation/objects.py"
        for form in forms
        for name, field in form.base_fields.items()
        if isinstance(field, (UUIDField, ModelChoiceField)) and name not in known
    ]
