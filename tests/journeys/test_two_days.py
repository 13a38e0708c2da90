"""A session of two days with 85 delegates, through everything that may befall it; in the end every number is exact.

Chair, clerk, three delegates and the screen at the wall are real browsers, the other delegates are machines that
repeat a tap until it is answered, as a tablet does. Both days are played on one, because the product knows no clock
but the real one: the second day's sitting is planned for tomorrow and begun when the first day has ended. The hall's
network is cut for nine seconds, a twentieth of three minutes; ``JOURNEY_CUT_SECONDS=180`` plays the cut in full.
"""

import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.factories.office import pdf
from tests.journeys import people
from tests.journeys.delegates import (
    LABELS,
    Delegates,
    Poll,
    choice_of,
    recorded,
    sees_numbers,
    together,
    vote_of,
)
from tests.journeys.stage import Stage, staged, until
from tests.journeys.tablets import CHOICES, voting
from tests.journeys.two_days import BY_HAND, MATTERS
from tests.journeys.visitor import Crowd, Visitor
from tests.judges import open_chromium

pytestmark = [pytest.mark.journey, pytest.mark.full]

WARD = "14329"
ALL, FIRST, NEEDED = 85, 62, 57  # delegates; those who come to the first sitting; two thirds of all
LEAVE, LATE = 6, 10
CUT_SECONDS = float(os.environ.get("JOURNEY_CUT_SECONDS", "9"))
FOR, AGAINST, ABSTAIN = CHOICES
AGAIN_SECONDS = 60
OF_THE_NETWORK = r"Failed to (load resource|fetch)|network error|net::ERR"  # what a browser says of a cut or a kill
ASKED_AT_ONCE = 20  # delegates who type the code that is read once

UP, VOTED = (
    ["Trình bày", "Kết thúc thảo luận, đưa ra biểu quyết"],
    ["Mở biểu quyết", "Đóng biểu quyết", "Kết quả biểu quyết"],
)
LOG = [
    *("Đủ số đại biểu để họp", "Khai mạc"),
    *(*UP, VOTED[0], "Thêm thời gian biểu quyết", *VOTED[1:]),
    *(*UP, *VOTED),
    *("Trình bày", "Rút khỏi chương trình"),
    *(*UP, "Không còn đủ số đại biểu để họp", "Đủ số đại biểu để họp", *VOTED),
    *("Đề nghị huỷ kết quả biểu quyết, chờ người thứ hai", "Huỷ kết quả biểu quyết", *VOTED),
    *("Tạm nghỉ", "Đủ số đại biểu để họp", "Họp tiếp"),
    *(*UP, *VOTED, "Bế mạc"),
]
SITTINGS = ("Bắt đầu", "Kết thúc")


@dataclass
class Play:
    """The hall with all who are in it, and its votes as they saw them."""

    stage: Stage
    crowd: Crowd
    ward: str
    known: dict[str, Any]
    delegates: Delegates
    chair: Visitor
    clerk: Visitor
    wall: Visitor
    by_hand: list[Visitor]
    polls: list[tuple[Poll, set[str]]] = field(default_factory=list)

    @property
    def desk(self) -> str:
        return f"/dieu-hanh/{self.known['session']}/"

    @property
    def in_hall(self) -> list[Visitor]:
        """Everybody whose browser hangs on the hall's network."""
        return [self.chair, self.clerk, self.wall, *self.by_hand]

    def code(self) -> str:
        """Read the code from the wall, as a delegate does."""
        digits = self.wall.page.locator(".wall-digits")
        expect(digits).to_have_text(re.compile(r"\d{3} \d{3}"))
        return digits.inner_text()

    def come(self, mandates: list[str], sitting: int) -> None:
        """Let delegates with machines come in; the code on the wall changes meanwhile."""
        for first in range(0, len(mandates), ASKED_AT_ONCE):
            some = mandates[first : first + ASKED_AT_ONCE]
            self.delegates.check_in(some, self.known["sittings"][sitting], self.code())

    def open_poll(self, *moves: str) -> Poll:
        """Let the chair bring an item to the vote and open it."""
        for move in (*moves, "Mở biểu quyết"):
            self.chair.press(move)
        (vote,) = {vote_of(delegate) for delegate in self.by_hand}
        poll = Poll(self.delegates.hall(vote, sorted(self.delegates.present)))
        self.polls.append((poll, self.delegates.present | set(self.known["by_hand"])))
        return poll

    def tap(self, poll: Poll, number: int, choice: str) -> None:
        """Let one of those with browsers vote, and keep the receipt that she sees."""
        self.by_hand[number].press(LABELS[choice])
        poll.keep(self.known["by_hand"][number], choice, recorded(self.by_hand[number], choice))

    def close(self, poll: Poll) -> None:
        """Let the chair close, and see that all screens show what was counted."""
        self.chair.press("Đóng biểu quyết và công bố")
        numbers = [*poll.counted, ALL - sum(poll.counted)]
        for delegate in self.by_hand:
            sees_numbers(delegate, "#hall-vote .figure-value", numbers)
            expect(delegate.page.locator("form[data-ballot]")).to_have_count(0)
        sees_numbers(self.wall, ".wall-numbers dd", numbers)


@pytest.fixture
def play() -> Iterator[Play]:
    with staged() as stage, open_chromium() as browser:
        crowd = Crowd(browser, stage, looked={"sign_in", "second_factor"})
        (ward,) = stage.run("found", WARD, module="tests.journeys.hall")
        known = stage.run("prepare", ward, str(ALL), module="tests.journeys.two_days")
        chair = crowd.visitor(ward).sign_in(people.CHAIR, phone=True)
        clerk = crowd.visitor(ward).sign_in(people.CLERK, phone=True)
        by_hand = [crowd.visitor(ward, width=820).sign_in(f"daibieu{number + 1}") for number in range(BY_HAND)]
        (own,) = [each["value"] for each in chair.context.cookies() if each["name"] == "hdnd_session"]
        delegates = Delegates(stage, f"{ward}.localhost:{stage.port}", {known["chair"]: own, **known["cookies"]})
        yield Play(stage, crowd, ward, known, delegates, chair, clerk, crowd.visitor(ward), by_hand)


def test_two_days_of_a_session_with_everything_that_may_befall_it(play: Play) -> None:
    the_wall_is_paired_and_shows_the_code(play)
    delegates_come_and_the_chair_opens(play)
    a_vote_outlives_a_cut_of_the_halls_network(play)
    a_paper_comes_late(play)
    a_vote_outlives_the_end_of_worker_and_web(play)
    an_item_is_withdrawn(play)
    the_quorum_is_lost_and_regained(play)
    a_vote_is_annulled_and_repeated(play)
    the_session_pauses_and_goes_on_with_all(play)
    one_delegate_votes_on_two_devices(play)
    play.chair.press("Bế mạc kỳ họp").sees("Đã bế mạc")

    told = until(partial(at_rest, play), seconds=60, what="the end of all that waits")
    every_count_is_exact(play, told)
    log_and_ledger_agree(play, told)
    assert [line for line in play.crowd.complaints() if not re.search(OF_THE_NETWORK, line)] == []


def the_wall_is_paired_and_shows_the_code(play: Play) -> None:
    play.clerk.open(f"{play.desk}man-hinh/").fill({"Tên màn hình": "Màn hình chính"}).press("Lấy mã ghép")
    code = play.clerk.page.locator(".pair-code").inner_text()
    play.wall.open("/man-hinh-lon/").fill({"Mã ghép màn hình": code}).press("Ghép màn hình này")
    assert play.code()


def delegates_come_and_the_chair_opens(play: Play) -> None:
    machines = [play.known["chair"], *play.known["cookies"]]
    play.come(machines[: FIRST - BY_HAND], 0)
    browsers_come(play)
    expect(play.wall.page.locator(".wall-foot")).to_contain_text(f"{FIRST}/{ALL} đại biểu có mặt")
    play.clerk.open(play.desk)
    play.chair.open(play.desk).press("Khai mạc kỳ họp")


def browsers_come(play: Play) -> None:
    for delegate in play.by_hand:
        delegate.open("/phien-hop/").fill({"Mã trên màn hình hội trường": play.code()})
        delegate.press("Tôi có mặt").sees("Ông/bà đã điểm danh")


def a_vote_outlives_a_cut_of_the_halls_network(play: Play) -> None:
    poll = play.open_poll("Mời trình bày", "Đưa ra biểu quyết")
    play.tap(poll, 0, FOR)
    numbered = list(enumerate(poll.hall.tablets))
    together(lambda pair: poll.hall.tap(pair[1], choice_of(pair[0])), numbered[:20])
    with ThreadPoolExecutor(len(numbered)) as pool:
        waiting = [pool.submit(poll.hall.tap, tablet, choice_of(number)) for number, tablet in numbered[20:]]
        poll.hall.cut.set()  # some are on their way: their ballots come in, the answers are lost
        for visitor in play.in_hall:
            visitor.context.set_offline(True)
        for delegate, choice in zip(play.by_hand[1:], (AGAINST, ABSTAIN), strict=True):
            delegate.press(LABELS[choice]).sees("CHƯA GHI NHẬN – đang gửi lại")
        before = sum(bool(tablet.acknowledged) for tablet in poll.hall.tablets)
        time.sleep(CUT_SECONDS)
        assert sum(bool(tablet.acknowledged) for tablet in poll.hall.tablets) == before < len(poll.hall.tablets)
        for visitor in play.in_hall:
            visitor.context.set_offline(False)
        poll.hall.cut.clear()
        for each in waiting:
            each.result()
    for number, choice in ((1, AGAINST), (2, ABSTAIN)):
        poll.keep(play.known["by_hand"][number], choice, recorded(play.by_hand[number], choice))
    play.wall.sees(f"{FIRST}/{FIRST} đại biểu đã biểu quyết")
    play.chair.press("Thêm 30 giây")
    play.close(poll)
    assert poll.hall.repeated > 0


def a_paper_comes_late(play: Play) -> None:
    play.chair.press("Mời trình bày")
    session, item = play.known["session"], play.known["items"][1]
    play.by_hand[0].sees(MATTERS[1]).stays()
    play.clerk.open(f"/ky-hop/{session}/tai-lieu/them/?noi-dung={item}").fill({"Tên tài liệu": "Báo cáo giải trình"})
    file = {"name": "giai-trinh.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    play.clerk.page.get_by_label("Tệp").set_input_files(file)
    play.clerk.press("Tải lên").sees("Đã thêm tài liệu.")
    expect(play.clerk.page.locator(".doc").filter(has_text="Báo cáo giải trình")).to_contain_text("Đến muộn")
    for delegate in play.by_hand:
        delegate.sees("Báo cáo giải trình")
    assert play.by_hand[0].has_stayed, "the paper came only by loading the page anew"
    play.clerk.open(play.desk)


def a_vote_outlives_the_end_of_worker_and_web(play: Play) -> None:
    poll = play.open_poll("Đưa ra biểu quyết")
    with voting(poll.hall, threads=3):
        until(lambda: poll.hall.last_at, seconds=AGAIN_SECONDS, what="the first receipt")
        for name, number, choice in (("worker", 0, FOR), ("web", 1, AGAINST)):
            before, at = play.stage.kill(name), time.monotonic()
            play.by_hand[number].press(LABELS[choice])
            until(lambda: play.stage.pids().get(name, before) != before, seconds=AGAIN_SECONDS, what=name)  # noqa: B023
            until(lambda: poll.hall.last_at > at + 1, seconds=AGAIN_SECONDS, what="another receipt")  # noqa: B023
            poll.keep(play.known["by_hand"][number], choice, recorded(play.by_hand[number], choice))
    assert poll.hall.repeated > 0, "nobody noticed that anything was killed"
    play.close(poll)  # the third of them did not vote


def an_item_is_withdrawn(play: Play) -> None:
    play.chair.press("Mời trình bày").press("Rút nội dung…")
    play.chair.fill({"Lý do": "Uỷ ban nhân dân đề nghị rút"}).press("Rút nội dung khỏi chương trình")
    play.by_hand[0].sees(MATTERS[3])
    expect(play.by_hand[0].page.locator("#hall-side li").nth(2)).to_contain_text("Đã rút khỏi chương trình")


def the_quorum_is_lost_and_regained(play: Play) -> None:
    play.chair.press("Mời trình bày").press("Đưa ra biểu quyết")
    button = opening(play.chair)
    expect(button).to_be_enabled()
    going = sorted(play.delegates.present - {play.known["chair"]})[:LEAVE]
    play.delegates.leave(going, play.known["sittings"][0])
    expect(button).to_be_disabled()
    play.chair.sees(f"Chưa đủ 2/3 ({NEEDED})").press("Thảo luận tiếp, không biểu quyết")

    play.clerk.press("Mã điểm danh")
    late = [mandate for mandate in play.known["cookies"] if mandate not in {*play.delegates.present, *going}][:LATE]
    play.come([*going, *late], 0)
    expect(play.wall.page.locator(".wall-foot")).to_contain_text(f"{FIRST + LATE}/{ALL} đại biểu có mặt")
    play.clerk.press("Tự động theo diễn biến")
    expect(button).to_be_enabled()


def opening(chair: Visitor) -> Locator:
    """Return the button that opens a vote, as the chair sees it."""
    return chair.page.get_by_role("button", name="Mở biểu quyết", exact=True)


def a_vote_is_annulled_and_repeated(play: Play) -> None:
    wrong = play.open_poll()
    everybody_votes(play, wrong, lambda number: CHOICES[number % 3])
    play.close(wrong)
    address = f"/ky-hop/bieu-quyet/{wrong.hall.vote}/"
    play.clerk.open(address).press("Đề nghị huỷ kết quả…").fill({"Lý do": "Câu hỏi biểu quyết đọc sai"})
    play.clerk.press("Đề nghị huỷ").sees("Đã gửi đề nghị huỷ kết quả")
    play.chair.press("Xem và quyết định").press("Xác nhận huỷ kết quả…").press("Huỷ kết quả")
    play.chair.sees("Đã huỷ kết quả.").press("Biểu quyết lại").press("Chuẩn bị biểu quyết lại")
    play.chair.sees("Đã chuẩn bị lần biểu quyết lại.").open(play.desk)

    right = play.open_poll()
    assert right.hall.vote != wrong.hall.vote
    everybody_votes(play, right, choice_of)
    play.close(right)


def everybody_votes(play: Play, poll: Poll, chosen: Any) -> None:
    together(lambda pair: poll.hall.tap(pair[1], chosen(pair[0])), list(enumerate(poll.hall.tablets)))
    for number in range(BY_HAND):
        play.tap(poll, number, FOR)


def the_session_pauses_and_goes_on_with_all(play: Play) -> None:
    play.chair.open(f"/ky-hop/{play.known['session']}/tam-nghi/").fill({"Lý do": "Hết ngày làm việc thứ nhất"})
    play.chair.press("Tạm nghỉ").sees("Tạm nghỉ")
    play.wall.sees("Kỳ họp đang tạm nghỉ")
    play.clerk.open(play.desk).press("Mã điểm danh")
    play.delegates.present = set()
    play.come([play.known["chair"], *play.known["cookies"]], 1)
    browsers_come(play)
    play.clerk.press("Tự động theo diễn biến")
    play.chair.open(play.desk).sees(f"{ALL}/{ALL} đại biểu có mặt").press("Họp tiếp")


def one_delegate_votes_on_two_devices(play: Play) -> None:
    tablet, mandate = play.by_hand[0], play.known["by_hand"][0]
    phone = play.crowd.visitor(play.ward, width=390).sign_in("daibieu1").open("/phien-hop/")
    poll = play.open_poll("Mời trình bày", "Đưa ra biểu quyết")
    together(lambda pair: poll.hall.tap(pair[1], choice_of(pair[0])), list(enumerate(poll.hall.tablets)))
    for number in (1, 2):
        play.tap(poll, number, FOR)

    assert vote_of(phone) == poll.hall.vote
    phone.press(LABELS[FOR])
    poll.keep(mandate, FOR, recorded(phone, FOR))
    tablet.press(LABELS[AGAINST]).sees("Thiết bị khác của ông/bà đã ghi nhận:")
    play.tap(poll, 0, AGAINST)
    phone.press(LABELS[ABSTAIN]).sees("Thiết bị khác của ông/bà đã ghi nhận:")
    assert poll.seen[mandate][-1][1] in phone.page.locator("[data-ballot-strip]").first.inner_text()
    play.close(poll)


def at_rest(play: Play) -> dict[str, Any] | None:
    told: dict[str, Any] = play.stage.run("tell", play.ward, play.known["session"], module="tests.journeys.two_days")
    return None if told["waiting"] else told


def every_count_is_exact(play: Play, told: dict[str, Any]) -> None:
    """Tally, ballots and log of each vote are what machines and browsers were told, and nothing else."""
    assert len(told["votes"]) == len(play.polls) == 5
    for vote, (poll, eligible) in zip(told["votes"], play.polls, strict=True):
        assert {tablet.mandate: tablet.refused for tablet in poll.hall.tablets if tablet.refused} == {}
        assert (vote["id"], vote["present"], vote["eligible"]) == (poll.hall.vote, len(eligible), sorted(eligible))
        assert vote["tally"] == [*poll.counted, ALL - sum(poll.counted)]
        assert vote["ballots"] == {mandate: list(taps[-1]) for mandate, taps in poll.receipts.items()}
        assert sorted(vote["log"]) == sorted([m, *tap] for m, taps in poll.receipts.items() for tap in taps)
    assert [vote["state"] for vote in told["votes"]] == ["announced", "announced", "annulled", "announced", "announced"]
    assert [vote["repeats"] for vote in told["votes"]] == ["", "", "", told["votes"][2]["id"], ""]
    decided = [told["votes"][number]["decision"] for number in (0, 1, 3, 4)]
    assert told["items"] == [*decided[:2], "withdrawn", *decided[2:]]
    assert [decided[0], *decided[2:]] == ["adopted"] * 3
    standing = [vote["id"] for vote in told["votes"] if vote["state"] != "annulled" and vote["decision"] == "adopted"]
    assert sorted(told["drafts"]) == sorted(standing)
    assert told["taps"] == told["events"] == sum(len(vote["log"]) for vote in told["votes"])
    assert (told["state"], told["failures"], told["audit"]) == ("closed", [], True)


def log_and_ledger_agree(play: Play, told: dict[str, Any]) -> None:
    """The log tells the session in its order, and of the quorum what the ledger of presence comes to."""
    assert len(told["presence"]) == FIRST + LEAVE + LEAVE + LATE + ALL
    assert crossings(told["presence"]) == [line for line in told["log"] if "có mặt" in line and "đủ số" in line.lower()]
    for vote in told["votes"]:
        said = [line for line in told["log"] if vote["sentence"] in line and line.endswith(vote["sentence"])]
        assert said, vote["sentence"]
    assert [heading(line) for line in told["log"] if heading(line) not in SITTINGS] == LOG
    assert [sum(heading(line) == head for line in told["log"]) for head in SITTINGS] == [2, 2]


def heading(line: str) -> str:
    """Return with what a line of the log begins, without names and numbers."""
    return re.split(r"[:.]| (?:phiên|kỳ họp)\b", line)[0]


def crossings(presence: list[list[str]]) -> list[str]:
    """Return the lines that the log must have of the quorum, counted anew from the ledger."""
    here: dict[str, set[str]] = {}
    lines = []
    for sitting, mandate, what, _source in presence:
        present = here.setdefault(sitting, set())
        before = len(present)
        (present.discard if what == "left" else present.add)(mandate)
        if before < NEEDED <= len(present):
            lines.append(f"Đủ số đại biểu để họp: {len(present)}/{ALL} có mặt.")
        elif len(present) < NEEDED <= before:
            lines.append(f"Không còn đủ số đại biểu để họp: {len(present)}/{ALL} có mặt.")
    return lines
