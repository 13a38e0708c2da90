"""Three sessions for demonstration: one that is over, one in which a vote is open, one that is prepared.

Everything is done by the ordinary actions, with the time at which it would have been done. All names, numbers and
papers are invented.
"""

from council.sessions.demo.cast import Cast, delegate_actor
from council.sessions.demo.held import let_delegates_vote, past_session, present_session
from council.sessions.demo.preparation import Examiners, coming_session

__all__ = [
    "Cast",
    "Examiners",
    "coming_session",
    "delegate_actor",
    "let_delegates_vote",
    "past_session",
    "present_session",
]
