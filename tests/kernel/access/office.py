"""A made-up module with its own roles, capabilities and states."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import uuid4

from django.db.models import TextChoices

from kernel.access import Actor, Holding, Step, Steps, grants, steps


class Role(StrEnum):
    CLERK = "clerk"
    CHAIR = "chair"


class Can(StrEnum):
    DRAFT = "letters.draft"
    SIGN = "letters.sign"
    BURN = "letters.burn"


class State(TextChoices):
    DRAFTED = "drafted", "Dự thảo"
    SIGNED = "signed", "Đã ký"
    WITHDRAWN = "withdrawn", "Đã rút"


@dataclass
class Letter:
    state: str = State.DRAFTED.value
    author: str = ""
    STEPS: ClassVar[Steps]


def wrote_it(actor: Actor, letter: Letter | None) -> bool:
    """The actor wrote the letter."""
    return letter is not None and letter.author == actor.name


def open_office() -> Steps:
    grants(Can, {Role.CLERK: {Can.DRAFT}, Role.CHAIR: {Can.SIGN}, "system": {Can.DRAFT}}, only_if={Can.DRAFT: wrote_it})
    Letter.STEPS = steps(
        Step("sign", {State.DRAFTED}, State.SIGNED, Can.SIGN),
        Step("withdraw", {State.DRAFTED, State.SIGNED}, State.WITHDRAWN, Can.DRAFT),
    )
    return Letter.STEPS


def actor(name: str, *roles: str, to_on: date | None = None) -> Actor:
    held = frozenset(Holding(role, "council", None, date(2026, 1, 1), to_on, "test") for role in roles)
    return Actor(account_id=uuid4(), name=name, person_id=None, holdings=held)
