"""The life of one version of a text on the portal: written, previewed, put out, taken back."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council.portal.permissions import Can
from kernel.access import Step, steps


class State(TextChoices):
    """Where a version stands; a published one is seen from its ``published_at`` on."""

    DRAFT = "draft", _("Bản thảo")
    PREVIEW = "preview", _("Chờ duyệt")
    PUBLISHED = "published", _("Đã đăng")
    WITHDRAWN = "withdrawn", _("Đã rút")


# Still being written: a text has at most one such version.
WORKING = frozenset({State.DRAFT, State.PREVIEW})

STEPS = steps(
    Step("edit", WORKING, State.DRAFT, Can.WRITE, _("Sửa")),
    Step("submit", {State.DRAFT}, State.PREVIEW, Can.WRITE, _("Gửi duyệt")),
    Step("return", {State.PREVIEW}, State.DRAFT, Can.PUBLISH, _("Trả lại để sửa")),
    Step("publish", WORKING, State.PUBLISHED, Can.PUBLISH, _("Đăng")),
    Step("withdraw", WORKING | {State.PUBLISHED}, State.WITHDRAWN, Can.WITHDRAW, _("Rút")),
)
