"""What stands before each part of a text: the same in print and on every page."""

import pytest

from council.documents.law import Article, Kind, Text, labelled

TEXT = Text(articles=(Article("Tình hình", ("Một.",)), Article("", ("Hai.",)), Article("Kiến nghị", ("Ba.",))))


@pytest.mark.unit
@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (Kind.NORMATIVE_RESOLUTION, ["Điều 1.", "Điều 2.", "Điều 3."]),
        (Kind.DECISION, ["Điều 1.", "Điều 2.", "Điều 3."]),
        (Kind.REPORT, ["I.", "", "II."]),
        (Kind.CONCLUSION, ["I.", "", "II."]),
    ],
)
def test_acts_are_numbered_by_article_and_reports_by_section(kind: Kind, labels: list[str]) -> None:
    assert [label for label, _article in labelled(kind, TEXT)] == labels
    assert [article for _label, article in labelled(kind, TEXT)] == list(TEXT.articles)


@pytest.mark.unit
def test_the_ninth_and_fourteenth_section_are_roman() -> None:
    many = Text(articles=tuple(Article(f"Phần {number}", ("Có.",)) for number in range(1, 15)))

    labels = [label for label, _article in labelled(Kind.REPORT, many)]

    assert (labels[3], labels[8], labels[13]) == ("IV.", "IX.", "XIV.")
