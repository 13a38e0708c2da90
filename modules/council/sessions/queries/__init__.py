"""Reading sessions: for the council's people, for the hall, and for everybody."""

from council.sessions.queries.archive import missing_for_archive
from council.sessions.queries.desk import Roll, RunSheet, get_roll, get_run_sheet
from council.sessions.queries.figures import SessionFigures, count_sessions
from council.sessions.queries.hall import Hall, find_hall, get_hall
from council.sessions.queries.papers import get_listed_paper, get_paper, list_papers, list_public_papers
from council.sessions.queries.quorum import present_now, quorum_of
from council.sessions.queries.sessions import (
    count_pending_items,
    deadlines_of,
    get_item,
    get_public_session,
    get_session,
    get_sitting,
    list_items,
    list_public_sessions,
    list_sessions,
    list_sittings,
    list_years,
    next_session,
    warnings_of,
)
from council.sessions.queries.votes import (
    BallotView,
    PresenceRow,
    Progress,
    get_own_ballot,
    get_progress,
    get_vote,
    list_announced_votes,
    list_presence,
    list_public_votes,
    list_votes,
    open_vote_now,
)
from council.sessions.queries.years import YearView, find_conference, get_year

__all__ = [
    "BallotView",
    "Hall",
    "PresenceRow",
    "Progress",
    "Roll",
    "RunSheet",
    "SessionFigures",
    "YearView",
    "count_pending_items",
    "count_sessions",
    "deadlines_of",
    "find_conference",
    "find_hall",
    "get_hall",
    "get_item",
    "get_listed_paper",
    "get_own_ballot",
    "get_paper",
    "get_progress",
    "get_public_session",
    "get_roll",
    "get_run_sheet",
    "get_session",
    "get_sitting",
    "get_vote",
    "get_year",
    "list_announced_votes",
    "list_items",
    "list_papers",
    "list_presence",
    "list_public_papers",
    "list_public_sessions",
    "list_public_votes",
    "list_sessions",
    "list_sittings",
    "list_votes",
    "list_years",
    "missing_for_archive",
    "next_session",
    "open_vote_now",
    "present_now",
    "quorum_of",
    "warnings_of",
]
