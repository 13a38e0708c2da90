"""A recording that is taken back: the engine stops, and what it heard there is gone."""

import pytest

from council.sessions import actions
from council.sessions.models import Listening
from kernel import clock
from kernel.access import StepNotAllowed
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from kernel.transcribing.apart import Outcome, Portion
from kernel.transcribing.interface import Heard
from tests.factories.halls import hold_session
from tests.factories.recordings import OFFICE, asked, make_recording, portion


@pytest.fixture
def held(council):
    held = hold_session(delegates=1, items=1)
    held.sitting.refresh_from_db()
    return held


def test_a_recording_taken_back_is_listened_to_no_more(held) -> None:
    listening = asked(make_recording(held.sitting))
    actions.remove_recording(actor=OFFICE, recording=listening.recording, reason="Nhầm", now=clock.now())

    assert actions.begin_portion(listening_id=listening.pk, now=clock.now()) is None
    listening.refresh_from_db()
    assert listening.state == "dropped"
    with pytest.raises(NotFound):
        asked(listening.recording)


def test_a_recording_taken_back_takes_along_what_was_heard_in_it(held) -> None:
    listening = portion(
        asked(make_recording(held.sitting)), Heard(0, 800, "xin chào"), outcome=Outcome.OVER, reached_ms=800
    )
    assert (listening.state, listening.heard) == ("heard", [[0, 800, "xin chào"]])

    actions.remove_recording(actor=OFFICE, recording=listening.recording, reason="Nhầm", now=clock.now())

    listening.refresh_from_db()
    assert (listening.state, listening.heard) == ("dropped", [])
    dropped = AuditEntry.objects.get(action="sessions.drop_listening")
    assert dropped.account_id == OFFICE.account_id
    with pytest.raises(StepNotAllowed):
        actions.take_heard(actor=OFFICE, listening=listening)


def test_what_an_engine_still_brings_of_a_recording_taken_back_is_thrown_away(held) -> None:
    listening = asked(make_recording(held.sitting))
    begun = actions.begin_portion(listening_id=listening.pk, now=clock.now())
    actions.remove_recording(actor=OFFICE, recording=listening.recording, reason="Nhầm", now=clock.now())
    brought = Portion(900, [Heard(0, 900, "một")], Outcome.OVER)

    late = actions.end_portion(listening=begun, portion=brought, now=clock.now())
    assert (late.state, late.heard) == ("dropped", [])
    Listening.objects.filter(pk=listening.pk).update(state="listening")  # as a removal of long ago left it
    ended = actions.end_portion(listening=begun, portion=brought, now=clock.now())
    assert (ended.state, ended.heard) == ("failed", [])
