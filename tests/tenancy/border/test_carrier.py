"""The carrier: to whom it goes, what it does not give up, two of them at once, and who wakes it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction

from kernel import clock
from kernel.keys import new_key
from kernel.place import PUBLIC_KEY, current_key
from kernel.refusal import Refusal
from tenancy.border import (
    Because,
    Fate,
    answer,
    carrying,
    passages,
)
from tenancy.border.carrying import carry
from tenancy.border.models import HandOver, Leg, Received
from tenancy.models import Pending, Status
from tenancy.place import entered, in_public
from tenancy.tasks import border as carriers
from tenancy.tasks import ledgers
from tests.tenancy.border.letters import Killed, give, received_in, set_status, stand_of
from tests.testbed.threads import together


class NotWanted(Refusal):
    """The receiving module refuses."""

    code = "not_wanted"


def test_a_province_cannot_reach_another_provinces_commune_nor_a_commune_a_province(case, province, commune):
    stranger = give(case, SimpleNamespace(unit_code="37"))
    with entered(commune):
        upward = give(case, SimpleNamespace(unit_code="37"))
        sideward = give(case, SimpleNamespace(unit_code="14620"))
        carry(commune.key)
        assert [stand_of(each) for each in (upward, sideward)] == [("refused", "wrong_way")] * 2

    carry(province.key)

    assert stand_of(stranger) == ("refused", "wrong_way")
    assert case.taken == []


def test_a_neighbour_cannot_answer_what_was_not_given_to_it(case, province, commune, other_council):
    letter = give(case, commune)
    carry(province.key)
    with entered(other_council):
        forged = HandOver.objects.create(
            id=new_key(), passage="test.case", subject_id=letter.id, leg=Leg.BACK, number=1,
            to_key=province.key, columns={"words": "Đã làm"},
        )  # fmt: skip
        carry(other_council.key)
        assert stand_of(forged) == ("refused", "not_taken")

    assert [fate for _key, fate, *_rest in case.heard] == [Fate.ARRIVED]
    assert not Received.objects.exists()


def test_a_column_slipped_into_the_ledger_stays_at_home(case, province, commune):
    letter = give(case, commune)
    HandOver.objects.filter(pk=letter.pk).update(columns={"subject": "a", "denouncer": "An"})

    carry(province.key)

    assert stand_of(letter) == ("held", "failing")
    assert received_in(commune) == []


def test_what_the_receiver_does_not_want_is_refused_for_good(case, province, commune):
    letter = give(case, commune)

    def refuse(_arrived):
        raise NotWanted

    case.take = refuse
    carry(province.key)

    assert stand_of(letter) == ("refused", "not_taken")
    assert received_in(commune) == []
    assert case.heard == [(province.key, Fate.REFUSED, Because.NOT_TAKEN, 0, {})]


def test_failing_handlers_are_tried_again_later_and_the_sender_knows(case, province, commune, caplog):
    first, second = give(case, commune), give(case, commune)
    now = clock.now()

    def fail(arrived):
        if arrived.id == first.id:
            raise RuntimeError("chữ riêng tư")

    case.take = fail
    assert carry(province.key, now=now).arrived == 1
    assert [stand_of(first), stand_of(second)] == [("held", "failing"), ("arrived", "")]
    assert "RuntimeError" in caplog.text
    assert "chữ riêng tư" not in caplog.text
    case.take = None

    assert carry(province.key, now=now + timedelta(minutes=1)).arrived == 1
    assert stand_of(first) == ("arrived", "")


def test_a_sender_that_cannot_note_is_tried_again_and_the_receiver_takes_it_once(case, province, commune, caplog):
    letter = give(case, commune)
    now = clock.now()

    def fail(_word):
        raise RuntimeError

    case.hear = fail
    assert carry(province.key, now=now).arrived == 0
    assert stand_of(letter) == ("waiting", "")
    case.hear = None

    assert carry(province.key, now=now + timedelta(minutes=1)).arrived == 1
    assert len(case.taken) == 1
    assert f"failed in {province.key}: RuntimeError" in caplog.text


def test_two_carriers_at_once_hand_in_once(case, pair):
    letter = give(case, pair.below)

    def bring():
        return carrying._hand_in(pair.above, pair.below, letter, clock.now())

    outcomes = together(pair.above, [bring, bring, bring])

    assert [outcome.state for outcome in outcomes] == ["arrived"] * 3
    assert len({outcome.at for outcome in outcomes}) == 1
    assert len(case.taken) == len(received_in(pair.below)) == 1


def test_two_answers_at_once_get_two_numbers(case, pair):
    letter = give(case, pair.below)
    carry(pair.above.key)

    together(pair.below, [lambda: answer(case.passage, id=letter.id, columns={"seen": True})] * 3)

    with entered(pair.below):
        assert sorted(HandOver.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_rolled_back_change_hands_nothing_over(case, pair):
    with pytest.raises(Killed), transaction.atomic():
        give(case, pair.below)
        raise Killed

    assert carry(pair.above.key).arrived == 0
    assert notes_of(pair.above) == []


def notes_of(council) -> list[tuple[str, bool]]:
    with in_public():
        notes = Pending.objects.filter(council_key=council.key, kind=carriers.KIND).order_by("id")
        return [(note.awaits, note.at > clock.now()) for note in notes]


def test_the_sweep_finds_what_nobody_was_woken_for_and_waits_for_a_suspended_receiver(case, pair, monkeypatch):
    monkeypatch.setattr(ledgers, "PATIENCE", timedelta(0))
    give(case, pair.below)
    set_status(pair.below, Status.SUSPENDED)
    assert notes_of(pair.above) == [("", False)]

    ledgers.sweep.delay()
    assert notes_of(pair.above) == [(pair.below.key, True)]
    with in_public():
        Pending.objects.filter(council_key=pair.above.key).update(at=clock.now() - timedelta(minutes=1))
    HandOver.objects.update(due_at=clock.now())
    ledgers.sweep.delay()
    assert (len(case.heard), HandOver.objects.get().tries) == (1, 1)  # it did not even look

    set_status(pair.below, Status.ACTIVE)
    ledgers.sweep.delay()

    assert notes_of(pair.above) == []
    assert len(case.taken) == 1


def test_a_suspended_sender_sends_nothing_until_it_goes_on(case, pair):
    letter = give(case, pair.below)
    set_status(pair.above, Status.SUSPENDED)

    assert carry(pair.above.key).is_busy

    set_status(pair.above, Status.ACTIVE)
    assert stand_of(letter) == ("waiting", "")
    assert carry("x404zzzz").is_busy
    assert current_key() != PUBLIC_KEY
    assert passages() == [case.passage]
