"""Recordings of a sitting, and words that a machine can hear in one."""

import io
import math
import random
import struct
import wave
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from council.sessions import actions
from council.sessions.actions.recordings import Sound
from council.sessions.models import Listening, Recording, Sitting
from kernel import clock, files
from kernel.transcribing.apart import Outcome, Portion, Transcriber
from kernel.transcribing.interface import Heard
from tests.factories.actors import actor_with
from tests.kernel.files import media

OFFICE = actor_with("office_staff")
ENGINE = Transcriber("tests.kernel.transcribing.engines.Counting", 512)
RATE = 16_000


def stored_sound(name: str = "phien-sang.wav", data: bytes | None = None) -> Any:
    upload = SimpleUploadedFile(name, data or media.wav(2.0, 8_000))
    return files.store(actor=OFFICE, upload=upload, kinds=files.SOUNDS, limit_bytes=10**7)


def make_recording(sitting: Sitting, *, late: int = 0, name: str = "phien-sang.wav", **changes: Any) -> Recording:
    """Return a recording that begins so many seconds after its sitting."""
    stored = stored_sound(name, changes.pop("data", None))
    starts_at = sitting.started_at + timedelta(seconds=late)
    sound = Sound(stored, starts_at, **changes)
    return actions.add_recording(actor=OFFICE, sitting=sitting, sound=sound)


def asked(
    recording: Recording, transcriber: Transcriber | None = ENGINE, *, later: timedelta = timedelta()
) -> Listening:
    """Let the office ask the engine."""
    return actions.ask_listening(actor=OFFICE, recording=recording, transcriber=transcriber, now=clock.now() + later)


def portion(listening: Listening, *heard: Heard, outcome: Outcome, reached_ms: int = 0) -> Listening:
    """Let the engine bring one portion."""
    begun = actions.begin_portion(listening_id=listening.pk, now=clock.now())
    assert begun is not None
    brought = Portion(reached_ms or begun.reached_ms, list(heard), outcome)
    return actions.end_portion(listening=begun, portion=brought, now=clock.now())


def voiced(*seconds: float) -> bytes:
    """A WAV file in which something like a voice hums so long, each time after a second of silence."""
    quiet = random.Random(7)
    samples: list[int] = []
    for lasts in (*seconds, 0.0):
        samples += [quiet.randint(-20, 20) for _number in range(RATE)]
        samples += [_hum(at / RATE) for at in range(int(lasts * RATE))]
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(RATE)
        made.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return out.getvalue()


def _hum(t: float) -> int:
    """A throat at 120 Hz whose tones are strong where those of a vowel are, four syllables a second."""
    throat = 120 + 20 * math.sin(2 * math.pi * 2 * t)
    tones = (throat * number for number in range(1, 25))
    value = sum(
        math.sin(2 * math.pi * tone * t) / (tone / throat)
        * (1 + 2 * math.exp(-(((tone - 700) / 200) ** 2)) + 1.5 * math.exp(-(((tone - 1200) / 250) ** 2)))
        for tone in tones
    )  # fmt: skip
    return max(-32_768, min(32_767, int(3_500 * (0.5 + 0.5 * math.sin(2 * math.pi * 4 * t)) * value)))
