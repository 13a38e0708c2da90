"""What went wrong on this machine, told in one clear line."""


class Trouble(Exception):
    """A failure that the person at the keyboard can mend; shown as one line, exit code 2."""
