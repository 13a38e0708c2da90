"""What a poll or a vote of confidence means for the person, computed from the counted ballots.

Source: Nghị quyết số 96/2023/QH15. The share is taken of the ballots (R-CON-07), unlike a resolution,
which is taken of all delegates; both percentages are always given.
"""

from dataclasses import dataclass
from enum import StrEnum

from council.law.national import Source
from council.law.rules import Rules
from council.law.sentence import Sentence, percent, say
from council.law.thresholds import at_least, more_than
from kernel.refusal import Refusal


class BallotsDisagree(Refusal):
    """The counted ballots cannot be: more collected than issued, more marks than ballots (R-VOT-10)."""

    code = "ballots_disagree"
    message = "Số phiếu không khớp: phiếu thu về không quá phiếu phát ra, phiếu phát ra không quá số đại biểu."


class Consequence(StrEnum):
    """What follows for the person."""

    NONE = "none"
    MAY_RESIGN = "may_resign"  # R-CON-08: may resign, else a vote of confidence
    RELIEF = "relief"  # R-CON-09, R-CON-11: the nominator submits the relief from office


@dataclass(frozen=True)
class Ballots:
    """The counted numbers behind a poll or a vote.

    :raises BallotsDisagree: collected ≤ issued ≤ delegates does not hold.
    """

    collected: int
    issued: int
    delegates: int

    def __post_init__(self) -> None:
        if not 0 < self.collected <= self.issued <= self.delegates:
            raise BallotsDisagree()

    def base(self, rules: Rules) -> int:
        """Return the number that a share is taken of, as the rules say."""
        return {
            "ballots_collected": self.collected,
            "ballots_issued": self.issued,
            "total_delegates": self.delegates,
        }[rules.choice("confidence.denominator")]


@dataclass(frozen=True)
class Confidence:
    """The consequence of a count, with the numbers and the sentence behind it."""

    consequence: Consequence
    low: int
    base: int
    source: Source
    sentence: Sentence


def poll_result(*, low: int, ballots: Ballots, rules: Rules) -> Confidence:
    """Return what so many marks of low confidence mean (R-CON-08, R-CON-09).

    :raises BallotsDisagree: more marks than ballots.
    """
    _check(low, ballots)
    base = ballots.base(rules)
    if low >= at_least(rules.share("confidence.relief_from"), base):
        return _result(Consequence.RELIEF, "confidence.relief_from", low, ballots, rules)
    if low >= more_than(rules.share("confidence.may_resign_above"), base):
        return _result(Consequence.MAY_RESIGN, "confidence.may_resign_above", low, ballots, rules)
    return _result(Consequence.NONE, "confidence.may_resign_above", low, ballots, rules)


def vote_result(*, no_confidence: int, ballots: Ballots, rules: Rules) -> Confidence:
    """Return what so many votes of no confidence mean (R-CON-11).

    :raises BallotsDisagree: more votes than ballots.
    """
    _check(no_confidence, ballots)
    key = "confidence.vote_no_confidence_above"
    lost = no_confidence >= more_than(rules.share(key), ballots.base(rules))
    return _result(Consequence.RELIEF if lost else Consequence.NONE, key, no_confidence, ballots, rules)


_SENTENCES = {
    Consequence.NONE: "{low} phiếu trên {base} ({share}; {of_delegates} tổng số đại biểu): chưa quá {limit} số phiếu. "
    "Căn cứ: {source} ({rule}).",
    Consequence.MAY_RESIGN: "{low} phiếu trên {base} ({share}; {of_delegates} tổng số đại biểu): quá {limit} số phiếu, "
    "có thể xin từ chức; nếu không thì Thường trực trình bỏ phiếu tín nhiệm. Căn cứ: {source} ({rule}).",
    Consequence.RELIEF: "{low} phiếu trên {base} ({share}; {of_delegates} tổng số đại biểu): đạt mức {limit} số phiếu, "
    "người hoặc cơ quan giới thiệu trình miễn nhiệm. Căn cứ: {source} ({rule}).",
}


def _result(consequence: Consequence, key: str, low: int, ballots: Ballots, rules: Rules) -> Confidence:
    base, ruling = ballots.base(rules), rules.ruling(key)
    sentence = say(
        _SENTENCES[consequence],
        low=low,
        base=base,
        share=percent(low, base),
        of_delegates=percent(low, ballots.delegates),
        limit=str(ruling.value),
        source=str(ruling.source),
        rule=ruling.parameter.rule,
    )
    return Confidence(consequence, low, base, ruling.source, sentence)


def _check(marks: int, ballots: Ballots) -> None:
    if not 0 <= marks <= ballots.collected:
        raise BallotsDisagree()
