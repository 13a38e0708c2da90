"""What is done with one vote on its own page: opened, closed, counted by hand, annulled by two, repeated, minuted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.law import Rules
from council.sessions import actions
from council.sessions.models import Annulment, Vote, VoteMethod
from council.sessions.permissions import Can
from council.sessions.queries import CountState, find_annulment, get_count, get_vote, list_tally_sheets
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.forms import ReasonForm
from council.sessions.web.hall import rules_of
from council.sessions.web.moves import SECONDS
from council.sessions.web.pages import Sheet, form_page
from council.sessions.web.vote_forms import CountForm, MethodForm, TallySheetForm
from council.sessions.workflow import COUNTED, SessionState, VoteState
from kernel import clock, files
from kernel.access import Actor, may, require
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

PICTURES = files.IMAGES | frozenset({files.Kind.PDF})
LIMIT_BYTES = 20 * 1024 * 1024
TOLD = {
    "prepared": _("Đã chuẩn bị biểu quyết."),
    "open": _("Đã mở biểu quyết."),
    "close": _("Đã đóng biểu quyết."),
    "announce": _("Đã công bố kết quả."),
    "minute": _("Đã ghi vào biên bản."),
    "drop": _("Cuộc biểu quyết này sẽ không tổ chức."),
    "asked": _("Đã gửi đề nghị huỷ kết quả; người thứ hai cần xác nhận."),
    "annulled": _("Đã huỷ kết quả. Nội dung trở lại chờ biểu quyết."),
    "kept": _("Kết quả được giữ nguyên."),
    "counted": _("Đã ghi kết quả đếm của ông/bà. Chờ người thứ hai nhập."),
    "agreed": _("Hai người nhập khớp nhau. Có thể đóng biểu quyết."),
    "differ": _("Kết quả của hai người KHÁC NHAU. Hãy đếm lại; người thứ ba nhập kết quả cuối cùng."),
    "picture": _("Đã lưu ảnh kiểm đếm."),
    "repeated": _("Đã chuẩn bị lần biểu quyết lại."),
}
_AFTER_COUNT = {
    CountState.WAITS_FOR_SECOND: "counted",
    CountState.SETTLED: "agreed",
    CountState.DIFFERS: "differ",
}
_HELD = frozenset({SessionState.IN_PROGRESS, SessionState.PAUSED})
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Deed:
    """A plain step of a vote, with the word on its button and what it means."""

    label: Any
    icon: str
    consequence: Any
    act: Callable[[Actor, Vote, datetime, Rules], object]


DEEDS = {
    "open": Deed(
        _("Mở biểu quyết"),
        "vote",
        _("Danh sách đại biểu được biểu quyết là những người đang có mặt; ai đến sau không có trong danh sách."),
        lambda actor, vote, now, rules: actions.open_vote(
            actor=actor, vote=vote, now=now, rules=rules, seconds=None if vote.is_by_hand else SECONDS
        ),
    ),
    "close": Deed(
        _("Đóng biểu quyết"),
        "square",
        _("Sau khi đóng, không phiếu nào được ghi nhận thêm; kết quả được tính ngay."),
        lambda actor, vote, now, rules: actions.close_vote(actor=actor, vote=vote, now=now, rules=rules),
    ),
    "announce": Deed(
        _("Công bố kết quả"),
        "megaphone",
        _("Kết quả hiện trên màn hình hội trường và trang công khai của kỳ họp."),
        lambda actor, vote, now, _rules: actions.announce_vote(actor=actor, vote=vote, now=now),
    ),
    "minute": Deed(
        _("Ghi vào biên bản"),
        "file-check",
        _("Kết quả được ghi vào biên bản kỳ họp."),
        lambda actor, vote, now, _rules: actions.minute_vote(actor=actor, vote=vote, now=now),
    ),
    "drop": Deed(
        _("Không tổ chức"),
        "circle-minus",
        _("Cuộc biểu quyết đã chuẩn bị được bỏ; có thể chuẩn bị cuộc khác."),
        lambda actor, vote, _now, _rules: actions.drop_vote(actor=actor, vote=vote),
    ),
}


@dataclass(frozen=True)
class Deeds:
    """What this person may do with a vote now; ``steps`` are (name, deed) of the plain ones."""

    steps: list[tuple[str, Deed]]
    ask: bool
    decide: bool
    repeat: bool
    count: bool
    picture: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to press."""
        return bool(self.steps) or self.ask or self.decide or self.repeat or self.count or self.picture


def deeds_of(actor: Actor, vote: Vote) -> Deeds:
    """Return what the actor may do with a vote now, as the table of steps and the grants say."""
    waiting, held = find_annulment(vote), vote.session.state in _HELD
    runs = may(actor, Can.RUN_VOTE, vote)
    by_hand = vote.is_by_hand and may(actor, Can.COUNT_VOTES, vote)
    return Deeds(
        steps=[(name, deed) for name, deed in DEEDS.items() if _may_take(actor, vote, name)],
        ask=runs and held and waiting is None and vote.state in COUNTED | {VoteState.OPEN},
        decide=waiting is not None and waiting.state == "asked" and _may_decide(actor, waiting),
        repeat=runs and held and vote.state == VoteState.ANNULLED and not hasattr(vote, "repeated_by"),
        count=by_hand and vote.state == VoteState.OPEN and get_count(actor, vote).may_enter,
        picture=by_hand and vote.state in (COUNTED | {VoteState.OPEN}) - {VoteState.MINUTED},
    )


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def deed(request: Any, vote_id: UUID, deed: str) -> HttpResponseBase:
    """Take a plain step of a vote, after one question."""
    vote = get_vote(request.actor, vote_id)
    if deed not in DEEDS:
        raise NotFound()
    what, rules = DEEDS[deed], rules_of(request)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(form, lambda: what.act(request.actor, vote, clock.now(), rules)):
        return _done(request, vote, deed)
    question = Question(what.label, what.label, _address(vote), what.consequence)
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def ask_annulment(request: Any, vote_id: UUID) -> HttpResponseBase:
    """Ask that a vote be annulled, with the reason."""
    vote = get_vote(request.actor, vote_id)
    require(request.actor, Can.RUN_VOTE, vote)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form,
        lambda: actions.ask_annulment(actor=request.actor, vote=vote, now=clock.now(), **form.cleaned_data),
    ):
        return _done(request, vote, "asked")
    question = Question(
        heading=_("Đề nghị huỷ kết quả biểu quyết"),
        verb=_("Đề nghị huỷ"),
        back_href=_address(vote),
        consequence=_(
            "Chỉ khi người thứ hai xác nhận, kết quả mới bị huỷ. Cuộc bị huỷ vẫn lưu với đủ con số; "
            "nội dung trở lại chờ biểu quyết."
        ),
        tone="danger",
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.ANNUL_VOTE)
def confirm_annulment(request: Any, vote_id: UUID) -> HttpResponseBase:
    """Annul a vote as the second person."""
    vote, annulment = _asked(request, vote_id)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.confirm_annulment(actor=request.actor, annulment=annulment, now=clock.now())
    ):
        return _done(request, vote, "annulled")
    question = Question(
        heading=_("Xác nhận huỷ kết quả biểu quyết"),
        verb=_("Huỷ kết quả"),
        back_href=_address(vote),
        consequence=_("Lý do được nêu: %(reason)s") % {"reason": annulment.reason},
        tone="danger",
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.ANNUL_VOTE)
def refuse_annulment(request: Any, vote_id: UUID) -> HttpResponseBase:
    """Let a vote stand as the second person."""
    vote, annulment = _asked(request, vote_id)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.refuse_annulment(actor=request.actor, annulment=annulment, now=clock.now())
    ):
        return _done(request, vote, "kept")
    question = Question(
        heading=_("Không đồng ý huỷ kết quả"),
        verb=_("Giữ nguyên kết quả"),
        back_href=_address(vote),
        consequence=_("Lý do được nêu: %(reason)s") % {"reason": annulment.reason},
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def repeat(request: Any, vote_id: UUID) -> HttpResponseBase:
    """Prepare the vote in the place of an annulled one."""
    vote = get_vote(request.actor, vote_id)
    require(request.actor, Can.RUN_VOTE, vote)
    form = MethodForm(typed_in(request), initial={"method": vote.method})
    made: list[Vote] = []
    if form.is_valid() and carried_out(form, lambda: made.append(_repeated(request, vote, form))):
        return _done(request, made[0], "repeated")
    sheet = Sheet(
        _("Biểu quyết lại"),
        _("Chuẩn bị biểu quyết lại"),
        _address(vote),
        vote.session,
        note=_("Danh sách đại biểu được biểu quyết là những người có mặt khi mở lại, kể cả người đến sau."),
    )
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.COUNT_VOTES)
def count(request: Any, vote_id: UUID) -> HttpResponseBase:
    """Enter the totals of a count by hand, without seeing what somebody else entered."""
    vote = get_vote(request.actor, vote_id)
    view = get_count(request.actor, vote)
    decides = view.state == CountState.DIFFERS
    form = CountForm(typed_in(request), decides=decides)
    reached: list[CountState] = []
    if form.is_valid() and carried_out(form, lambda: reached.append(_entered(request, vote, form))):
        return _done(request, vote, _AFTER_COUNT[reached[0]])
    note = (
        _("Hai người đã nhập khác nhau. Kết quả ông/bà nhập là kết quả cuối cùng.")
        if decides
        else _("Hãy nhập đúng số ông/bà đã đếm. Kết quả của người kia không hiện ở đây.")
    )
    sheet = Sheet(_("Nhập kết quả đếm"), _("Ghi kết quả"), _address(vote), vote.session, note=note)
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.COUNT_VOTES)
def picture(request: Any, vote_id: UUID) -> HttpResponseBase:
    """Keep the picture of the tally."""
    vote = get_vote(request.actor, vote_id)
    require(request.actor, Can.COUNT_VOTES, vote)
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = TallySheetForm(*typed)
    if form.is_valid() and carried_out(form, lambda: _keep(request, vote, form)):
        return _done(request, vote, "picture")
    sheet = Sheet(_("Ảnh phiếu ghi kết quả đếm"), _("Tải lên"), _address(vote), vote.session)
    return form_page(request, sheet, form)


@require_GET
@needs(Can.READ)
def tally_sheet(request: Any, vote_id: UUID, number: int) -> HttpResponseBase:
    """Give one picture of the tally, by its place on the vote's page.

    :raises NotFound: there is none.
    """
    sheets = list_tally_sheets(get_vote(request.actor, vote_id))
    if not 1 <= number <= len(sheets):
        raise NotFound()
    return files.serve(request, sheets[number - 1].file)


def _may_take(actor: Actor, vote: Vote, name: str) -> bool:
    step = vote.STEPS[name]
    return vote.state in set(step.sources) and may(actor, step.can, vote)


def _may_decide(actor: Actor, annulment: Annulment) -> bool:
    presides = annulment.asked_by_chair or may(actor, Can.CHAIR, annulment.vote)
    return may(actor, Can.ANNUL_VOTE, annulment) and presides


def _asked(request: Any, vote_id: UUID) -> tuple[Vote, Annulment]:
    vote = get_vote(request.actor, vote_id)
    annulment = find_annulment(vote)
    if annulment is None or annulment.state != "asked":
        raise NotFound()
    require(request.actor, Can.ANNUL_VOTE, annulment)
    return vote, annulment


def _repeated(request: Any, vote: Vote, form: MethodForm) -> Vote:
    method = VoteMethod(form.cleaned_data["method"])
    return actions.prepare_repetition(actor=request.actor, vote=vote, method=method)


def _entered(request: Any, vote: Vote, form: CountForm) -> CountState:
    return actions.enter_count(
        actor=request.actor,
        vote=vote,
        counted=form.counted(),
        now=clock.now(),
        reason=form.cleaned_data.get("reason", ""),
    )


def _keep(request: Any, vote: Vote, form: TallySheetForm) -> None:
    with transaction.atomic():
        file = form.cleaned_data["file"]
        stored = files.store(actor=request.actor, upload=file, kinds=PICTURES, limit_bytes=LIMIT_BYTES)
        actions.add_tally_sheet(actor=request.actor, vote=vote, file=stored)


def _address(vote: Vote) -> str:
    return reverse("sessions:vote", args=[vote.id])


def _done(request: Any, vote: Vote, told: str) -> HttpResponseRedirect:
    tell_the_hall(vote.session, rules=rules_of(request))
    return HttpResponseRedirect(f"{_address(vote)}?told={told}")
