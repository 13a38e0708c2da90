"""Three sessions for demonstration: one that is over, one in which a vote is open, one that is prepared.

Everything is done by the ordinary actions, with the time at which it would have been done. All names, numbers and
papers are invented.
"""

from council.sessions.demo.cast import Cast, delegate_actor
from council.sessions.demo.coming import announce_next
from council.sessions.demo.held import let_delegates_vote, past_session, present_session
from council.sessions.demo.history import hold_history
from council.sessions.demo.preparation import Examiners, coming_session

__all__ = [
    "Cast",
    "Examiners",
    "announce_next",
    "coming_session",
    "delegate_actor",
    "hold_history",
    "let_delegates_vote",
    "past_session",
    "present_session",
]
