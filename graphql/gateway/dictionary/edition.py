"""Which edition of the dictionary it is, and what it follows."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from gateway.dictionary.entries import Entry

VERSION, SINCE = "1.0", date(2026, 11, 22)
FOLLOWS = (
    _("Ngày và giờ viết theo ISO 8601; ngày là ngày pháp lý ở Việt Nam, giờ có múi giờ kèm theo."),
    _("Mã đơn vị hành chính cấp tỉnh, cấp xã theo danh mục của cơ quan thống kê, áp dụng từ ngày 01/7/2025."),
    _("Tên tiếng Anh theo lược đồ GraphQL của cổng dữ liệu mở (GraphQL, bản tháng 10 năm 2021)."),
    _("Định danh nghị quyết theo Akoma Ntoso (OASIS LegalDocML)."),
)


@dataclass(frozen=True)
class Edition:
    """One edition: its number and day, and a mark that changes with every word of it."""

    version: str
    since: date
    digest: str
    follows: tuple[Any, ...]


def edition_of(entries: Sequence[Entry]) -> Edition:
    """Return the edition that some entries make."""
    text = json.dumps([asdict(one) for one in entries], ensure_ascii=False, sort_keys=True)
    return Edition(VERSION, SINCE, hashlib.sha256(text.encode()).hexdigest()[:12], FOLLOWS)
