"""Excel in and out: which columns a list of people has, and what is wrong in what was typed."""

from council.people.sheets.delegates import Register, check_delegates, constituency_number, delegate_columns
from council.people.sheets.outgoing import delegates_out

__all__ = ["Register", "check_delegates", "constituency_number", "delegate_columns", "delegates_out"]
