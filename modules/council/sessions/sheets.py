"""The list of sessions as it goes out to Excel."""

from django.utils.translation import gettext_lazy as _

from kernel.lists import Out

SESSIONS = (
    Out(_("Kỳ họp"), lambda session: session.title, 60),
    Out(_("Loại"), lambda session: session.get_kind_display(), 22),
    Out(_("Trạng thái"), lambda session: session.get_state_display(), 20),
    Out(_("Khai mạc"), lambda session: session.opens_on, 14),
    Out(_("Bế mạc dự kiến"), lambda session: session.closes_on, 16),
)
