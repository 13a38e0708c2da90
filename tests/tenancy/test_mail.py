"""A notice's mail is sent from its own place, after its commit, with an address of its own host."""

from django.core import mail
from django.db import transaction

from kernel import notify
from kernel.accounts.demo import make_account
from kernel.notify.models import Mail
from kernel.place import PUBLIC_KEY
from tenancy.tasks.mail import send_mail


def somebody():
    return make_account(username="hoa", full_name="Phạm Thị Hoa", password="ngọn đèn đứng gác", email="hoa@example.vn")


def test_notice_of_a_council_goes_out_by_mail_with_its_host(fresh_council, settings):
    settings.COUNCIL_ADDRESS = "https://{host}"

    with transaction.atomic():
        notify.tell(account=somebody(), subject="Triệu tập kỳ họp", path="/ky-hop/")
        before = list(mail.outbox)

    assert before == []
    assert [sent.body for sent in mail.outbox] == [f"https://{fresh_council.subdomain}.localhost/ky-hop/"]
    assert Mail.objects.get().state == "sent"


def test_notice_to_an_operator_goes_out_with_the_operators_host(public_place, settings):
    settings.COUNCIL_ADDRESS = "https://{host}"
    notice = notify.tell(account=somebody(), subject="Nâng cấp", path="/")

    send_mail(PUBLIC_KEY, notice.pk)

    assert [sent.body for sent in mail.outbox] == [f"https://{settings.PUBLIC_HOSTS[0]}/"]
