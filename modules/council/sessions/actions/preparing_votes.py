"""Votes before they open: what is put to the vote and how; articles on which the delegates differ come first."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from council.law import Threshold
from council.sessions.actions.refusals import (
    ItemNotReady,
    NotThisSession,
    SessionNotRunning,
    VoteNotNeeded,
)
from council.sessions.actions.refusals_votes import (
    ArticleKnown,
    BlockTooSmall,
    NotProcedural,
    ResolutionInBlock,
)
from council.sessions.models import (
    PROCEDURAL,
    AgendaItem,
    BlockMatter,
    CouncilSession,
    DisputedArticle,
    Vote,
    VoteMethod,
    VoteSubject,
)
from council.sessions.permissions import Can
from council.sessions.workflow import (
    PENDING_ITEMS,
    PENDING_VOTES,
    ArticleState,
    ItemState,
    SessionState,
    VoteState,
)
from kernel import audit
from kernel.access import Actor, require, take
from kernel.rows import lock

_WITH_ITEM = frozenset({VoteSubject.REOPENING, VoteSubject.PROCEDURE})
_LEAST_IN_BLOCK = 2


@transaction.atomic
def prepare_vote(*, actor: Actor, item: AgendaItem, question: str, method: VoteMethod = VoteMethod.ELECTRONIC) -> Vote:
    """Prepare a vote on the whole of an item; the threshold is the item's.

    In the place of an annulled vote it is held as its repetition.

    :raises NotPermitted: the actor does not run votes.
    :raises VoteNotNeeded: the item is a report.
    :raises ItemNotReady: the item is decided, or a vote on it is prepared already.
    """
    require(actor, Can.RUN_VOTE, item)
    item = lock(item)
    if not item.needs_vote:
        raise VoteNotNeeded()
    if item.state not in PENDING_ITEMS or _pending(item=item, subject=VoteSubject.ITEM):
        raise ItemNotReady()
    return _prepared(
        actor,
        session_id=item.session_id,
        item=item,
        question=question.strip() or item.title,
        threshold=item.threshold,
        method=method,
        repeats=_annulled(item=item, subject=VoteSubject.ITEM),
    )


@transaction.atomic
def prepare_article_vote(*, actor: Actor, article: DisputedArticle, method: VoteMethod = VoteMethod.ELECTRONIC) -> Vote:
    """Prepare the vote on one article on which the delegates differ (R-VOT-07).

    :raises NotPermitted: the actor does not run votes.
    :raises ItemNotReady: the article or its item is decided, or a vote on it is prepared already.
    """
    require(actor, Can.RUN_VOTE, article)
    item = lock(article.item)
    article = lock(article)
    if article.state != ArticleState.DISPUTED or item.state not in PENDING_ITEMS or _pending(disputed=article):
        raise ItemNotReady()
    return _prepared(
        actor,
        session_id=item.session_id,
        subject=VoteSubject.ARTICLE,
        item=item,
        disputed=article,
        question=f"{article.label}: {article.proposal}"[:500],
        threshold=item.threshold,
        method=method,
        repeats=_annulled(disputed=article),
    )


@transaction.atomic
def prepare_block_vote(
    *,
    actor: Actor,
    session: CouncilSession,
    question: str,
    items: Sequence[AgendaItem] = (),
    articles: Sequence[DisputedArticle] = (),
    method: VoteMethod = VoteMethod.ELECTRONIC,
) -> Vote:
    """Prepare one vote on several items, or on several articles; the list is stored with it.

    A draft of a resolution is always voted on by itself: its four numbers go into its own file.

    :raises NotPermitted: the actor does not run votes.
    :raises BlockTooSmall: fewer than two matters.
    :raises NotThisSession: a matter belongs to another session.
    :raises ResolutionInBlock: an item makes a resolution.
    :raises ItemNotReady: a matter is decided already, or needs no vote.
    """
    require(actor, Can.RUN_VOTE, session)
    session = lock(session)
    locked_items = [lock(item) for item in sorted(items, key=lambda each: each.pk)]
    locked_articles = [lock(article) for article in sorted(articles, key=lambda each: each.pk)]
    of_articles = [article.item for article in locked_articles]
    if len(locked_items) + len(locked_articles) < _LEAST_IN_BLOCK:
        raise BlockTooSmall()
    if any(item.session_id != session.pk for item in (*locked_items, *of_articles)):
        raise NotThisSession()
    if any(item.is_resolution for item in locked_items):
        raise ResolutionInBlock()
    if not all(_is_free_item(item) for item in locked_items) or not all(map(_is_free_article, locked_articles)):
        raise ItemNotReady()
    vote = _prepared(
        actor,
        session_id=session.pk,
        subject=VoteSubject.BLOCK,
        question=question.strip(),
        threshold=strictest([*locked_items, *of_articles]),
        method=method,
    )
    matters = [BlockMatter(vote=vote, item=item) for item in locked_items]
    BlockMatter.objects.bulk_create([*matters, *(BlockMatter(vote=vote, article=each) for each in locked_articles)])
    return vote


@transaction.atomic
def prepare_procedural_vote(
    *,
    actor: Actor,
    session: CouncilSession,
    subject: VoteSubject,
    question: str,
    item: AgendaItem | None = None,
    method: VoteMethod = VoteMethod.ELECTRONIC,
) -> Vote:
    """Prepare a vote on procedure: more than half of all delegates decide, and no resolution comes of it.

    :raises NotPermitted: the actor does not run votes.
    :raises NotProcedural: the subject is no procedure, or lacks the item that it is about.
    :raises NotThisSession: the item belongs to another session.
    :raises ItemNotReady: only a rejected item is taken up again; or the vote is prepared already.
    :raises SessionNotRunning: the session is over.
    """
    require(actor, Can.RUN_VOTE, session)
    session = lock(session)
    if session.state in {SessionState.CLOSED, SessionState.CANCELLED}:
        raise SessionNotRunning()
    if subject not in PROCEDURAL or (subject == VoteSubject.REOPENING and item is None):
        raise NotProcedural()
    about = item if subject in _WITH_ITEM else None
    if about is not None and about.session_id != session.pk:
        raise NotThisSession()
    if subject == VoteSubject.REOPENING and (
        lock(about).state != ItemState.REJECTED or _pending(item=about, subject=subject)
    ):
        raise ItemNotReady()
    return _prepared(
        actor,
        session_id=session.pk,
        subject=subject,
        item=about,
        question=question.strip() or str(subject.label),
        threshold=Threshold.MAJORITY,
        method=method,
    )


def strictest(items: Sequence[AgendaItem]) -> Threshold:
    """Return what a vote on all these items together needs: two thirds when one of them does."""
    return max((Threshold(item.threshold) for item in items), key=lambda each: each is Threshold.TWO_THIRDS)


def in_place_of(before: Vote | None, vote: Vote) -> Vote:
    """Note that a vote is held in the place of the one before it, when that was annulled."""
    if before is not None and before.state == VoteState.ANNULLED:
        vote.repeats = before
        vote.save(update_fields=["repeats"])
    return vote


@transaction.atomic
def prepare_next(*, actor: Actor, item: AgendaItem) -> Vote:
    """Return the vote that comes next on an item, prepared when it is not yet: disputed articles, then the whole.

    :raises NotPermitted: the actor does not run votes.
    :raises ItemNotReady: the item is decided.
    """
    pending = item.votes.filter(state=VoteState.PREPARED)
    article = item.articles.filter(state=ArticleState.DISPUTED).order_by("created_at", "id").first()
    if article is not None:
        known = pending.filter(disputed=article).first()
        return known or prepare_article_vote(actor=actor, article=article)
    known = pending.filter(subject=VoteSubject.ITEM).first()
    return known or prepare_vote(actor=actor, item=item, question="")


@transaction.atomic
def drop_vote(*, actor: Actor, vote: Vote) -> Vote:
    """Take back a vote that was prepared and will not be held.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: it was opened already.
    """
    vote = lock(vote)
    step = take("drop", actor, vote)
    vote.state = step.target
    vote.save(update_fields=["state"])
    audit.record(actor, "sessions.drop_vote", vote, fields=("state",))
    return vote


def drop_pending(actor: Actor, item: AgendaItem) -> None:
    """Drop what was prepared on an item that will not be voted on; the caller may take it off the agenda."""
    drop_prepared(actor, item.votes.all())


def drop_prepared(actor: Actor, votes: QuerySet[Vote]) -> None:
    """Drop those of some votes that were prepared and not opened; the caller has locked the session."""
    for vote in votes.filter(state=VoteState.PREPARED).select_for_update():
        vote.state = VoteState.DROPPED
        vote.save(update_fields=["state"])
        audit.record(actor, "sessions.drop_vote", vote, fields=("state",))


def is_under_vote(item: AgendaItem) -> bool:
    """Whether a vote on an item or on an article of it is open, by itself or in block.

    It stays so for a caller who has locked the session.
    """
    about = Q(item=item) | Q(matters__item=item) | Q(matters__article__item=item)
    return Vote.objects.filter(about, state=VoteState.OPEN).exists()


@transaction.atomic
def dispute_article(*, actor: Actor, item: AgendaItem, label: str, proposal: str) -> DisputedArticle:
    """Note that the delegates differ on an article: it is voted on before the whole (R-VOT-07).

    :raises NotPermitted: the actor does not run votes.
    :raises VoteNotNeeded: the item is not voted on.
    :raises ItemNotReady: the item is decided, or the vote on the whole is open.
    :raises ArticleKnown: the article is in the list already.
    """
    require(actor, Can.RUN_VOTE, item)
    lock(item.session)
    item = lock(item)
    label, proposal = " ".join(label.split()), proposal.strip()
    if not item.needs_vote:
        raise VoteNotNeeded()
    if item.state not in PENDING_ITEMS or is_under_vote(item):
        raise ItemNotReady()
    if item.articles.filter(label=label, state=ArticleState.DISPUTED).exists():
        raise ArticleKnown()
    article: DisputedArticle = DisputedArticle.objects.create(item=item, label=label, proposal=proposal)
    audit.record(actor, "sessions.dispute_article", article)
    return article


@transaction.atomic
def settle_article(*, actor: Actor, article: DisputedArticle) -> DisputedArticle:
    """Note that the delegates agree on an article after all: it is not voted on.

    :raises NotPermitted: the actor does not run votes.
    :raises StepNotAllowed: it was voted on, or settled already.
    :raises ItemNotReady: the vote on it is open, by itself or in block.
    """
    lock(article.item.session)
    item = lock(article.item)
    article = lock(article)
    step = take("settle", actor, article)
    about = Q(disputed=article) | Q(matters__article=article)
    if Vote.objects.filter(about, state=VoteState.OPEN).exists():
        raise ItemNotReady()
    for vote in item.votes.filter(disputed=article, state=VoteState.PREPARED):
        drop_vote(actor=actor, vote=vote)
    article.state = step.target
    article.save(update_fields=["state"])
    audit.record(actor, "sessions.settle_article", article, fields=("state",))
    return article


def _pending(**about: Any) -> bool:
    return Vote.objects.filter(state__in=PENDING_VOTES, **about).exists()


def _annulled(**about: Any) -> Vote | None:
    """Return the annulled vote on the same matter that was not repeated yet, the latest first."""
    return Vote.objects.filter(state=VoteState.ANNULLED, repeated_by=None, **about).order_by("-annulled_at").first()


def _is_free_item(item: AgendaItem) -> bool:
    return item.needs_vote and item.state in PENDING_ITEMS and not _pending(item=item)


def _is_free_article(article: DisputedArticle) -> bool:
    return (
        article.state == ArticleState.DISPUTED
        and article.item.state in PENDING_ITEMS
        and not _pending(disputed=article)
    )


def _prepared(actor: Actor, **known: Any) -> Vote:
    vote: Vote = Vote.objects.create(**known)
    audit.record(actor, "sessions.prepare_vote", vote)
    return vote
