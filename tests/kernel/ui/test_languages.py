"""The language of a page comes from its address alone."""

import json
from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory
from django.utils import translation

from kernel.ui.languages import in_page_language, languages_of
from kernel.ui.structured import as_script, canonical_address
from kernel.ui.templatetags.vietnam import number, percent, vn_date, vn_date_long, vn_moment

DAY = date(2026, 7, 9)
MOMENT = datetime(2026, 7, 8, 17, 41, tzinfo=UTC)


@pytest.mark.unit
def test_days_and_numbers_are_written_as_the_pages_readers_expect():
    with translation.override("vi"):
        vietnamese = [vn_date(DAY), vn_date_long(DAY), vn_moment(MOMENT), number(1234567), percent(0.4353)]
    with translation.override("en"):
        english = [vn_date(DAY), vn_date_long(DAY), vn_moment(MOMENT), number(1234567), percent(0.4353)]
        assert in_page_language("/vb/ABC") == "/en/vb/ABC"

    assert vietnamese == ["09/07/2026", "ngày 09 tháng 7 năm 2026", "00:41 ngày 09/07/2026", "1.234.567", "43,53 %"]
    assert english == ["9 July 2026", "9 July 2026", "00:41, 9 July 2026", "1,234,567", "43.53 %"]
    assert in_page_language("/vb/ABC") == "/vb/ABC"


@pytest.mark.unit
def test_nothing_in_structured_data_ends_its_element():
    html = as_script({"@type": "Event", "name": "</script><b>&\u2028", "place": ""})

    assert html.count("</script>") == 1
    assert "<b>" not in html
    body = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(body) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "</script><b>&\u2028",
    }


@pytest.mark.unit
@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("/cong-khai/tin/", "/cong-khai/tin/"),
        ("/cong-khai/tin/?trang=2&utm=x", "/cong-khai/tin/?trang=2"),
        ("/cong-khai/tin/?trang=1", "/cong-khai/tin/"),
        ("/cong-khai/tin/?trang=%22%3E", "/cong-khai/tin/"),
    ],
)
def test_a_page_has_one_address(asked, known):
    assert canonical_address(RequestFactory().get(asked)) == f"http://testserver{known}"


@pytest.mark.unit
@pytest.mark.parametrize("path", ["/en//evil.example/x", "/en/", "/en", "/en/vb/ABC"])
def test_the_other_language_of_a_page_stands_at_this_host(path):
    paths = [language.path for language in languages_of(RequestFactory().get(path))]

    assert all(each.startswith("/") and not each.startswith("//") for each in paths), paths
