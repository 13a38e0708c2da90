"""Hand-overs: given in the sender's commit, taken in once as the receiver, heard of by the sender."""

from datetime import timedelta

import pytest
from django.db import connection

from kernel import clock
from kernel.keys import new_key
from kernel.place import current_key
from kernel.refusal import NotFound
from tenancy.border import (
    Because,
    ColumnNotAllowed,
    Fate,
    OtherContent,
    answer,
    carrying,
    hand_over,
)
from tenancy.border.carrying import carry
from tenancy.border.models import HandOver
from tenancy.models import Status
from tenancy.place import entered
from tenancy.postgres import ground
from tests.factories.councils import make_council, remove_council
from tests.tenancy.border.letters import COLUMNS, Killed, give, received_in, set_status, stand_of


def test_hand_over_is_taken_by_the_receiver_in_its_own_role_and_heard_of_by_the_sender(case, province, commune):
    letter = give(case, commune)

    done = carry(province.key)

    database = connection.settings_dict["NAME"]
    assert (done.arrived, done.is_busy, done.again) == (1, False, {})
    assert case.taken == [(commune.key, f"c_{database}_{commune.key}", letter.id, province.key, COLUMNS)]
    assert case.heard == [(province.key, Fate.ARRIVED, Because.NOTHING, 0, {})]
    assert stand_of(letter) == ("arrived", "")
    assert letter.to_key == commune.key
    assert [each.at for each in received_in(commune)] == [letter.settled_at]
    assert current_key() == province.key


def test_answers_go_back_numbered_to_the_sender_alone(case, province, commune):
    letter = give(case, commune)
    carry(province.key)
    with entered(commune):
        answer(case.passage, id=letter.id, columns={"seen": True})
        answer(case.passage, id=letter.id, columns={"words": "Đã làm"})

    assert carry(commune.key).arrived == 2

    assert case.heard[1:] == [
        (province.key, Fate.ANSWERED, Because.NOTHING, 1, {"seen": True}),
        (province.key, Fate.ANSWERED, Because.NOTHING, 2, {"words": "Đã làm"}),
    ]
    assert carry(commune.key).arrived == 0


def test_columns_and_values_are_checked_on_both_ways_before_anything_is_written(case, province, commune):
    letter = give(case, commune)
    bad = ({"phone": "09"}, {"subject": ["a"]}, {"subject": "a\x00b"}, {"subject": "a" * 4001})
    for columns in bad:
        with pytest.raises(ColumnNotAllowed):
            give(case, commune, columns=columns)
    carry(province.key)
    with entered(commune):
        with pytest.raises(ColumnNotAllowed):
            answer(case.passage, id=letter.id, columns={"subject": "của phía kia"})
        assert HandOver.objects.count() == 0

    assert HandOver.objects.count() == 1


def test_only_what_was_received_can_be_answered(case, province, commune):
    with entered(commune), pytest.raises(NotFound):
        answer(case.passage, id=new_key(), columns={"seen": True})


def test_same_key_is_one_hand_over_and_other_content_is_refused(case, province, commune):
    letter = give(case, commune)
    assert give(case, commune, id=letter.id) == letter
    carry(province.key)
    assert give(case, commune, id=letter.id) == letter
    for changes in ({"columns": {"subject": "Khác"}}, {"unit_code": "14620"}):
        with pytest.raises(OtherContent):
            give(case, commune, id=letter.id, **changes)

    assert carry(province.key).arrived == 0
    assert len(case.taken) == HandOver.objects.count() == 1


def test_killed_between_the_receipt_and_its_note_it_comes_again_and_is_taken_once(case, province, commune, monkeypatch):
    letter = give(case, commune)

    def die(*_args):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(carrying, "_settle", die)
        with pytest.raises(Killed):
            carry(province.key)
    assert stand_of(letter) == ("waiting", "")
    (first,) = received_in(commune)

    assert carry(province.key).arrived == 1

    assert len(case.taken) == len(case.heard) == len(received_in(commune)) == 1
    assert stand_of(letter) == ("arrived", "")
    assert letter.settled_at == first.at


def test_killed_before_the_receivers_commit_leaves_nothing_and_is_taken_later(case, province, commune):
    letter = give(case, commune)

    def die(_arrived):
        raise Killed

    case.take = die
    with pytest.raises(Killed):
        carry(province.key)
    assert received_in(commune) == []
    case.take = None

    carry(province.key)

    assert stand_of(letter) == ("arrived", "")
    assert len(received_in(commune)) == 1


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.FOUNDING])
def test_a_receiver_that_is_not_at_work_is_told_and_gets_it_when_it_goes_on(case, province, commune, status):
    letter = give(case, commune)
    set_status(commune, status)
    now = clock.now()

    held = carry(province.key, now=now)
    carry(province.key, now=now + timedelta(minutes=2))

    assert held.again == {commune.key: now + carrying.CLOSED_PAUSE}
    assert stand_of(letter) == ("held", status)
    assert case.heard == [(province.key, Fate.HELD, Because(status), 0, {})]
    assert (case.taken, received_in(commune)) == ([], [])
    set_status(commune, Status.ACTIVE)
    carry(province.key, now=now + timedelta(minutes=4))
    assert [fate for _key, fate, *_rest in case.heard] == [Fate.HELD, Fate.ARRIVED]
    assert len(case.taken) == 1


def test_a_unit_without_a_council_is_told_and_its_council_gets_it_once_founded(case, pair):
    unit_code = "99990"
    letter = hand_over(case.passage, id=new_key(), unit_code=unit_code, columns=COLUMNS)
    now = clock.now()
    held = carry(pair.above.key, now=now)
    assert held.again == {"": now + carrying.UNKNOWN_PAUSE}
    assert stand_of(letter) == ("held", "unknown")

    founded = make_council(parent=pair.above, unit_code=unit_code)
    carry(pair.above.key, now=now + timedelta(minutes=11))

    assert stand_of(letter) == ("arrived", "")
    assert [fate for _key, fate, *_rest in case.heard] == [Fate.HELD, Fate.ARRIVED]
    assert len(received_in(founded)) == 1
    remove_council(founded)


def test_suspended_between_the_look_and_the_step_nothing_is_written_there(case, province, commune, monkeypatch):
    letter = give(case, commune)
    set_status(commune, Status.SUSPENDED)
    monkeypatch.setattr(carrying, "_receiver_of", lambda _letter: commune)  # read before, and so still active

    carry(province.key)

    assert stand_of(letter) == ("held", "suspended")
    assert received_in_suspended(commune) == 0


def received_in_suspended(council) -> int:
    return int(ground.value(f'select count(*) from "{council.schema_name}".border_received'))
