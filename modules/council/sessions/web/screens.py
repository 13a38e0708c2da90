"""The screens of the hall: of which parts each is made, and into which live room its changes go.

    DELEGATE  session-<id>  the delegates' screen, which follows the chair
    WALL      wall-<id>     the screen on the wall, seen by everybody in the hall, guests and cameras included
    DESK      desk-<id>     the chair's desk, for those who preside, run votes or record presence
    PUBLIC    public-<id>   the public's live page: everybody

A part is the same for everybody in its room. It is drawn once for each change, sent to all and put in the place of
its element; so it may say nothing that one of the room's readers must not know: who has not voted stands on the desk
alone, what was chosen stands nowhere before the vote is closed. A part holds no form with a token: buttons of the desk
name the page's one form (``form="desk" formaction="…"``).

What is one person's (her ballot, her place among the speakers) is an ``Own``: drawn with her page, outside of every
part, and fetched again by her screen alone, called by an element in a part (see ``_hall_vote.html``, ``hall-call``).

To add a part write its template (``_floor_queue.html``) without an element around it, a function that returns what it
is given beside ``hall`` (which carries ``now`` and ``rules``), and a row below: the order of rows is the order in the
page. The places of a screen are named in its page (``hall.html``, ``control.html``).
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html_join

from council.sessions.models import CouncilSession, QuorumChoice, Scene, SittingKind
from council.sessions.queries import Hall, find_waiting_annulment, get_count_state, get_roll, get_run_sheet
from council.sessions.queries.elections import find_board, get_ballot_state
from council.sessions.queries.log import list_log
from council.sessions.queries.presence import code_on_wall
from council.sessions.queries.wall import announced, chosen_scene, election_shown, scene_of
from council.sessions.web import moves, own
from council.sessions.web.aims import aimed
from council.sessions.web.devices import devices_of
from council.sessions.workflow import RoundState, VoteState

LINES = 7  # of the log, on the desk
Given = dict[str, Any]


def _nothing(hall: Hall) -> Given:  # noqa: ARG001 -- the shape of every part
    return {}


@dataclass(frozen=True)
class Part:
    """A piece of a screen that all see alike: its element, its template, where it stands, what it is given."""

    name: str
    template: str
    place: str = "main"
    given: Callable[[Hall], Given] = _nothing

    def drawn(self, hall: Hall, *, template: str = "sessions/_part.html") -> str:
        """Return its HTML, within its element."""
        context = {"part": self, "hall": hall, "now": hall.now, **self.given(hall)}
        return render_to_string(template, context)

    def sent(self, hall: Hall) -> str:
        """Return its HTML as a message to the room."""
        return self.drawn(hall, template="sessions/_partial.html")


@dataclass(frozen=True)
class Own:
    """A piece of a screen that is one person's; it is drawn with her page only."""

    name: str
    template: str
    place: str
    given: Callable[[Any, Hall], Given]

    def drawn_for(self, request: Any, hall: Hall) -> str:
        """Return its HTML for the person who asks."""
        context = {"part": self, "hall": hall, "now": hall.now, **self.given(request, hall)}
        return render_to_string("sessions/_own.html", context, request=request)


@dataclass(frozen=True)
class Screen:
    """One kind of screen: the first word of its rooms' names, and its pieces in their order."""

    prefix: str
    pieces: tuple[Part | Own, ...]

    def room_of(self, session: CouncilSession) -> str:
        """Return the name of a session's live room."""
        return f"{self.prefix}-{session.id}"

    def drawn_for(self, request: Any, hall: Hall) -> dict[str, str]:
        """Return the HTML of all pieces by their place in the page."""
        drawn: dict[str, list[str]] = defaultdict(list)
        for piece in self.pieces:
            html = piece.drawn(hall) if isinstance(piece, Part) else piece.drawn_for(request, hall)
            drawn[piece.place].append(html)
        return {place: format_html_join("", "{}", ((html,) for html in pieces)) for place, pieces in drawn.items()}

    def sent(self, hall: Hall) -> str:
        """Return all parts as one message to the room."""
        return "\n".join(piece.sent(hall) for piece in self.pieces if isinstance(piece, Part))


def _matter(hall: Hall) -> Given:
    return {
        "for_chair": aimed(moves.primary_of(hall, may_chair=True), hall),
        "for_secretary": aimed(moves.primary_of(hall, may_chair=False), hall),
        "others": [aimed(move, hall) for move in moves.others_of(hall)],
    }


def _vote(hall: Hall) -> Given:
    return {"change_allowed": hall.rules.allows("votes.change_allowed")}


def roll_of(request: Any, hall: Hall) -> Given:
    """Return who has voted; by name those who have not, when they are asked for."""
    return {"roll": get_roll(hall), "names": "ten" in request.GET}


def _wall(hall: Hall) -> Given:
    chosen = chosen_scene(hall.session)
    scene = scene_of(hall, chosen)
    template = f"sessions/_wall_{scene.value}.html"
    code = code_on_wall(hall.sitting, now=hall.now) if scene is Scene.CODE and hall.sitting else None
    shown = {"announced": announced(hall), "code": code, "election": election_shown(hall)}
    return {"chosen": chosen, "scene": scene, "scene_template": template, **shown}


def _preview(hall: Hall) -> Given:
    return {**_wall(hall), "scenes": [each for each in Scene if each is not Scene.AUTO], "is_preview": True}


def _election(hall: Hall) -> Given:
    """Return what the desk shows of the elections of the matter: how far they are, no number before its time."""
    of_item = [each for each in hall.elections if hall.item is not None and each.election.item_id == hall.item.id]
    current = hall.election.current if hall.election else None
    counting = current is not None and current.state == RoundState.COUNTING
    return {
        "elections": of_item,
        "board": find_board(hall.session) if of_item else None,
        "count": get_ballot_state(current) if current and counting else "",
    }


def _log(hall: Hall) -> Given:
    return {"lines": list_log(hall)[:LINES]}


def devices_given(hall: Hall) -> Given:
    """Return what the desk says of the devices in the hall; it asks again by itself."""
    return devices_of(DELEGATE.room_of(hall.session), WALL.room_of(hall.session), hall)


def votes_of(hall: Hall) -> Given:
    """Return what the desk shows of votes beside the one on the floor: those prepared, counting, annulment."""
    return {
        "vote": hall.vote,
        "prepared": [each for each in hall.votes if each.state == VoteState.PREPARED],
        "count": get_count_state(hall.vote) if hall.vote and hall.vote.is_by_hand else "",
        "annulment": find_waiting_annulment(hall.session),
    }


DELEGATE = Screen(
    "session",
    (
        Part("hall-segments", "sessions/_hall_segments.html", "top"),
        Own("hall-check-in", "sessions/_presence_delegate.html", "main", own.presence_of),
        Part("hall-now", "sessions/_hall_now.html"),
        Own("hall-films", "sessions/_hall_films.html", "main", own.films_of_hall),
        Part("hall-election", "sessions/_election_hall.html"),
        Part("hall-vote", "sessions/_hall_vote.html", "vote", _vote),
        Own("hall-ballot", "sessions/_ballot.html", "vote", own.ballot_of_hall),
        Part("hall-speaker", "sessions/_floor_now.html", "aside"),
        Own("hall-floor-own", "sessions/_floor_delegate.html", "aside", own.floor_of),
        Part("hall-floor", "sessions/_floor_hall.html", "aside"),
        Part("hall-side", "sessions/_hall_side.html", "aside"),
    ),
)
DESK = Screen(
    "desk",
    (
        Part("desk-sheet", "sessions/_desk_sheet.html", "sheet", lambda hall: {"sheet": get_run_sheet(hall)}),
        Part("desk-matter", "sessions/_desk_matter.html", "matter"),
        Own("desk-roll", "sessions/_desk_roll.html", "matter", roll_of),
        Part("desk-moves", "sessions/_desk_moves.html", "matter", _matter),
        Part("desk-floor", "sessions/_floor_desk.html", "main"),
        Part("desk-election", "sessions/_election_desk.html", "main", _election),
        Part("desk-result", "sessions/_desk_result.html", "main"),
        Part("desk-votes", "sessions/_vote_desk.html", "main", votes_of),
        Part("desk-wall", "sessions/_desk_wall.html", "side", _preview),
        Own("desk-devices", "sessions/_desk_devices.html", "side", lambda _request, hall: devices_given(hall)),
        Part("desk-presence", "sessions/_presence_desk.html", "side", lambda _hall: {"choices": QuorumChoice.choices}),
        Part("desk-log", "sessions/_desk_log.html", "side", _log),
    ),
)


def _public(hall: Hall) -> Given:
    """Return what everybody may know now: of a vote that is not announced only that it goes on, of a closed sitting
    nothing but that it is closed.
    """
    is_closed = hall.sitting is not None and hall.sitting.kind == SittingKind.CLOSED
    return {"announced": announced(hall), "waits": hall.unannounced is not None, "is_closed": is_closed}


PUBLIC = Screen(
    "public",
    (
        Part("public-now", "sessions/_public_now.html", "main", _public),
        Part("public-elections", "sessions/_election_public.html", "main", _public),
    ),
)
WALL = Screen("wall", (Part("wall-scene", "sessions/_wall_scene.html", "stage", _wall),))
SCREENS = (DELEGATE, WALL, DESK, PUBLIC)
