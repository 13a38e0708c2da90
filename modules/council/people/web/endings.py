"""Mandates suspended, reinstated and ended, and posts left: each asks for day, document and reason."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from council.people import actions
from council.people.models import Mandate
from council.people.permissions import Can
from council.people.queries import get_delegate, get_post
from council.people.web.forms import GroundsForm, MandateEndForm, PostEndForm
from council.people.web.office import address_of, profile_of
from council.people.workflow import MANDATE_ENDINGS, Ending
from kernel import clock
from kernel.access import take
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.SUSPEND_MANDATE)
def suspend(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Suspend a delegate, with the document it rests on."""
    mandate = get_delegate(request.actor, mandate_id)
    take("suspend", request.actor, mandate)
    question = Question(
        heading=_("Tạm đình chỉ đại biểu %(name)s") % {"name": mandate.person.full_name},
        verb=_("Tạm đình chỉ"),
        back_href=address_of(mandate),
        consequence=_("Đại biểu không thực hiện nhiệm vụ từ ngày này nhưng vẫn tính trong tổng số đại biểu."),
        tone="danger",
    )
    return _changed(request, mandate, question, actions.suspend_mandate, "suspended")


@_SHOWS_AND_TAKES
@needs(Can.SUSPEND_MANDATE)
def reinstate(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Let a suspended delegate act again, with the document it rests on."""
    mandate = get_delegate(request.actor, mandate_id)
    take("reinstate", request.actor, mandate)
    question = Question(
        heading=_("Cho đại biểu %(name)s trở lại") % {"name": mandate.person.full_name},
        verb=_("Cho trở lại"),
        back_href=address_of(mandate),
        consequence=_("Đại biểu có lại quyền của đại biểu và các chức vụ đang giữ từ ngày này."),
    )
    return _changed(request, mandate, question, actions.reinstate_mandate, "reinstated")


@_SHOWS_AND_TAKES
@needs(Can.END_MANDATE)
def end_mandate(request: Any, mandate_id: UUID) -> HttpResponseBase:
    """Record that a mandate ended before its term."""
    mandate = get_delegate(request.actor, mandate_id)
    take(MANDATE_ENDINGS[0].name, request.actor, mandate)
    form = MandateEndForm(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.end_mandate(actor=request.actor, mandate=mandate, **form.cleaned_data)
    ):
        return HttpResponseRedirect(profile_of(mandate.person, "mandate_ended"))
    question = Question(
        heading=_("Chấm dứt nhiệm vụ đại biểu của %(name)s") % {"name": mandate.person.full_name},
        verb=_("Ghi nhận chấm dứt"),
        back_href=address_of(mandate),
        consequence=_(
            "Ghế đại biểu khuyết từ ngày này và không tính trong tổng số đại biểu. Các chức vụ chỉ đại biểu giữ cũng "
            "thôi, quyền dừng lúc 24 giờ. Việc này không hoàn tác được."
        ),
        tone="danger",
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.END_POST)
def end_post(request: Any, post_id: UUID) -> HttpResponseBase:
    """Record that somebody leaves a post."""
    post = get_post(request.actor, post_id)
    take("end", request.actor, post)
    form = PostEndForm(typed_in(request), initial={"on": clock.today()})
    if form.is_valid() and carried_out(form, lambda: _end_post(request, post, dict(form.cleaned_data))):
        return HttpResponseRedirect(profile_of(post.person, "post_ended"))
    words = {"name": post.person.full_name, "title": post.full_title}
    question = Question(
        heading=_("%(name)s thôi giữ chức vụ %(title)s") % words,
        verb=_("Ghi nhận thôi giữ chức vụ"),
        back_href=profile_of(post.person),
        consequence=_("Quyền của chức vụ dừng lúc 24 giờ ngày cuối cùng. Việc này không hoàn tác được."),
        tone="danger",
    )
    return confirm_page(request, question, form)


def _end_post(request: Any, post: Any, typed: dict[str, Any]) -> None:
    typed["how"] = Ending(typed["how"])
    actions.end_post(actor=request.actor, post=post, **typed)


def _changed(
    request: Any, mandate: Mandate, question: Question, action: Callable[..., object], told: str
) -> HttpResponseBase:
    form = GroundsForm(typed_in(request))
    if form.is_valid() and carried_out(form, lambda: action(actor=request.actor, mandate=mandate, **form.cleaned_data)):
        return HttpResponseRedirect(address_of(mandate, told))
    return confirm_page(request, question, form)
