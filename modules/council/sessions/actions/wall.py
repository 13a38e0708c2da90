"""Running the screen on the wall: its scene, and pairing the machines that show it without a login.

A machine is paired by a code of eight letters that holds for ten minutes and opens once; from then on it carries a
secret of its own, for three days at most. Removing it ends its picture at once.
"""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from council.sessions.actions.refusals import CodeUnknown
from council.sessions.models import CouncilSession, Scene, Wall, WallScreen
from council.sessions.permissions import Can
from kernel import audit, live
from kernel.access import Actor, require
from kernel.accounts.tokens import digest, new_token
from kernel.rows import lock

# Letters and digits that nobody takes for one another on a screen at the other end of the hall.
LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
LENGTH = 8
CODE_HOLDS = timedelta(minutes=10)
SCREEN_HOLDS = timedelta(days=3)
_CODE, _TOKEN = "sessions.wall_code", "sessions.wall_token"


@transaction.atomic
def choose_scene(*, actor: Actor, session: CouncilSession, scene: Scene) -> Wall:
    """Let the wall show one scene, or follow the session by itself.

    :raises NotPermitted: the actor does not sit at the desk.
    """
    require(actor, Can.RECORD_PRESENCE, session)
    wall, _made = Wall.objects.update_or_create(session=session, defaults={"scene": scene})
    audit.record(actor, "sessions.choose_scene", session, fields=("scene",))
    return wall


@transaction.atomic
def invite_screen(*, actor: Actor, session: CouncilSession, label: str, now: datetime) -> tuple[WallScreen, str]:
    """Make a code by which one machine can be paired, and return it; it is shown once and never stored.

    :raises NotPermitted: the actor does not sit at the desk.
    """
    require(actor, Can.RECORD_PRESENCE, session)
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    screen = WallScreen.objects.create(
        session=session,
        label=" ".join(label.split())[:80],
        code_digest=digest(_CODE, code),
        code_ends_at=now + CODE_HOLDS,
        made_by=actor.account_id,
    )
    audit.record(actor, "sessions.invite_screen", screen)
    return screen, code


@transaction.atomic
def pair_screen(*, code: str, now: datetime) -> tuple[WallScreen, str]:
    """Pair the machine at which a code was typed, and return the secret that it carries from now on.

    :raises CodeUnknown: no such code waits: mistyped, used, outlived or taken back.
    """
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    waiting = WallScreen.objects.select_for_update().filter(code_digest=digest(_CODE, plain))
    screen = waiting.filter(paired_at__isnull=True, removed_at__isnull=True, code_ends_at__gt=now).first()
    if screen is None:
        raise CodeUnknown()
    token = new_token()
    screen.token_digest, screen.paired_at, screen.ends_at = digest(_TOKEN, token), now, now + SCREEN_HOLDS
    screen.save(update_fields=["token_digest", "paired_at", "ends_at"])
    audit.record(Actor.system("sessions.pair_screen"), "sessions.pair_screen", screen, fields=("paired_at",))
    return screen, token


@transaction.atomic
def remove_screen(*, actor: Actor, screen: WallScreen, now: datetime) -> WallScreen:
    """Take a machine's right away; its picture ends at once. A second time changes nothing.

    :raises NotPermitted: the actor does not sit at the desk.
    """
    require(actor, Can.RECORD_PRESENCE, screen.session)
    screen = lock(screen)
    if screen.removed_at is not None:
        return screen
    screen.removed_at, screen.removed_by = now, actor.account_id
    screen.save(update_fields=["removed_at", "removed_by"])
    audit.record(actor, "sessions.remove_screen", screen, fields=("removed_at",))
    transaction.on_commit(lambda: live.revoke(session_key=screen.key), robust=True)
    return screen


def digest_of_token(token: str) -> str:
    """Return the stored form of a machine's secret."""
    return digest(_TOKEN, token)
