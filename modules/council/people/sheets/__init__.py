"""Excel in and out: which columns a list of people has, and what is wrong in what was typed."""

from council.people.sheets.delegates import Register, check_delegates, constituency_number, delegate_columns
from council.people.sheets.outgoing import delegates_out
from council.people.sheets.outside import OutsideRegister, check_outside, outside_columns
from council.people.sheets.staff import StaffRegister, check_staff, staff_columns

__all__ = [
    "OutsideRegister",
    "Register",
    "StaffRegister",
    "check_delegates",
    "check_outside",
    "check_staff",
    "constituency_number",
    "delegate_columns",
    "delegates_out",
    "outside_columns",
    "staff_columns",
]
