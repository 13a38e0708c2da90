"""The mail of a notice, sent after the commit that made it, from the place in which it was made."""

from uuid import UUID

from celery import shared_task
from django.conf import settings

from kernel import notify
from kernel.place import PUBLIC_KEY
from tenancy.postgres.here import here
from tenancy.tasks.classes import HEADER, CouncilTask, HubTask

# Below the time after which the broker gives an unfinished message to another worker.
AGAIN_AFTER_S = 120


@shared_task(base=CouncilTask, name="tenancy.send_councils_mail", ignore_result=True)
def send_councils_mail(notice_id: str) -> None:
    """Send the mail of one notice of a council."""
    host = f"{here().tenant.subdomain}.{settings.COUNCIL_DOMAIN}"
    if not notify.send_mail_for(UUID(notice_id), base_address=settings.COUNCIL_ADDRESS.format(host=host)):
        send_councils_mail.apply_async([notice_id], countdown=AGAIN_AFTER_S)


@shared_task(base=HubTask, name="tenancy.send_operators_mail", ignore_result=True)
def send_operators_mail(notice_id: str) -> None:
    """Send the mail of one notice to an operator."""
    address = settings.COUNCIL_ADDRESS.format(host=settings.PUBLIC_HOSTS[0])
    if not notify.send_mail_for(UUID(notice_id), base_address=address):
        send_operators_mail.apply_async([notice_id], countdown=AGAIN_AFTER_S)


def send_mail(key: str, notice_id: UUID) -> None:
    """Have the mail of a notice sent, after its commit (a sender of ``kernel.notify``)."""
    task = send_operators_mail if key == PUBLIC_KEY else send_councils_mail
    task.apply_async([str(notice_id)], headers={HEADER: key})
