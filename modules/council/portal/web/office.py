"""Which office answers for a council, as the foot and the contact of every public page say."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from council.portal.queries.texts import get_contact
from kernel import clock
from kernel.ui.place import Reach

# Who keeps the council's papers and answers its letters, by level.
OFFICES = {
    "province": _("Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân"),
    "commune": _("Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân"),
}


def office_of(level: str) -> Promise:
    """Return the name of the office of a level, where the council gave none of its own."""
    return OFFICES[level]


def reach_of(request: Any) -> Reach:
    """Return what the foot of a public page says of the council in which it stands."""
    if getattr(request, "council", None) is None:
        return Reach()
    contact = get_contact(now=clock.now())
    office = contact.office or office_of(request.council.level)
    return Reach(office=office, hotline=contact.hotline, dialled=contact.dialled, email=contact.email)
