"""The gate between councils: a list of columns for each kind of thing, and nothing that is not on it."""

import pytest

from council.exchange.border import REMINDER, WITHDRAWAL
from hub.rollups.passages import PUBLICATIONS, RESOLUTION
from tenancy.border import BadPassage, ColumnNotAllowed, Kind, Way, checked, handlers, open_passage, passages, takes

pytestmark = pytest.mark.unit


@pytest.fixture
def case(monkeypatch):
    monkeypatch.setattr("tenancy.border.declaring._PASSAGES", {})
    monkeypatch.setattr(handlers, "_TAKERS", {})
    return open_passage("test.case", Kind.HAND_OVER, columns={"id", "subject"}, back={"answer"}, way=Way.DOWN)


def test_row_passes_with_listed_columns_only(case):
    assert checked(case, {"id": 1, "subject": "Đường hỏng"}) == {"id": 1, "subject": "Đường hỏng"}
    with pytest.raises(ColumnNotAllowed, match=r"test\.case .*author, phone"):
        checked(case, {"id": 1, "phone": "09", "author": "An"})


def test_same_declaration_may_come_twice_and_another_may_not(case):
    assert open_passage("test.case", Kind.HAND_OVER, columns=["subject", "id"], back=["answer"], way=Way.DOWN) == case
    others = (
        {"kind": Kind.HAND_OVER, "columns": {"id"}, "back": {"answer"}, "way": Way.DOWN},
        {"kind": Kind.HAND_OVER, "columns": {"id", "subject"}, "back": {"answer", "id"}, "way": Way.DOWN},
        {"kind": Kind.HAND_OVER, "columns": {"id", "subject"}, "back": {"answer"}, "way": Way.UP},
        {"kind": Kind.PUBLICATION, "columns": {"id", "subject"}},
    )
    for other in others:
        with pytest.raises(BadPassage):
            open_passage("test.case", **other)

    assert passages() == [case]


def test_answer_has_a_list_of_its_own(case):
    assert checked(case, {"answer": "Đã làm"}, back=True) == {"answer": "Đã làm"}
    with pytest.raises(ColumnNotAllowed, match="subject"):
        checked(case, {"subject": "Đường hỏng"}, back=True)
    with pytest.raises(ColumnNotAllowed, match="answer"):
        checked(case, {"answer": "Đã làm"})


def test_hand_over_says_to_whom_and_nothing_else_does(case):
    with pytest.raises(BadPassage, match="whom"):
        open_passage("test.nobody", Kind.HAND_OVER, columns={"id"})
    with pytest.raises(BadPassage, match="whom"):
        open_passage("test.paper", Kind.PUBLICATION, columns={"id"}, way=Way.UP)
    with pytest.raises(BadPassage, match="no hand-over"):
        takes(RESOLUTION.passage)
    with pytest.raises(BadPassage, match="two handlers"):
        [takes(case)(handler) for handler in (print, repr)]


def test_passage_lets_something_through(case):
    with pytest.raises(BadPassage):
        open_passage("test.nothing", Kind.FIGURES, columns=())

    assert passages() == [case]


# Of everything: its key, its title and kind, and where its council shows it.
OF_ALL = {"id", "title", "kind", "public_path"}
MAY_LEAVE = {
    "agenda_item": {"session_id", "parent_id", "position", "number", "state", "submitter", "committee"},
    "body": {"term_id", "position"},
    "delegate": {
        "sort_key", "term_id", "team_id", "state", "constituency", "constituency_area", "former_unit", "full_time",
        "birth_year", "main_job", "posts", "portrait_path",
    },
    "paper": {"session_id", "item_id", "position", "state", "file_type", "size"},
    "resolution": {
        "symbol", "issued_on", "effective_on", "adopted_on", "published_on", "issuer", "occasion", "signer_name",
        "pdf_sha256", "session_id", "vote_id", "supersedes_id", "superseded_by_id", "attachments", "corrections",
    },
    "session": {
        "number", "occasion", "state", "opens_on", "closes_on", "closed_on", "place", "convening_document", "sittings",
    },
    "term": {"number", "state"},
    "vote": {
        "session_id", "item_id", "method", "state", "outcome", "announced_on", "announced_at", "total", "in_favour",
        "against", "abstained", "not_voting", "issued", "returned", "valid", "invalid", "sentence", "article", "names",
        "candidates",
    },
}  # fmt: skip


def test_what_may_leave_as_a_publication_is_listed_here_column_by_column():
    told = {one.name.removeprefix("publication."): one.columns for one in passages() if one.kind is Kind.PUBLICATION}

    assert told == {type_: columns | OF_ALL for type_, columns in MAY_LEAVE.items()}
    assert {one.type for one in PUBLICATIONS.values()} == set(MAY_LEAVE)


def test_the_hand_overs_that_are_open_so_far():
    assert [one for one in passages() if one.kind is not Kind.PUBLICATION] == [REMINDER, WITHDRAWAL]
