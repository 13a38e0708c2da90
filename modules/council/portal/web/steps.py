"""The steps of a version: its buttons, and the page that asks before each."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.portal import actions
from council.portal.models import TextVersion
from council.portal.permissions import Can
from council.portal.queries import texts
from council.portal.web.forms import STEP_FORMS
from kernel import clock
from kernel.access import Actor, NotPermitted, StepNotAllowed, take
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.confirming import Question, confirm_page

CONSEQUENCES = {
    "submit": _("Người có quyền đăng sẽ thấy bản này đang chờ duyệt; ông/bà vẫn sửa được."),
    "return": _("Bản này trở lại thành bản thảo; người soạn đọc được lý do."),
    "publish": _("Mọi người đọc được trang này. Bản đang hiện được thay bằng bản này và lưu trong lịch sử."),
    "withdraw": _(
        "Trang không hiện nội dung này nữa; bản cũ hơn không tự hiện lại. Lý do hiện công khai với thông báo."
    ),
}
ICONS = {"submit": "send", "return": "undo-2", "publish": "globe", "withdraw": "circle-x"}
TONES = {"publish": "primary", "withdraw": "danger"}


@dataclass(frozen=True)
class Button:
    """One step that the actor may take now."""

    label: Any
    href: str
    icon: str
    tone: str


def buttons_of(actor: Actor, version: TextVersion) -> list[Button]:
    """Return the steps that the actor may take with a version, in the order of the work."""
    found = []
    for name, icon in ICONS.items():
        try:
            step = take(name, actor, version)
        except (NotPermitted, StepNotAllowed):
            continue
        href = reverse("portal:text_step", args=[version.id, name])
        found.append(Button(step.label, href, icon, TONES.get(name, "")))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.READ_TEXTS)
def step(request: Any, version_id: UUID, verb: str) -> HttpResponseBase:
    """Ask before a step is taken, and take it.

    :raises NotFound: there is no such step.
    """
    version = texts.get_version(request.actor, version_id)
    if verb not in CONSEQUENCES:
        raise NotFound()
    taken = take(verb, request.actor, version)
    form = STEP_FORMS.get(verb, Form)(request.POST if request.method == "POST" else None)
    back = reverse("portal:text", args=[version.text_id])
    if form.is_valid() and carried_out(form, lambda: _do(verb, request.actor, version, form.cleaned_data)):
        return HttpResponseRedirect(f"{back}?told={verb}")
    heading = _("%(verb)s: %(title)s") % {"verb": taken.label, "title": version.title}
    question = Question(heading, taken.label, back, CONSEQUENCES[verb], TONES.get(verb, "primary"))
    return confirm_page(request, question, form)


def _do(verb: str, actor: Actor, version: TextVersion, typed: dict[str, Any]) -> None:
    now = clock.now()
    if verb == "submit":
        actions.submit(actor=actor, version=version)
    elif verb == "return":
        actions.give_back(actor=actor, version=version, reason=typed["reason"])
    elif verb == "publish":
        actions.publish(actor=actor, version=version, now=now, at=typed["at"])
    else:
        actions.withdraw(actor=actor, version=version, reason=typed["reason"], now=now)
