"""What stands before each part of a text: ``Điều 1.`` in an act, ``I.`` in a report; the same on paper and on screen.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục II.4 (how the parts of a text are numbered).
"""

from collections.abc import Iterable

from council.documents.law.kinds import KINDS, Form, Kind
from council.documents.law.text import Article, Text

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def labelled(kind: Kind, text: Text) -> list[tuple[str, Article]]:
    """Return each article or section with its label; a section without a title has none."""
    by_article = KINDS[kind].form is Form.ARTICLES
    labels = _article_labels(text.articles) if by_article else _section_labels(text.articles)
    return list(zip(labels, text.articles, strict=True))


def _article_labels(articles: Iterable[Article]) -> list[str]:
    return [f"Điều {number}." for number, _ in enumerate(articles, start=1)]


def _section_labels(articles: Iterable[Article]) -> list[str]:
    labels, number = [], 0
    for article in articles:
        number += bool(article.title)
        labels.append(f"{_roman(number)}." if article.title else "")
    return labels


def _roman(number: int) -> str:
    for value, letters in _ROMAN:
        if number >= value:
            return letters + _roman(number - value)
    return ""
