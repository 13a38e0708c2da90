"""A Python shell with everything loaded and the servers running."""

from config.development.manage import manage_attached


def main(arguments: list[str]) -> int:
    """Run `manage.py shell` with the owner's login."""
    return manage_attached("shell", *arguments)
