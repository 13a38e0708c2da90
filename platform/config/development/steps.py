"""Runs several of Django's commands in one process: loading everything once is half of a quick start."""

import os
import sys

import django
from django.core.management import CommandError, call_command

from config.development.addresses import one_line


def main(commands: list[str]) -> int:
    """Run the commands one after the other; what they print is the answer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    django.setup()
    for command in commands:
        try:
            call_command(command)
        except CommandError as refused:
            print(f"{command}: {one_line(refused)}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
