"""The letter to a council's first administrator. Its address opens once; its text is never stored."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from console.founding import Opened
from console.planning import host_of
from kernel import notify
from kernel.clock import local_day
from kernel.refusal import Refusal
from kernel.ui.templatetags.vietnam import vn_date
from tenancy.models import Council
from tenancy.place import entered


class LetterNotTaken(Refusal):
    """The mail server did not take the letter; it may be sent again, anew."""

    code = "letter_not_taken"
    message = gettext_lazy("Máy chủ thư chưa nhận lời mời. Hãy thử gửi lại sau ít phút.")


def address_of(council: Council) -> str:
    """Return the address of a council's first page, without the last stroke."""
    return settings.COUNCIL_ADDRESS.format(host=host_of(council.subdomain))


def send_invitation(council: Council, opened: Opened) -> None:
    """Send the invitation from inside the council.

    :raises LetterNotTaken: the mail server did not take it.
    """
    words = {
        "name": opened.full_name,
        "council": council.name,
        "address": f"{address_of(council)}{opened.issued.path}",
        "day": vn_date(local_day(opened.issued.invitation.expires_at)),
    }
    with entered(council):
        is_taken = notify.deliver(
            to=opened.email,
            subject=_("Lời mời quản trị không gian làm việc của %(council)s") % words,
            body=_body() % words,
            purpose="first_administrator",
        )
    if not is_taken:
        raise LetterNotTaken()


def _body() -> str:
    return _(
        "Kính gửi %(name)s,\n\n"
        "Không gian làm việc của %(council)s trên HĐND số đã sẵn sàng. Ông/bà được mời làm người quản trị đầu tiên.\n\n"
        "Hãy mở địa chỉ sau để đặt mật khẩu và cài đặt xác thực bước hai:\n%(address)s\n\n"
        "Địa chỉ chỉ dùng được một lần, đến hết ngày %(day)s. Xin không chuyển tiếp thư này."
    )
