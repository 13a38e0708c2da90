"""Mail going out, from a worker. The log keeps whom, when and how it went; never what was written."""

import logging
from smtplib import SMTPException
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction

from kernel import clock
from kernel.notify.models import Mail

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 5


def send_mail_for(notice_id: UUID, *, base_address: str) -> bool:
    """Send the mail of one notice, once; return False when it must be tried again.

    ``base_address`` ("https://ninhbinh.example.vn") stands before the notice's path. A worker that dies
    between sending and the commit sends the mail a second time; a mail is never lost.
    """
    with transaction.atomic():
        waiting = Mail.objects.select_for_update(skip_locked=True, of=("self",)).select_related("notice")
        mail = waiting.filter(notice_id=notice_id, state=Mail.State.WAITING).first()
        if mail is None or mail.notice is None:
            return True
        notice = mail.notice
        text = "\n\n".join(
            part for part in (notice.body, f"{base_address}{notice.path}" if notice.path else "") if part
        )
        return _send(mail, notice.subject, text)


def deliver(*, to: str, subject: str, body: str, purpose: str) -> bool:
    """Send a mail that is no notice (an invitation, a reset of the password) and log it without its body.

    Returns False when the server did not take it; it is not tried again, because nobody keeps the body.
    """
    mail = Mail.objects.create(to_address=to, purpose=purpose)
    _send(mail, subject, body, attempts=1)
    return mail.state == Mail.State.SENT


def _send(mail: Mail, subject: str, body: str, *, attempts: int = MAX_ATTEMPTS) -> bool:
    """Send and log; return False when it must be tried again."""
    mail.attempts += 1
    error = _hand_over(EmailMessage(subject=_one_line(subject), body=body, to=[mail.to_address]))
    if error is None:
        mail.state, mail.sent_at, mail.error = Mail.State.SENT, clock.now(), ""
    else:
        mail.error = error
        mail.state = Mail.State.FAILED if mail.attempts >= attempts else Mail.State.WAITING
        logger.warning("mail %s (%s) was not taken: %s", mail.pk, mail.purpose, error)
    mail.save(update_fields=["state", "sent_at", "attempts", "error"])
    return mail.state != Mail.State.WAITING


def _hand_over(message: Any) -> str | None:
    """Give a message to the mail server; return the error's class when it was not taken."""
    try:
        message.send()
    except (SMTPException, OSError) as error:
        return type(error).__name__
    return None


def _one_line(subject: str) -> str:
    return " ".join(subject.split())
