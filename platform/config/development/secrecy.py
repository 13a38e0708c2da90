"""Passwords that this machine makes for itself: random, kept in files that only their owner reads."""

import os
import secrets
from pathlib import Path


def kept_password(folder: Path, name: str) -> str:
    """Return the password of that name, making it once; its file is never readable by others.

    Two starters at once get the same password: the file appears whole or not at all.
    """
    file = folder / "secrets" / name
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        draft = file.with_name(f".{name}.{os.getpid()}")
        write_secret(draft, secrets.token_urlsafe(24))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text()


def write_secret(file: Path, text: str) -> None:
    """Write a file that only its owner may read, with no moment at which others could."""
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
