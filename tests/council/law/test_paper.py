"""docs/law.md is printed from the parameters and is current."""

from pathlib import Path

import pytest

from council import law
from council.law.national import TOPIC_NAMES, national_book
from council.law.paper import main, render
from council.law.readings import all_readings

pytestmark = pytest.mark.unit

HEADS = [f"| {name} |" for name in TOPIC_NAMES.values()]
PAPER = Path(__file__).parents[3] / "docs" / "law.md"


def test_docs_law_is_current():
    assert PAPER.read_text(encoding="utf-8") == render(), "run: python3 dev docs"


def test_every_parameter_stands_in_the_paper():
    text = render()

    assert [parameter.key for parameter in national_book() if f"`{parameter.key}`" not in text] == []
    assert {parameter.topic for parameter in national_book()} == set(TOPIC_NAMES)


def test_values_that_differ_by_level_show_both():
    assert "| tỉnh 10; xã 7 |" in render()


def test_what_was_replaced_shows_until_when_it_held():
    assert "| từ 01/07/2016 đến 31/03/2025 | 30 | ngày, tính tới |" in render()


def test_what_a_council_may_set_shows_its_bounds():
    row = next(line for line in render().splitlines() if "`petitions.sample_share`" in line)

    assert row.endswith("| S | **thấp** | tỉnh, xã | có, từ 1% đến 100% |")


def test_every_low_value_in_force_stands_in_the_last_table():
    last = render().partition("## Những giá trị độ tin cậy thấp")[2]
    low = [parameter for parameter in national_book() if parameter.values[-1].source.confidence == "L"]

    assert len(low) > 30
    assert [parameter.key for parameter in low if f"| {parameter.title} |" not in last] == []
    assert last.count("\n| R-") == len(low)


def test_the_summary_counts_what_stands_below():
    rows = [line.split("|")[1:-1] for line in render().splitlines() if line.startswith(tuple(HEADS))]
    rows = [[cell.strip() for cell in row] for row in rows if row[1].strip().isdigit()]

    assert len(rows) == len(TOPIC_NAMES)
    assert sum(int(row[1]) for row in rows) == len(list(national_book()))
    assert [row for row in rows if int(row[1]) != sum(int(cell) for cell in row[2:5])] == []


def test_every_reading_stands_in_the_paper_and_belongs_to_rules():
    named = [rule for reading in all_readings() for rule in reading.rules]

    assert [reading.text for reading in all_readings() if f"| {reading.text} |" not in render()] == []
    assert len(named) == len(set(named))
    assert {rule for rule in named if not rule.startswith("R-CAL-")} <= {
        parameter.rule for parameter in national_book()
    }


def test_a_rule_is_read_in_words_or_leaves_no_choice():
    assert law.reading_of("R-RES-01").startswith("Chỉ là ngày sớm nhất")
    assert law.reading_of("R-SES-21") == ""


def test_an_uncertain_day_of_the_calendar_says_so():
    assert "| nghỉ hoán đổi, làm bù Thứ Bảy 10/01 | " in render()
    assert "cán bộ, công chức | K | vừa |" in render()


def test_no_row_has_more_cells_than_its_head():
    tables = [line.count("|") for line in render().splitlines() if line.startswith("| ")]

    assert set(tables) == {12, 8, 7, 5, 3}


def test_main_writes_a_file_or_the_standard_output(tmp_path, capsys):
    main([str(tmp_path / "law.md")])
    main([])

    assert (tmp_path / "law.md").read_text(encoding="utf-8") == render() == capsys.readouterr().out
