"""The units of legal values: what a number counts, how it is named, and which units belong together."""

from enum import StrEnum


class Unit(StrEnum):
    """What a number counts; shares are exact fractions, never decimals."""

    SHARE = "share"  # at least this part of all delegates
    SHARE_ABOVE = "share_above"  # more than this part of all delegates
    RATE = "rate"  # at least this part of what the title names
    RATE_ABOVE = "rate_above"  # more than this part of what the title names
    RATE_WITHIN = "rate_within"  # at most this part of what the title names
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    DAYS_APART = "days_apart"  # a length of time in days that is no term
    DAY_LIST = "day_list"  # several lengths in days, in their order
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    MINUTES = "minutes"
    COUNT = "count"
    PEOPLE = "people"
    POINTS = "points"  # floors of classes, highest first
    DAY_OF_MONTH = "day_of_month"
    YEAR_DAYS = "year_days"
    DATE = "date"
    CLOCK = "clock"
    YES_NO = "yes_no"
    CHOICE = "choice"
    OPTIONS = "options"


UNIT_NAMES = {
    Unit.SHARE: "phần của tổng số (ít nhất)",
    Unit.SHARE_ABOVE: "phần của tổng số (quá)",
    Unit.RATE: "tỷ lệ (ít nhất)",
    Unit.RATE_ABOVE: "tỷ lệ (quá)",
    Unit.RATE_WITHIN: "tỷ lệ (không quá)",
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.CALENDAR_DAYS: "ngày",
    Unit.DAYS_APART: "ngày (khoảng cách)",
    Unit.DAY_LIST: "các mốc tính bằng ngày",
    Unit.MONTHS: "tháng",
    Unit.YEARS: "năm",
    Unit.HOURS: "giờ",
    Unit.MINUTES: "phút",
    Unit.COUNT: "lần hoặc người",
    Unit.PEOPLE: "dân",
    Unit.POINTS: "điểm sàn của từng mức",
    Unit.DAY_OF_MONTH: "ngày trong tháng",
    Unit.YEAR_DAYS: "ngày, tháng hằng năm",
    Unit.DATE: "ngày",
    Unit.CLOCK: "giờ trong ngày",
    Unit.YES_NO: "có hoặc không",
    Unit.CHOICE: "một lựa chọn",
    Unit.OPTIONS: "danh sách lựa chọn",
}
WITH_UNIT = {
    Unit.SHARE: "ít nhất {value} tổng số đại biểu",
    Unit.SHARE_ABOVE: "quá {value} tổng số đại biểu",
    Unit.RATE: "ít nhất {value}",
    Unit.RATE_ABOVE: "quá {value}",
    Unit.RATE_WITHIN: "không quá {value}",
    Unit.WORKING_DAYS: "{value} ngày làm việc",
    Unit.CALENDAR_DAYS: "{value} ngày",
    Unit.DAYS_APART: "{value} ngày",
    Unit.DAY_LIST: "{value} ngày",
    Unit.MONTHS: "{value} tháng",
    Unit.YEARS: "{value} năm",
    Unit.HOURS: "{value} giờ",
    Unit.MINUTES: "{value} phút",
    Unit.PEOPLE: "{value} dân",
    Unit.POINTS: "{value} điểm",
    Unit.DAY_OF_MONTH: "ngày {value} của tháng sau",
}
SHARES = frozenset({Unit.SHARE, Unit.SHARE_ABOVE})
RATES = frozenset({Unit.RATE, Unit.RATE_ABOVE, Unit.RATE_WITHIN})
LISTS = frozenset({Unit.DAY_LIST, Unit.POINTS})
TERMS = frozenset({Unit.WORKING_DAYS, Unit.CALENDAR_DAYS})
WITHOUT_BOUNDS = frozenset({Unit.YES_NO, Unit.CHOICE, Unit.OPTIONS, Unit.YEAR_DAYS, Unit.DATE, Unit.CLOCK})
# How a value is typed where it is no plain whole number.
HINTS = {
    Unit.SHARE: "Một phân số, ví dụ 2/3.",
    Unit.SHARE_ABOVE: "Một phân số, ví dụ 1/2.",
    Unit.RATE: "Tỷ lệ phần trăm hoặc phân số, ví dụ 90% hoặc 2/3.",
    Unit.RATE_ABOVE: "Tỷ lệ phần trăm hoặc phân số, ví dụ 90% hoặc 2/3.",
    Unit.RATE_WITHIN: "Tỷ lệ phần trăm hoặc phân số, ví dụ 20% hoặc 1/3.",
    Unit.DAY_LIST: "Các số nguyên cách nhau bằng dấu phẩy, ví dụ 15, 7, 3, 0.",
    Unit.POINTS: "Các số nguyên cách nhau bằng dấu phẩy, ví dụ 90, 80, 65, 50.",
    Unit.YEAR_DAYS: "Ngày và tháng, nhiều ngày cách nhau bằng dấu phẩy, ví dụ 30/06, 31/12.",
    Unit.DATE: "Ngày, tháng, năm, ví dụ 28/02/2027.",
    Unit.CLOCK: "Giờ và phút, ví dụ 07:30.",
}
