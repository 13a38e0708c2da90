"""Migrate, check, adopt and recount all councils."""

from config.development.manage import manage_attached


def main(arguments: list[str]) -> int:
    """Run `manage.py fleet` with the owner's login."""
    return manage_attached("fleet", *arguments)
