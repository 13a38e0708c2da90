"""What was said, as a file: plain text with names, SRT or WebVTT. Read strictly, all of it or nothing; and written.

Pure: bytes in, cues out. Sources: W3C, "WebVTT: The Web Video Text Tracks Format" (cue timings, voice spans,
character references); SRT as the players write it, with a comma before the milliseconds.
"""

from kernel.captions.cues import (
    LARGEST,
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_CUES,
    Cue,
    Flaw,
    Form,
    Unreadable,
    form_of_name,
)
from kernel.captions.names import bare_name, split_name
from kernel.captions.reading import read
from kernel.captions.writing import clock_of, write

__all__ = [
    "LARGEST",
    "LONGEST_NAME",
    "LONGEST_TEXT",
    "MOST_CUES",
    "Cue",
    "Flaw",
    "Form",
    "Unreadable",
    "bare_name",
    "clock_of",
    "form_of_name",
    "read",
    "split_name",
    "write",
]
