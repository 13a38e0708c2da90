"""CMU PocketSphinx behind the interface: a small engine for trying out, with an English model.

It proves the way and understands no Vietnamese. It reads WAV files of one channel, 16 bits and 16 kHz; other recordings
it does not take. It is no part of what production installs.
"""

import wave
from collections.abc import Iterator
from typing import Any

from kernel.transcribing.interface import Heard, NotTaken

WAV = "audio/wav"
RATE = 16_000


class PocketSphinx:
    """Cut a recording where nobody speaks, and write down each piece."""

    def listen(self, path: str, *, content_type: str, from_ms: int) -> Iterator[Heard]:
        """Yield what is said from a moment on."""
        from pocketsphinx import Decoder, Endpointer  # type: ignore[import-untyped]  # noqa: PLC0415 -- only in development

        if content_type != WAV:
            raise NotTaken
        with wave.open(path) as sound:
            if (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) != (1, 2, RATE):
                raise NotTaken
            sound.setpos(min(from_ms * RATE // 1000, sound.getnframes()))
            yield from _passages(sound, Endpointer(sample_rate=RATE), Decoder(samprate=RATE, loglevel="FATAL"), from_ms)


def _passages(sound: wave.Wave_read, ear: Any, decoder: Any, from_ms: int) -> Iterator[Heard]:
    frames, speaking = ear.frame_bytes // 2, False
    while True:
        frame = sound.readframes(frames)
        is_last = len(frame) < frames * 2
        speech = ear.end_stream(frame) if is_last else ear.process(frame)
        if speech:
            if not speaking:
                decoder.start_utt()
            speaking = True
            decoder.process_raw(speech)
        if speaking and not ear.in_speech:
            speaking = False
            decoder.end_utt()
            found = decoder.hyp()
            start, end = (from_ms + round(at * 1000) for at in (ear.speech_start, ear.speech_end))
            yield Heard(start, max(end, start), found.hypstr if found else "")
        if is_last:
            return
