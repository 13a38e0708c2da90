"""What belongs to a closed term is only read."""

from django.utils.translation import gettext_lazy as _

from council.people.models import TermOfOffice
from council.people.workflow import TermState
from kernel.refusal import Refusal


class TermIsClosed(Refusal):
    """The teams, committees, constituencies and delegates of a term that is over stay as they are."""

    code = "term_is_closed"
    message = _("Nhiệm kỳ này đã kết thúc; số liệu của nhiệm kỳ chỉ còn để xem.")


def check_open(term: TermOfOffice) -> None:
    """Pass when a term is the present one.

    :raises TermIsClosed: it is over.
    """
    if term.state != TermState.CURRENT:
        raise TermIsClosed()
