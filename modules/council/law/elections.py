"""What a secret ballot for offices gives, from counts alone: there is nothing here that could name a voter.

Source: Luật Tổ chức chính quyền địa phương số 72/2025/QH15, Điều 35: who is elected has the votes of more than half of
all delegates, not of those present (R-VOT-01), the base being stored with the round. The counts of the ballots hold
together by R-VOT-10: returned ≤ issued ≤ present.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from council.law.rules import Rules
from council.law.sentence import Sentence, percent, say
from council.law.thresholds import Threshold
from council.law.votes import votes_needed

MAJORITY = "votes.majority"
BOARD_MEMBERS = "votes.counting_board_members"
_ISSUED = "Phát ra {issued} phiếu nhưng chỉ có {present} đại biểu có mặt khi phát phiếu."
_RETURNED = "Thu về {returned} phiếu nhưng chỉ phát ra {issued} phiếu."
_PARTS = "Hợp lệ và không hợp lệ cộng lại là {sum} phiếu, phải bằng {returned} phiếu thu về."
_MARKS = "Tán thành và không tán thành cộng lại là {sum} phiếu, nhiều hơn {valid} phiếu hợp lệ."
_TOO_MANY = "Tổng số phiếu tán thành là {sum}; {valid} phiếu hợp lệ bầu tối đa {seats} người chỉ có nhiều nhất {most}."
_NEGATIVE = "Số phiếu không thể âm."


@dataclass(frozen=True)
class Tally:
    """What a counting board counted in one round; ``marks`` are for and against, candidate by candidate."""

    issued: int
    returned: int
    valid: int
    invalid: int
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Fault:
    """A number that cannot be, by its place: ``issued`` … ``invalid``, ``for_0`` and ``against_0`` of a candidate."""

    field: str
    sentence: Sentence


class Standing(StrEnum):
    """How a candidate came out of a round."""

    ELECTED = "elected"
    TIED = "tied"  # enough votes, but as many as others for fewer places
    BEYOND = "beyond"  # enough votes, but others had more for all the places
    SHORT = "short"


_WORDS = {
    Standing.ELECTED: "{for_} phiếu tán thành, bằng {share} tổng số {total} đại biểu; cần ít nhất {needed}: trúng cử.",
    Standing.TIED: "{for_} phiếu tán thành, bằng {share} tổng số {total} đại biểu; đủ {needed} nhưng ngang phiếu với "
    "người khác ở vị trí cuối: bầu lại giữa những người ngang phiếu.",
    Standing.BEYOND: "{for_} phiếu tán thành, bằng {share} tổng số {total} đại biểu; đủ {needed} nhưng đã bầu đủ số "
    "người có nhiều phiếu hơn: không trúng cử.",
    Standing.SHORT: "{for_} phiếu tán thành, bằng {share} tổng số {total} đại biểu; cần ít nhất {needed}, còn thiếu "
    "{missing}: không trúng cử.",
}
_WHOLE = (
    "Phát ra {issued} phiếu, thu về {returned}, hợp lệ {valid}, không hợp lệ {invalid}. Cần phiếu tán thành của quá "
    "nửa tổng số {total} đại biểu, tức ít nhất {needed}; bầu được {elected} trên {seats} người. Căn cứ: {source}."
)


@dataclass(frozen=True)
class Elected:
    """What a round gave: how each candidate stands and why, and the whole in one sentence with its article."""

    standings: tuple[Standing, ...]
    reasons: tuple[str, ...]
    needed: int
    sentence: str
    article: str

    @property
    def filled(self) -> int:
        """Return how many places are filled."""
        return self.standings.count(Standing.ELECTED)


def tally_faults(tally: Tally, *, present: int, seats: int) -> list[Fault]:
    """Return what cannot be in a tally of a round (R-VOT-10), the first by its place on the sheet first."""
    return [*_negative(tally), *_ballots(tally, present), *_marks(tally, seats)]


def elect(tally: Tally, *, seats: int, total: int, rules: Rules) -> Elected:
    """Return who is elected: more than half of all delegates, the most votes first, never more than the places.

    Candidates who reach it with equal votes at the last place are none of them elected: another round decides.
    """
    needed = votes_needed(total=total, threshold=Threshold.MAJORITY, rules=rules)
    favours = [in_favour for in_favour, _ in tally.marks]
    standings = tuple(_standing(favour, favours, seats=seats, needed=needed) for favour in favours)
    reasons = (
        say(
            _WORDS[standing],
            for_=favour,
            share=percent(favour, total),
            total=total,
            needed=needed,
            missing=needed - favour,
        )
        for favour, standing in zip(favours, standings, strict=True)
    )
    source = str(rules.source(MAJORITY))
    whole = say(
        _WHOLE,
        issued=tally.issued,
        returned=tally.returned,
        valid=tally.valid,
        invalid=tally.invalid,
        total=total,
        needed=needed,
        elected=standings.count(Standing.ELECTED),
        seats=seats,
        source=source,
    )
    return Elected(standings, tuple(map(str, reasons)), needed, str(whole), source)


def board_size(rules: Rules) -> int:
    """Return how many members a counting board has at least (R-VOT-08)."""
    return rules.number(BOARD_MEMBERS)


def _standing(favour: int, favours: Sequence[int], *, seats: int, needed: int) -> Standing:
    if favour < needed:
        return Standing.SHORT
    ahead = sum(other > favour for other in favours)
    beside = favours.count(favour)
    if ahead + beside <= seats:
        return Standing.ELECTED
    return Standing.TIED if ahead < seats else Standing.BEYOND


def _negative(tally: Tally) -> list[Fault]:
    numbers = {name: getattr(tally, name) for name in ("issued", "returned", "valid", "invalid")}
    for place, (in_favour, against) in enumerate(tally.marks):
        numbers |= {f"for_{place}": in_favour, f"against_{place}": against}
    return [Fault(name, say(_NEGATIVE)) for name, number in numbers.items() if number < 0]


def _ballots(tally: Tally, present: int) -> list[Fault]:
    faults = []
    if tally.issued > present:
        faults.append(Fault("issued", say(_ISSUED, issued=tally.issued, present=present)))
    if tally.returned > tally.issued:
        faults.append(Fault("returned", say(_RETURNED, returned=tally.returned, issued=tally.issued)))
    both = tally.valid + tally.invalid
    if both != tally.returned:
        faults.append(Fault("invalid", say(_PARTS, sum=both, returned=tally.returned)))
    return faults


def _marks(tally: Tally, seats: int) -> list[Fault]:
    faults = [
        Fault(f"against_{place}", say(_MARKS, sum=in_favour + against, valid=tally.valid))
        for place, (in_favour, against) in enumerate(tally.marks)
        if in_favour + against > tally.valid
    ]
    whole, most = sum(in_favour for in_favour, _ in tally.marks), tally.valid * seats
    if whole > most and not faults:
        faults.append(Fault("for_0", say(_TOO_MANY, sum=whole, valid=tally.valid, seats=seats, most=most)))
    return faults
