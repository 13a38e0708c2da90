"""The catalogues of words: people write ``django.po``, Django reads ``django.mo``.

python -m config.catalogue    compiles them anew; a test says when that was forgotten

The source of every sentence of ours is Vietnamese and stands in the code. "en" has the English of the public shell: a
sentence without a line there would come out in Vietnamese on an English page; a test says which ones. "vi" has what
Django's own forms say of a mistake, for Django's translation of it is not fit for an office.
"""

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent / "locale"
SOURCES = {language: LOCALE / language / "LC_MESSAGES" / "django.po" for language in ("en", "vi")}


def compiled(source: Path) -> bytes:
    """Return what a source compiles to, the same bytes every time."""
    return bytes(polib.pofile(str(source)).to_binary())


def compiled_file(source: Path) -> Path:
    """Return where Django looks for it."""
    return source.with_suffix(".mo")


def main() -> int:
    """Compile the catalogues."""
    for source in SOURCES.values():
        compiled_file(source).write_bytes(compiled(source))
    return 0


if __name__ == "__main__":
    sys.exit(main())
