"""The steps as the rules have them: from which states, to which, by which roles; written by hand."""

from typing import Any

from council.roles import Role
from council.sessions.workflow import (
    ANNULMENT_STEPS,
    ARTICLE_STEPS,
    BOARD_STEPS,
    CANDIDATE_STEPS,
    ELECTION_STEPS,
    EXCUSE_STEPS,
    FILM_STEPS,
    FLOOR_STEPS,
    INVITATION_STEPS,
    ITEM_STEPS,
    LISTENING_STEPS,
    PAPER_STEPS,
    PASSAGE_STEPS,
    PROPOSAL_STEPS,
    RECORDING_STEPS,
    ROUND_STEPS,
    SESSION_STEPS,
    SITTING_STEPS,
    SPEECH_STEPS,
    TRANSCRIPT_STEPS,
    VOTE_STEPS,
)

PRESIDING = {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}
STAFF = {Role.OFFICE_CHIEF, Role.OFFICE_STAFF}
PLANNING = STAFF | {"system"}  # which hands on what somebody who leaves was preparing
RUNNING = PRESIDING | {Role.SESSION_SECRETARY}
UNCONVENED = {"planned", "content_agreed"}
BEFORE = UNCONVENED | {"convened", "documents_released"}
ARCHIVING = STAFF | {Role.RECORDS_CLERK}
EDITING = STAFF | PRESIDING | {Role.SESSION_SECRETARY}
ANSWERING = STAFF | {Role.SESSION_SECRETARY}  # for all; delegates and agencies for themselves
INVITING = ANSWERING | {"system"}
INVITED = {"sent", "attending", "declined"}
PENDING = {"awaiting", "on_agenda", "presented", "vote_ready"}
AT_WORK = {"waiting", "listening"}  # an engine on a recording
TRANSCRIBING = {Role.OFFICE_STAFF, Role.SESSION_SECRETARY}

TABLES: dict[str, tuple[Any, dict[str, tuple[set[str], str, set[str]]]]] = {
    "session": (
        SESSION_STEPS,
        {
            "edit": ({"planned"}, "planned", PLANNING),
            "adjust": ({"content_agreed"}, "content_agreed", PLANNING),
            "agree": (UNCONVENED, "content_agreed", PLANNING),
            "convene": (UNCONVENED, "convened", PRESIDING),
            "release": ({"convened"}, "documents_released", STAFF),
            "open": ({"convened", "documents_released"}, "in_progress", PRESIDING),
            "pause": ({"in_progress"}, "paused", PRESIDING),
            "resume": ({"paused"}, "in_progress", PRESIDING),
            "close": ({"in_progress"}, "closed", PRESIDING),
            "archive": ({"closed"}, "archived", ARCHIVING),
            "postpone": (UNCONVENED | {"convened"}, "postponed", PRESIDING),
            "replan": ({"postponed"}, "planned", PLANNING),
            "cancel": (BEFORE | {"postponed"}, "cancelled", PRESIDING),
        },
    ),
    "item": (
        ITEM_STEPS,
        {
            "present": ({"on_agenda"}, "presented", PRESIDING),
            "ready": ({"presented"}, "vote_ready", PRESIDING),
            "note": ({"presented"}, "noted", PRESIDING),
            "agree": ({"awaiting"}, "on_agenda", PRESIDING),
            "unsubmit": ({"awaiting", "on_agenda"}, "unsubmitted", EDITING),
            "withdraw": (PENDING | {"heading"}, "withdrawn", PRESIDING),
            "defer": ({"presented", "vote_ready"}, "deferred", PRESIDING),
            "adopt": ({"vote_ready"}, "adopted", RUNNING),
            "reject": ({"vote_ready"}, "rejected", RUNNING),
            "revive": ({"adopted", "rejected"}, "vote_ready", RUNNING),
        },
    ),
    "paper": (
        PAPER_STEPS,
        {
            "release": ({"held"}, "released", STAFF),
            "replace": ({"held", "released"}, "replaced", STAFF),
            "recall": ({"released"}, "recalled", STAFF),
        },
    ),
    "film": (
        FILM_STEPS,
        {"release": ({"held"}, "released", STAFF), "recall": ({"held", "released"}, "recalled", STAFF)},
    ),
    "recording": (
        RECORDING_STEPS,
        {"edit": ({"kept"}, "kept", TRANSCRIBING), "remove": ({"kept"}, "removed", TRANSCRIBING)},
    ),
    "listening": (
        LISTENING_STEPS,
        {
            "listen": (AT_WORK, "listening", {"system"}),
            "finish": (AT_WORK, "heard", {"system"}),
            "fail": (AT_WORK, "failed", {"system"}),
            "take": ({"heard"}, "taken", TRANSCRIBING),
            "drop": (AT_WORK | {"heard", "failed"}, "dropped", TRANSCRIBING),
        },
    ),
    "sitting": (
        SITTING_STEPS,
        {
            "start": ({"planned"}, "running", PRESIDING),
            "end": ({"running"}, "ended", PRESIDING),
            "edit": ({"planned"}, "planned", EDITING),
            "cancel": ({"planned"}, "cancelled", EDITING),
            "write": ({"planned"}, "planned", ANSWERING),
            "send": ({"planned"}, "ended", ANSWERING),
        },
    ),
    "invitation": (
        INVITATION_STEPS,
        {
            "attend": (INVITED, "attending", ANSWERING),
            "decline": (INVITED, "declined", ANSWERING),
            "withdraw": (INVITED, "withdrawn", INVITING),
        },
    ),
    "proposal": (
        PROPOSAL_STEPS,
        {"place": ({"proposed"}, "placed", EDITING), "drop": ({"proposed"}, "dropped", EDITING)},
    ),
    "excuse": (
        EXCUSE_STEPS,
        {
            "accept": ({"asked"}, "accepted", PRESIDING),
            "refuse": ({"asked"}, "refused", PRESIDING),
            "take_back": ({"asked", "accepted"}, "taken_back", ANSWERING),
        },
    ),
    "floor": (FLOOR_STEPS, {"open": ({"closed"}, "open", RUNNING), "close": ({"open"}, "closed", RUNNING)}),
    "speech": (
        SPEECH_STEPS,
        {
            "queue": ({"requested"}, "queued", RUNNING),
            "withdraw": ({"requested", "queued"}, "withdrawn", set()),  # by the delegate herself alone
            "move": ({"queued"}, "queued", RUNNING),
            "invite": ({"requested", "queued"}, "speaking", RUNNING),
            "prolong": ({"speaking"}, "speaking", RUNNING),
            "hold": ({"speaking"}, "speaking", RUNNING),
            "go_on": ({"speaking"}, "speaking", RUNNING),
            "finish": ({"speaking"}, "done", RUNNING),
            "skip": ({"requested", "queued"}, "skipped", RUNNING),
            "submit_text": ({"skipped"}, "text_submitted", set()),  # by the delegate herself alone
        },
    ),
    "transcript": (
        TRANSCRIPT_STEPS,
        {
            "take": ({"draft"}, "draft", TRANSCRIBING),
            "send": ({"draft"}, "in_review", TRANSCRIBING),
            "close": ({"in_review"}, "closed", {Role.SESSION_SECRETARY}),
        },
    ),
    "passage": (
        PASSAGE_STEPS,
        {
            "edit": ({"draft"}, "draft", TRANSCRIBING),
            "discard": ({"draft"}, "discarded", TRANSCRIBING),
            "send": ({"draft"}, "in_review", TRANSCRIBING),
            "approve": ({"in_review"}, "reviewed", set()),  # of its speaker alone: test_transcripts
            "correct": ({"in_review", "reviewed", "corrected"}, "corrected", set()),
            "lapse": ({"in_review"}, "lapsed", {Role.SESSION_SECRETARY}),
        },
    ),
    "vote": (
        VOTE_STEPS,
        {
            "open": ({"prepared"}, "open", RUNNING),
            "extend": ({"open"}, "open", RUNNING),
            "close": ({"open"}, "closed", RUNNING),
            "announce": ({"closed"}, "announced", PRESIDING),
            "minute": ({"announced"}, "minuted", RUNNING),
            "annul": ({"open", "closed", "announced", "minuted"}, "annulled", RUNNING),
            "drop": ({"prepared"}, "dropped", RUNNING),
        },
    ),
    "annulment": (
        ANNULMENT_STEPS,
        {"confirm": ({"asked"}, "confirmed", RUNNING), "refuse": ({"asked"}, "refused", RUNNING)},
    ),
    "board": (
        BOARD_STEPS,
        {
            "elect": ({"proposed"}, "elected", RUNNING),
            "reject": ({"proposed"}, "rejected", RUNNING),
            "undo": ({"elected", "rejected"}, "proposed", RUNNING),
            "withdraw": ({"proposed"}, "withdrawn", EDITING),
        },
    ),
    "election": (
        ELECTION_STEPS,
        {
            "edit": ({"draft"}, "draft", EDITING),
            "close_list": ({"draft"}, "listed", PRESIDING),
            "agree_list": ({"draft"}, "listed", RUNNING),
            "reopen_list": ({"listed"}, "draft", RUNNING),
            "repeat": ({"listed"}, "listed", RUNNING),
            "fill": ({"listed"}, "filled", PRESIDING),
            "end": ({"listed"}, "ended", PRESIDING),
            "revive": ({"filled", "ended"}, "listed", RUNNING),
            "drop": ({"draft", "listed"}, "dropped", PRESIDING),
        },
    ),
    "candidate": (CANDIDATE_STEPS, {"withdraw": ({"standing"}, "withdrawn", EDITING)}),
    "round": (
        ROUND_STEPS,
        {
            "issue": ({"prepared"}, "voting", RUNNING),
            "collect": ({"voting"}, "counting", RUNNING),
            "count": ({"counting"}, "counted", set()),  # by the round's counting board alone: test_elections
            "minute": ({"counted"}, "minuted", set()),
            "announce": ({"minuted"}, "announced", PRESIDING),
            "annul": ({"voting", "counting", "counted", "minuted", "announced"}, "annulled", RUNNING),
            "drop": ({"prepared"}, "dropped", RUNNING),
        },
    ),
    "article": (
        ARTICLE_STEPS,
        {
            "agree": ({"disputed"}, "agreed", RUNNING),
            "dismiss": ({"disputed"}, "dismissed", RUNNING),
            "settle": ({"disputed"}, "settled", RUNNING),
            "dispute": ({"agreed", "dismissed"}, "disputed", RUNNING),
        },
    ),
}
ANSWERS = {"invitation": "sent", "excuse": "asked", "proposal": "proposed"}
BEGINS = {
    "session": "planned",
    "item": "on_agenda",
    "paper": "held",
    "film": "held",
    "recording": "kept",
    "listening": "waiting",
    "sitting": "planned",
    **ANSWERS,
    "vote": "prepared",
    "floor": "closed",
    "speech": "requested",
    "transcript": "draft",
    "passage": "draft",
    "annulment": "asked",
    "article": "disputed",
    "board": "proposed",
    "election": "draft",
    "candidate": "standing",
    "round": "prepared",
}
# A heading is no matter of its own, a late item waits for the council: both begin so.
ALSO_BEGIN = {"item": {"heading", "awaiting"}}
