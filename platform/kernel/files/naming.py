"""Names of files, as people type them and as they are kept."""

import unicodedata

from kernel.files.refusals import BadName

LONGEST = 180
LONGEST_BYTES = 240  # with room for what a browser adds, under the 255 bytes of common file systems


def checked(name: str) -> str:
    """Return a file's name in NFC, without blanks around it.

    :raises BadName: it is empty, too long, leads to another folder or hides its end.
    """
    name = unicodedata.normalize("NFC", name).strip()
    if not name or name.startswith(".") or len(name) > LONGEST or len(name.encode()) > LONGEST_BYTES:
        raise BadName()
    # Cc holds NUL and line breaks, Cf the marks that turn "fdp.exe" around.
    if any(letter in "/\\:" or unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") for letter in name):
        raise BadName()
    return name
