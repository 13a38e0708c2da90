"""Is this file what it says, harmless, and without a mark of secrecy? Nothing is kept before all is answered."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from kernel import apart
from kernel.files import reading
from kernel.files.kinds import Kind, check_ends, kind_of_content, kind_of_name
from kernel.files.office import check_office
from kernel.files.refusals import CarriesCode, Damaged, Locked, MarkedSecret, TooComplex, WrongKind
from kernel.files.secrecy import is_marked_name, is_marked_text

READ_WITHIN_S = 30


def judge(path: Path, name: str, *, kinds: Collection[Kind]) -> Kind:
    """Return the kind of a file whose name and content agree and which may be taken.

    :raises FileRefused: it may not; the subclass says why.
    """
    if is_marked_name(name):
        raise MarkedSecret()
    kind = _agreed_kind(path, name, kinds)
    check_ends(path, kind)
    if kind.is_office:
        check_office(path)
    if kind.has_text:
        _check_text(path, kind)
    return kind


def _agreed_kind(path: Path, name: str, kinds: Collection[Kind]) -> Kind:
    claimed, found = kind_of_name(name), kind_of_content(path)
    if claimed is None or claimed not in kinds:
        labels = ", ".join(kind.value.label for kind in Kind if kind in kinds)
        raise WrongKind(_("Chỉ nhận tệp: %(kinds)s.") % {"kinds": labels})
    if found is not claimed:
        message = _("Nội dung tệp không phải là %(kind)s như tên tệp. Hãy lưu lại đúng định dạng rồi tải lên.")
        raise WrongKind(message % {"kind": claimed.value.label})
    return claimed


def _check_text(path: Path, kind: Kind) -> None:
    said = read_apart(path, kind)
    if said["locked"]:
        raise Locked()
    if said["code"]:
        raise CarriesCode()
    if is_marked_text(said["text"]):
        raise MarkedSecret()


def read_apart(path: Path, kind: Kind) -> dict[str, Any]:
    """Read the text of a PDF or an office file in a process of its own, with bounded time and memory.

    :raises Damaged, TooComplex: it cannot be read.
    """
    try:
        said: dict[str, Any] = apart.ask(reading, str(path), kind.name.lower(), within_s=READ_WITHIN_S)
    except apart.Overdone:
        raise TooComplex() from None
    except apart.Failed:
        raise Damaged() from None
    return said
