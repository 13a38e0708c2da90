"""Kiểm tra văn bản as people see it: no complaint of any judge, empty, with two signatures, and with nothing found."""

import pytest

from tests.council.documents.test_checking import make_sealed, publish
from tests.council.portal.test_pages import judged

pytestmark = [pytest.mark.journey, pytest.mark.full]


def test_the_check_passes_every_judge(fresh_council, client_of):
    document = publish(make_sealed())

    judged(
        {"reader": client_of(fresh_council)},
        {
            "check": ("reader", "/kiem-tra/"),
            "check-found": ("reader", f"/kiem-tra/?ma={document.short_code}"),
            "check-none": ("reader", "/kiem-tra/?ma=99%2FNQ-H%C4%90ND"),
        },
    )
