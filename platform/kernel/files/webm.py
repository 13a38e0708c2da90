"""WebM films: a head that says so, then one segment to the very end.

Source: RFC 8794 (EBML: elements of a name, a size and a content) and RFC 9559 (Matroska). Only the frame is walked:
what a browser does not know it does not play.
"""

from typing import BinaryIO

EBML, SEGMENT = 0x1A45DFA3, 0x18538067
LONGEST_HEAD = 1024
UNKNOWN_SIZE = -1  # all ones: the film was written while it was taken


def webm_length(file: BinaryIO) -> int | None:
    """Return 0 for a whole WebM film, whose length nobody has to say; None when it is none."""
    end = file.seek(0, 2)
    head_at, head_size = _element(file, 0, EBML)
    if not 0 < head_size <= LONGEST_HEAD:
        return None
    file.seek(head_at)
    if b"webm" not in file.read(head_size):
        return None
    segment_at, segment_size = _element(file, head_at + head_size, SEGMENT)
    is_whole = segment_at > 0 and (segment_size == UNKNOWN_SIZE or segment_at + segment_size == end)
    return 0 if is_whole else None


def _element(file: BinaryIO, at: int, name: int) -> tuple[int, int]:
    """Return where the content of an element begins and how long it is; (0, 0) when another one stands there."""
    file.seek(at)
    found, size = _number(file, keep_mark=True), _number(file, keep_mark=False)
    return (file.tell(), size) if found == name and size is not None else (0, 0)


def _number(file: BinaryIO, *, keep_mark: bool) -> int | None:
    """Return a number of EBML: the first byte says how many follow, and belongs to a name but not to a size.

    None: the file ends within it.
    """
    first = file.read(1)
    if not first or not first[0]:
        return None
    length = 9 - first[0].bit_length()
    rest = file.read(length - 1)
    if len(rest) != length - 1:
        return None
    value = int.from_bytes(first + rest, "big")
    if keep_mark:
        return value
    value &= (1 << (7 * length)) - 1
    return UNKNOWN_SIZE if value == (1 << (7 * length)) - 1 else value
