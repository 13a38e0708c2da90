"""Let operators in from the command line: the first one has nobody else to invite her."""

from config.development.manage import manage_attached


def main(arguments: list[str]) -> int:
    """Run `manage.py operator` with the owner's login."""
    return manage_attached("operator", *arguments)
