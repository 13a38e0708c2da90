"""The engine that this installation is set up for; without a name nothing listens."""

from django.conf import settings

from kernel.transcribing.apart import Transcriber


def transcriber() -> Transcriber | None:
    """Return the engine, None when none is named."""
    if not settings.TRANSCRIBER:
        return None
    return Transcriber(settings.TRANSCRIBER, settings.TRANSCRIBER_MEGABYTES)
