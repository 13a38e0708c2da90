"""docs/law.md is printed from the parameters and is current."""

from pathlib import Path

import pytest

from council.law.national import TOPIC_NAMES, national_book
from council.law.paper import main, render

pytestmark = pytest.mark.unit

PAPER = Path(__file__).parents[3] / "docs" / "law.md"


def test_docs_law_is_current():
    assert PAPER.read_text(encoding="utf-8") == render(), "run: python3 dev docs"


def test_every_parameter_stands_in_the_paper():
    text = render()

    assert [parameter.key for parameter in national_book() if f"`{parameter.key}`" not in text] == []
    assert {parameter.topic for parameter in national_book()} == set(TOPIC_NAMES)


def test_values_that_differ_by_level_show_both():
    assert "| tỉnh 10; xã 7 |" in render()


def test_main_writes_a_file_or_the_standard_output(tmp_path, capsys):
    main([str(tmp_path / "law.md")])
    main([])

    assert (tmp_path / "law.md").read_text(encoding="utf-8") == render() == capsys.readouterr().out
