"""Where static files of vendors come from: no more of them than a page loads, and nothing that our policy refuses."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, FileSystemFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

LETTERS = re.compile(rb"@font-face\s*\{[^}]*\}\s*")


class VendorFiles(FileSystemFinder):
    """Files of ``STATICFILES_DIRS``; of a folder in ``VENDOR_ONLY`` those that stand there, and no others."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        """Yield each file to collect, with the storage that holds it."""
        for path, storage in super().list(ignore_patterns):
            if _is_served(storage.prefix, path):
                yield path, storage

    def find_location(self, root: Any, path: str, prefix: str | None = None) -> Any:
        """Return the place of one file that is asked for, or nothing."""
        if not _is_served(prefix, path.removeprefix(f"{prefix}/")):
            return None
        return super().find_location(root, path, prefix)


class StylesWithoutLetters(BaseFinder):
    """The style sheets of ``VENDOR_STYLES`` without their fonts: as ``data:`` no browser may load them here.

    They are drawn when they are asked for or collected, so that the repository holds none of them.
    """

    def __init__(self) -> None:
        self.storage = FileSystemStorage(location=settings.RUN_DIR / "vendor-styles")

    def check(self, **_kwargs: Any) -> list[Any]:
        """Return what is wrong with the settings: a style sheet that is missing is told when it is drawn."""
        return []

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        """Return the place of one style sheet, or nothing."""
        if path not in settings.VENDOR_STYLES:
            return []
        drawn = self._drawn(path)
        return [drawn] if find_all else drawn

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        """Yield each style sheet to collect, with the storage that holds it."""
        for path in settings.VENDOR_STYLES:
            if not matches_patterns(path, ignore_patterns or []):
                self._drawn(path)
                yield path, self.storage

    def _drawn(self, path: str) -> str:
        wanted = LETTERS.sub(b"", Path(settings.VENDOR_STYLES[path]).read_bytes())
        target = Path(self.storage.path(path))
        if not target.exists() or target.read_bytes() != wanted:
            target.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=target.parent, delete=False) as part:  # others may draw it at this moment
                part.write(wanted)
            os.replace(part.name, target)
            target.chmod(0o644)
        return str(target)


def _is_served(prefix: str | None, path: str) -> bool:
    only: tuple[str, ...] | None = settings.VENDOR_ONLY.get(prefix)
    return only is None or path in only
