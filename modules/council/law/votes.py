"""The outcome of an open vote, computed and never typed.

Source: Luật Tổ chức chính quyền địa phương số 72/2025/QH15, Điều 35: a resolution is adopted when
more than half of all delegates (not of those present) vote for it; some matters need two thirds.
A tie is not adopted and the chair has no casting vote (R-VOT-03); those absent or not voting are
not in favour (R-VOT-04).
"""

from dataclasses import dataclass

from council.law.national import Source
from council.law.rules import Rules
from council.law.sentence import Sentence, percent, say
from council.law.thresholds import Threshold, at_least, more_than
from council.law.values import Unit
from kernel.refusal import Refusal

_PARAMETER = {Threshold.MAJORITY: "votes.majority", Threshold.TWO_THIRDS: "votes.two_thirds"}
_ADOPTED = (
    "Trong tổng số {total} đại biểu: {for_} tán thành ({for_share}), {against} không tán thành ({against_share}), "
    "{abstain} không biểu quyết ({abstain_share}), {not_voting} không tham gia ({not_voting_share}). "
    "Cần {threshold} tổng số đại biểu tán thành, tức ít nhất {needed}; đã đủ nên được thông qua. "
    "Căn cứ: {source}."
)
_REJECTED = (
    "Trong tổng số {total} đại biểu: {for_} tán thành ({for_share}), {against} không tán thành ({against_share}), "
    "{abstain} không biểu quyết ({abstain_share}), {not_voting} không tham gia ({not_voting_share}). "
    "Cần {threshold} tổng số đại biểu tán thành, tức ít nhất {needed}; còn thiếu {missing} nên không được thông qua. "
    "Căn cứ: {source}."
)
_TIE = (
    "Trong tổng số {total} đại biểu: {for_} tán thành ({for_share}), {against} không tán thành ({against_share}), "
    "{abstain} không biểu quyết ({abstain_share}), {not_voting} không tham gia ({not_voting_share}). "
    "Cần {threshold} tổng số đại biểu tán thành, tức ít nhất {needed}; số phiếu ngang nhau và chủ toạ không có phiếu "
    "quyết định, nên không được thông qua. Căn cứ: {source}."
)


class CountsDisagree(Refusal):
    """The four numbers do not add up to the delegates in office."""

    code = "counts_disagree"


@dataclass(frozen=True)
class Outcome:
    """What a vote decided, and why: ``needed`` votes of ``total`` delegates in office."""

    adopted: bool
    for_: int
    against: int
    abstain: int
    not_voting: int
    total: int
    needed: int
    threshold: Threshold
    source: Source
    sentence: Sentence

    @property
    def arithmetic(self) -> str:
        """The whole computation in one Vietnamese text, as stored with the vote."""
        return str(self.sentence)


def votes_needed(*, total: int, threshold: Threshold, rules: Rules) -> int:
    """Return how many delegates must vote for, out of the total in office."""
    ruling = rules.ruling(_PARAMETER[threshold])
    share = rules.share(_PARAMETER[threshold])
    return more_than(share, total) if ruling.parameter.unit is Unit.SHARE_ABOVE else at_least(share, total)


def threshold_reason(*, total: int, threshold: Threshold, rules: Rules) -> Sentence:
    """Return how many of the total must vote for, and by which article; shown before a vote is opened."""
    return say(
        "Cần {threshold} tổng số {total} đại biểu tán thành, tức ít nhất {needed}. Căn cứ: {source}.",
        threshold=_WORDS[threshold],
        total=total,
        needed=votes_needed(total=total, threshold=threshold, rules=rules),
        source=str(rules.source(_PARAMETER[threshold])),
    )


def outcome(
    *, for_: int, against: int, abstain: int, not_voting: int, total: int, threshold: Threshold, rules: Rules
) -> Outcome:
    """Return the outcome of a closed vote by the law of the snapshot's day.

    :raises CountsDisagree: a number is negative, or the four do not add up to the total.
    """
    counts = (for_, against, abstain, not_voting)
    if total < 1 or min(counts) < 0 or sum(counts) != total:
        raise CountsDisagree(
            say("Bốn con số của cuộc biểu quyết cộng lại không bằng tổng số {total} đại biểu.", total=total)
        )
    needed = votes_needed(total=total, threshold=threshold, rules=rules)
    source = rules.source(_PARAMETER[threshold])
    adopted = for_ >= needed
    sentence = say(
        _template(adopted=adopted, tie=for_ == against),
        total=total,
        for_=for_,
        for_share=percent(for_, total),
        against=against,
        against_share=percent(against, total),
        abstain=abstain,
        abstain_share=percent(abstain, total),
        not_voting=not_voting,
        not_voting_share=percent(not_voting, total),
        threshold=_WORDS[threshold],
        needed=needed,
        missing=needed - for_,
        source=str(source),
    )
    return Outcome(adopted, for_, against, abstain, not_voting, total, needed, threshold, source, sentence)


_WORDS = {Threshold.MAJORITY: "quá nửa", Threshold.TWO_THIRDS: "ít nhất hai phần ba"}


def _template(*, adopted: bool, tie: bool) -> str:
    if adopted:
        return _ADOPTED
    return _TIE if tie else _REJECTED
