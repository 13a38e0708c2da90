"""No round of `dev test` passes over a test that it was asked for."""

import pytest

from tests.testbed.choosing import is_needless

pytestmark = pytest.mark.unit

ALL_UNIT = "import pytest\n\npytestmark = [pytest.mark.unit, pytest.mark.usefixtures('x')]\n"
SOME_UNIT = "@pytest.mark.unit\ndef test_it(): ...\n"
ALL_FULL = "pytestmark = [pytest.mark.journey, pytest.mark.full]\n"
SOME_FULL = "@pytest.mark.full\ndef test_it(): ...\n"
NONE = "pytestmark = pytest.mark.usefixtures('council')\n"


@pytest.mark.parametrize(
    ("chosen", "needless"),
    [
        ("unit", [ALL_FULL, SOME_FULL, NONE]),
        ("not unit", [ALL_UNIT]),
        ("not unit and not full", [ALL_UNIT, ALL_FULL]),
        ("", []),
        ("unit or full", []),
        ("not (unit or full)", []),
    ],
)
def test_a_file_is_passed_over_only_when_nothing_in_it_can_be_chosen(chosen, needless):
    texts = [ALL_UNIT, SOME_UNIT, ALL_FULL, SOME_FULL, NONE]

    assert [text for text in texts if is_needless(text, chosen)] == needless
