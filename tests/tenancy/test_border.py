"""The gate between councils: a list of columns for each kind of thing, and nothing that is not on it."""

import pytest

from hub.rollups.publishing import RESOLUTION, SESSION
from tenancy import border
from tenancy.border import BadPassage, ColumnNotAllowed, Kind, checked, open_passage, passages

pytestmark = pytest.mark.unit


@pytest.fixture
def case(monkeypatch):
    monkeypatch.setattr(border, "_PASSAGES", {})
    return open_passage("test.case", Kind.HAND_OVER, columns={"id", "subject"})


def test_row_passes_with_listed_columns_only(case):
    assert checked(case, {"id": 1, "subject": "Đường hỏng"}) == {"id": 1, "subject": "Đường hỏng"}
    with pytest.raises(ColumnNotAllowed, match=r"test\.case .*author, phone"):
        checked(case, {"id": 1, "phone": "09", "author": "An"})


def test_same_declaration_may_come_twice_and_another_may_not(case):
    assert open_passage("test.case", Kind.HAND_OVER, columns=["subject", "id"]) is not None
    for kind, columns in ((Kind.HAND_OVER, {"id"}), (Kind.PUBLICATION, {"id", "subject"})):
        with pytest.raises(BadPassage):
            open_passage("test.case", kind, columns=columns)

    assert passages() == [case]


def test_passage_lets_something_through(case):
    with pytest.raises(BadPassage):
        open_passage("test.nothing", Kind.FIGURES, columns=())

    assert passages() == [case]


def test_publications_are_the_only_passages_so_far():
    assert passages() == [RESOLUTION, SESSION]
    assert SESSION.columns == {"id", "title", "kind", "opens_on", "closes_on", "public_path"}
    assert RESOLUTION.columns == {
        "id", "symbol", "title", "kind", "issued_on", "effective_on", "public_path", "pdf_sha256",
    }  # fmt: skip
