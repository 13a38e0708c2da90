"""`dev demo`: the demonstration's logins, the phone's code, delegates that vote by themselves."""

from config.development.manage import manage_attached


def main(arguments: list[str]) -> int:
    """Run `manage.py demo`."""
    return manage_attached("demo", *arguments)
