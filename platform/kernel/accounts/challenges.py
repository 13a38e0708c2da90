"""Questions to passkeys: each is asked once, answered once, within five minutes, by the session that was asked.

What was asked stands in the database as a digest; answering takes it away before anything is proved, so that an
answer that was seen opens nothing, however fast it is sent again.
"""

import secrets
from datetime import datetime, timedelta

from webauthn.helpers import bytes_to_base64url

from kernel.accounts.ceremony import ASK_SECONDS, Answer, PasskeyRefused, read_answer
from kernel.accounts.models import PasskeyChallenge, SessionRow
from kernel.accounts.tokens import digest

Purpose = PasskeyChallenge.Purpose


def ask(purpose: Purpose, session: SessionRow | None, *, now: datetime) -> bytes:
    """Return a new question of 256 random bits."""
    challenge = secrets.token_bytes(32)
    PasskeyChallenge.objects.create(
        digest=_stored(bytes_to_base64url(challenge)),
        purpose=purpose,
        session=session,
        expires_at=now + timedelta(seconds=ASK_SECONDS),
    )
    return challenge


def answered(purpose: Purpose, session: SessionRow | None, text: str, *, now: datetime) -> Answer:
    """Take away the question that an answer belongs to, and return the answer, of which nothing is proved yet.

    :raises PasskeyRefused: nothing of the kind was asked here, or it was answered before, or is too old.
    """
    answer = read_answer(text)
    asked = PasskeyChallenge.objects.filter(
        digest=_stored(answer.challenge), purpose=purpose, session=session, expires_at__gt=now
    )
    if asked.delete()[0] != 1:
        raise PasskeyRefused()
    return answer


def forget_old_challenges(*, now: datetime) -> int:
    """Remove the questions that nobody answered in time, and return how many there were."""
    return int(PasskeyChallenge.objects.filter(expires_at__lte=now).delete()[0])


def _stored(challenge: str) -> str:
    return digest("passkey", challenge)
