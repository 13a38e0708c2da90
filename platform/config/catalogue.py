"""The catalogue of English words for the public shell: people write ``django.po``, Django reads ``django.mo``.

python -m config.catalogue    compiles it anew; a test says when that was forgotten

The source of every sentence is Vietnamese and stands in the code. A sentence without a line here would come out in
Vietnamese on an English page; the same test says which ones.
"""

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent / "locale"
SOURCE = LOCALE / "en" / "LC_MESSAGES" / "django.po"
COMPILED = SOURCE.with_suffix(".mo")


def compiled() -> bytes:
    """Return what the source compiles to, the same bytes every time."""
    return bytes(polib.pofile(str(SOURCE)).to_binary())


def main() -> int:
    """Compile the catalogue."""
    COMPILED.write_bytes(compiled())
    return 0


if __name__ == "__main__":
    sys.exit(main())
