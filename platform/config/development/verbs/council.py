"""Onboard, suspend and resume councils from the command line."""

from config.development.manage import manage_attached


def main(arguments: list[str]) -> int:
    """Run `manage.py council` with the owner's login."""
    return manage_attached("council", *arguments)
