"""Telling others what happened in a session: letters, the open register, resolutions and figures follow from events.

Every action of this module says what happened through this door (a test holds them to it), because a rehearsal is
told to nobody: no notice, no mail, no draft of a resolution and no publication can follow from it.
"""

from django.utils.translation import gettext_lazy as _

from council.events import Event
from council.events.sessions import SessionShown
from council.sessions.models import CouncilSession
from council.sessions.workflow import PUBLIC_SESSIONS
from kernel import outbox
from kernel.access import Actor
from kernel.refusal import Refusal


class OnlyRehearsed(Refusal):
    """What is asked for would outlast a rehearsal."""

    code = "only_rehearsed"
    message = _("Đây là buổi diễn tập: không có biên bản, hồ sơ hay nội dung nào được giữ lại cho kỳ họp thật.")


def require_proper(session: CouncilSession) -> None:
    """Refuse what would outlast a rehearsal.

    :raises OnlyRehearsed: the session is one.
    """
    if session.is_rehearsal:
        raise OnlyRehearsed()


def tell(event: Event, *, session: CouncilSession, actor: Actor) -> None:
    """Publish what happened in a session, unless it was only practised."""
    if not session.is_rehearsal:
        outbox.publish(event, actor=actor)


def tell_shown(session: CouncilSession, *, actor: Actor) -> None:
    """Say that what everybody may read of a session changed; while it is only planned there is nothing to read."""
    if session.state in PUBLIC_SESSIONS:
        tell(SessionShown(session_id=session.id), session=session, actor=actor)
