"""Who plays in the demonstration, and how its delegates vote."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from council.documents.papers import Press
from council.law import Rules
from council.people.models import Mandate, TermOfOffice
from council.sessions import actions
from council.sessions.models import Choice, Vote
from kernel.access import Actor, Holding
from kernel.keys import new_key
from kernel.signing.desk import Desk

FAVOUR = 0.9  # the share of all delegates who vote in favour, where nothing else is meant


@dataclass(frozen=True)
class Cast:
    """Who plays: the council's office, its chair and its delegates.

    ``counters`` are delegates with a login of their own, of whom a counting board is made; none, no election.
    """

    office: Actor
    chair: Actor
    mandates: list[Mandate]
    term: TermOfOffice
    rules: Rules
    press: Press
    desk: Desk | None = None
    counters: tuple[tuple[Mandate, Actor], ...] = ()


def delegate_actor(mandate: Mandate) -> Actor:
    """Return the actor that a delegate is when she acts herself."""
    holding = Holding("delegate", "council", None, mandate.started_on, None, f"mandate:{mandate.id}")
    return Actor(
        account_id=None, name=mandate.person.full_name, person_id=mandate.person_id, holdings=frozenset({holding})
    )


def cast_votes(
    cast: Cast, vote: Vote, now: datetime, chance: Random, *, favour: float = FAVOUR, share: float = 1.0
) -> int:
    """Let delegates who have not voted in a vote do so; return how many did."""
    done = set(vote.ballots.values_list("mandate_id", flat=True))
    eligible = set(vote.eligible.values_list("mandate_id", flat=True))
    waiting = [m for m in cast.mandates if m.id in eligible - done and chance.random() < share]
    for number, mandate in enumerate(waiting):
        choice = Choice.FOR if number < len(cast.mandates) * favour else chance.choice([Choice.AGAINST, Choice.ABSTAIN])
        actions.cast_ballot(
            actor=delegate_actor(mandate), vote=vote, mandate=mandate, choice=choice, key=new_key(), prev="",
            now=now, rules=cast.rules,
        )  # fmt: skip
    return len(waiting)
