"""The vote that is held in the place of an annulled one."""

from typing import Any

from django.db import transaction

from council.sessions.actions.boards import prepare_board_vote
from council.sessions.actions.elections import prepare_list_vote
from council.sessions.actions.preparing_votes import (
    in_place_of,
    prepare_article_vote,
    prepare_block_vote,
    prepare_procedural_vote,
    prepare_vote,
)
from council.sessions.actions.refusals import ItemNotReady
from council.sessions.models import CountingBoard, Election, Vote, VoteMethod, VoteSubject
from council.sessions.permissions import Can
from council.sessions.workflow import VoteState
from kernel.access import Actor, require
from kernel.rows import lock


@transaction.atomic
def prepare_repetition(*, actor: Actor, vote: Vote, method: VoteMethod) -> Vote:
    """Prepare the vote that is held in the place of an annulled one, by the same or another method.

    :raises NotPermitted: the actor does not run votes.
    :raises ItemNotReady: the vote is not annulled, or repeated already, or its matter is decided.
    :raises StepNotAllowed: its board was taken back, or the list is closed or dropped.
    :raises ListEmpty: nobody stands on its list any more.
    """
    require(actor, Can.RUN_VOTE, vote)
    lock(vote.session)
    vote = lock(vote)
    if vote.state != VoteState.ANNULLED or Vote.objects.filter(repeats=vote).exists():
        raise ItemNotReady()
    item: Any = vote.item
    article: Any = vote.disputed
    if vote.subject == VoteSubject.ITEM:
        return prepare_vote(actor=actor, item=item, question=vote.question, method=method)
    if vote.subject == VoteSubject.ARTICLE:
        return prepare_article_vote(actor=actor, article=article, method=method)
    if board := CountingBoard.objects.filter(vote=vote).first():
        return prepare_board_vote(actor=actor, board=board, method=method)
    if election := Election.objects.filter(list_vote=vote).first():
        return prepare_list_vote(actor=actor, election=election, method=method)
    return in_place_of(vote, _again(actor, vote, method))


def _again(actor: Actor, vote: Vote, method: VoteMethod) -> Vote:
    session = vote.session
    if vote.subject != VoteSubject.BLOCK:
        subject = VoteSubject(vote.subject)
        return prepare_procedural_vote(
            actor=actor, session=session, subject=subject, question=vote.question, item=vote.item, method=method
        )
    matters = list(vote.matters.select_related("item", "article__item"))
    return prepare_block_vote(
        actor=actor,
        session=session,
        question=vote.question,
        items=[matter.item for matter in matters if matter.item],
        articles=[matter.article for matter in matters if matter.article],
        method=method,
    )
