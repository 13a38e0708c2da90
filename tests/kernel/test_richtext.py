"""The small Markdown: what people write comes out as they meant it, and nothing else comes out."""

from html.parser import HTMLParser

import pytest

from kernel.richtext import TAGS, as_html, as_words

pytestmark = pytest.mark.unit


class Seen(HTMLParser):
    """What a browser would see: elements and attributes, no mere text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Một **hai** *ba*", "<p>Một <strong>hai</strong> <em>ba</em></p>"),
        ("Đoạn một\n\nĐoạn hai", "<p>Đoạn một</p>\n<p>Đoạn hai</p>"),
        ("- một\n- hai", "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>"),
        ("1. một\n2. hai", "<ol>\n<li>một</li>\n<li>hai</li>\n</ol>"),
        ("> lời", "<blockquote>\n<p>lời</p>\n</blockquote>"),
        ("[Cổng](https://a.example/b)", '<p><a href="https://a.example/b" rel="noopener">Cổng</a></p>'),
        ("[Gọi](tel:+84229)", '<p><a href="tel:+84229" rel="noopener">Gọi</a></p>'),
        ("", ""),
    ],
)
def test_what_is_written_comes_out(text, html):
    assert as_html(text).strip() == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://a.example/b.png)",
        "<a href='#' onclick='x()'>x</a>",
        '<https://a.example/"onmouseover=alert(1)>',
        "| a |\n|---|\n| b |",
        "<style>*{display:none}</style>",
    ],
)
def test_nothing_else_comes_out(text):
    seen = Seen()

    seen.feed(as_html(text))

    assert seen.tags <= TAGS
    assert {name for name, _value in seen.attributes} <= {"href", "rel"}
    assert [value for name, value in seen.attributes if name == "href" and not value.startswith("https://")] == []


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# Một\n## Hai\n### Ba\n#### Bốn", ["h2", "h3", "h4", "h4"]),
        ("### Nhảy", ["h2"]),
        ("# Một\n#### Nhảy\n# Hai", ["h2", "h3", "h2"]),
    ],
)
def test_headings_stand_below_the_pages_own_and_skip_none(text, levels):
    html = as_html(text)

    assert [part[:2] for part in html.split("<")[1:] if not part.startswith("/")] == levels
    assert [part[1:3] for part in html.split("<") if part.startswith("/")] == levels


def test_words_are_left_when_the_marks_go():
    text = "# Lịch\n\nGặp *ông* [Bí thư](https://a.example),\ntầng 2\n\n- một\n- hai"

    assert as_words(text) == "Lịch Gặp ông Bí thư, tầng 2 một hai"
