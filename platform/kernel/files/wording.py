"""The text of a stored file, for searching."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from kernel.files.judging import read_apart
from kernel.files.kinds import kind_of_name
from kernel.files.models import StoredFile
from kernel.files.refusals import FileRefused
from kernel.files.storing import read


def text_of(stored: StoredFile) -> str:
    """Return what a stored PDF, Word or Excel file says; all others, and what cannot be read, say nothing."""
    kind = kind_of_name(stored.name)
    if kind is None or not kind.has_text:
        return ""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "file"
        try:
            with read(stored) as source, copy.open("wb") as target:
                shutil.copyfileobj(source, target)
            return str(read_apart(copy, kind)["text"])
        except (FileRefused, FileNotFoundError):
            return ""
