"""The pages of votes: all votes of a session, one vote with its arithmetic, and what is prepared for the next."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from council.law import Threshold, threshold_reason
from council.people.queries import count_in_office
from council.sessions import actions
from council.sessions.actions.reopening import AGAIN
from council.sessions.models import AgendaItem, CouncilSession, DisputedArticle, Vote, VoteMethod, VoteSubject
from council.sessions.permissions import Can
from council.sessions.queries import (
    find_annulment,
    get_article,
    get_count,
    get_item,
    get_session,
    get_vote,
    list_matters,
    list_tally_sheets,
    list_votes,
)
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.hall import rules_of
from council.sessions.web.names import shows_names
from council.sessions.web.pages import Sheet, form_page
from council.sessions.web.vote_forms import ArticleForm, VoteForm
from council.sessions.web.vote_steps import TOLD, deeds_of
from council.sessions.workflow import PENDING_ITEMS, SessionState
from kernel import clock
from kernel.access import may, require
from kernel.accounts.doors import carried_out, needs
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in

_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])
_OVER = frozenset({SessionState.CLOSED, SessionState.CANCELLED})


@require_GET
@needs(Can.READ)
def index(request: Any, session_id: UUID) -> HttpResponse:
    """List the votes of a session: what is prepared, what was decided, what was annulled."""
    session = get_session(request.actor, session_id)
    page = {
        "session": session,
        "votes": list(list_votes(session)),
        "may_prepare": may(request.actor, Can.RUN_VOTE, session) and session.state not in _OVER,
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/votes.html", page)


@require_GET
@needs(Can.READ)
def vote(request: Any, vote_id: UUID) -> HttpResponse:
    """Show one vote: its question, its numbers and the law behind them, and what may be done with it now."""
    found = get_vote(request.actor, vote_id)
    counts = may(request.actor, Can.COUNT_VOTES, found)
    page = {
        "vote": found,
        "session": found.session,
        "matters": list_matters(found),
        "reason": _reason(request, found),
        "count": get_count(request.actor, found) if counts and found.is_by_hand else None,
        "sheets": list_tally_sheets(found) if found.is_by_hand else [],
        "annulment": find_annulment(found),
        "shows_names": shows_names(request, found),
        "deeds": deeds_of(request.actor, found),
        "told": TOLD.get(request.GET.get("told", "")),
    }
    return render(request, "sessions/vote.html", page)


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def prepare(request: Any, session_id: UUID) -> HttpResponseBase:
    """Prepare a vote of any kind."""
    session = get_session(request.actor, session_id)
    require(request.actor, Can.RUN_VOTE, session)
    begun = {"subject": VoteSubject.ITEM, "method": VoteMethod.ELECTRONIC, "item": request.GET.get("noi-dung")}
    form = VoteForm(typed_in(request), session=session, initial=begun)
    made: list[Vote] = []
    if form.is_valid() and carried_out(form, lambda: made.append(_prepare(request, session, form.cleaned_data))):
        tell_the_hall(session, rules=rules_of(request))
        return _to_vote(made[0], "prepared")
    total = count_in_office(on=clock.today(), with_suspended=rules_of(request).allows("votes.suspended_in_total"))
    note = threshold_reason(total=total, threshold=Threshold.MAJORITY, rules=rules_of(request)) if total else ""
    back = reverse("sessions:votes", args=[session.id])
    sheet = Sheet(_("Chuẩn bị biểu quyết"), _("Chuẩn bị biểu quyết"), back, session, note=str(note))
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def dispute(request: Any, item_id: UUID) -> HttpResponseBase:
    """Put an article on the list of those on which the delegates differ."""
    item = get_item(request.actor, item_id)
    require(request.actor, Can.RUN_VOTE, item)
    form = ArticleForm(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.dispute_article(actor=request.actor, item=item, **form.cleaned_data)
    ):
        tell_the_hall(item.session, rules=rules_of(request))
        return _to_item(item)
    sheet = Sheet(
        _("Điều, khoản còn ý kiến khác nhau"),
        _("Thêm vào danh sách"),
        reverse("sessions:item", args=[item.id]),
        item.session,
        note=_("Hội đồng biểu quyết từng điều, khoản này trước, rồi mới biểu quyết toàn văn."),
    )
    return form_page(request, sheet, form)


@_SHOWS_AND_TAKES
@needs(Can.RUN_VOTE)
def settle(request: Any, article_id: UUID) -> HttpResponseBase:
    """Take an article off the list because the delegates agree after all."""
    article = get_article(request.actor, article_id)
    require(request.actor, Can.RUN_VOTE, article)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(form, lambda: actions.settle_article(actor=request.actor, article=article)):
        tell_the_hall(article.item.session, rules=rules_of(request))
        return _to_item(article.item)
    question = Question(
        heading=_("Đã thống nhất %(article)s") % {"article": article.label},
        verb=_("Đã thống nhất"),
        back_href=reverse("sessions:item", args=[article.item_id]),
        consequence=_("Điều, khoản này không được biểu quyết riêng nữa."),
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.CHAIR)
def take_up_again(request: Any, item_id: UUID) -> HttpResponseBase:
    """Bring a rejected item back to the vote where the council's rules need no vote on procedure."""
    item = get_item(request.actor, item_id)
    require(request.actor, Can.CHAIR, item)
    form = forms.Form(typed_in(request))
    rules = rules_of(request)
    if form.is_valid() and carried_out(
        form, lambda: actions.take_up_again(actor=request.actor, item=item, rules=rules)
    ):
        tell_the_hall(item.session, rules=rules)
        return _to_item(item)
    question = Question(
        heading=_("Đưa ra biểu quyết lại"),
        verb=_("Đưa ra biểu quyết lại"),
        back_href=reverse("sessions:item", args=[item.id]),
        consequence=_("“%(title)s” không được thông qua trong kỳ họp này và sẽ trở lại chờ biểu quyết.")
        % {"title": item.title},
    )
    return confirm_page(request, question, form)


def _prepare(request: Any, session: CouncilSession, typed: dict[str, Any]) -> Vote:
    subject, method, question = VoteSubject(typed["subject"]), VoteMethod(typed["method"]), typed["question"]
    actor, item = request.actor, typed["item"]
    if subject == VoteSubject.ITEM:
        return actions.prepare_vote(actor=actor, item=item, question=question, method=method)
    if subject == VoteSubject.BLOCK:
        items: list[AgendaItem] = list(typed.get("items") or ())
        articles: list[DisputedArticle] = list(typed.get("articles") or ())
        return actions.prepare_block_vote(
            actor=actor, session=session, question=question, items=items, articles=articles, method=method
        )
    return actions.prepare_procedural_vote(
        actor=actor, session=session, subject=subject, question=question, item=item, method=method
    )


def _reason(request: Any, vote: Vote) -> str:
    """Return the law's answer before there is one: how many must be in favour, and by which article."""
    if vote.sentence:
        return ""
    rules = rules_of(request)
    with_suspended = rules.allows("votes.suspended_in_total")
    total = vote.total or count_in_office(on=clock.today(), with_suspended=with_suspended)
    return str(threshold_reason(total=total, threshold=Threshold(vote.threshold), rules=rules)) if total else ""


def _to_vote(vote: Vote, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('sessions:vote', args=[vote.id])}?told={told}")


def _to_item(item: AgendaItem) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('sessions:item', args=[item.id])}?told=articles")


def beside(request: Any, item: AgendaItem) -> dict[str, Any]:
    """Return what the page of an item shows of its votes: the articles that come first, and what may be done."""
    return {
        "articles": list(item.articles.order_by("created_at", "id")) if item.needs_vote else [],
        "takes_articles": item.state in PENDING_ITEMS,
        "may_run_vote": may(request.actor, Can.RUN_VOTE, item),
        "may_take_up": may(request.actor, Can.CHAIR, item) and rules_of(request).allows(AGAIN),
    }
