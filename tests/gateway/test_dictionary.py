"""The data dictionary: complete by the code that gives data out, searched without diacritics, open where it may be."""

import io
import json

import pytest
from django.apps import apps
from django.test import Client
from openpyxl import load_workbook

from council.exchange.border import REMINDER, WITHDRAWAL
from council.roles import Role
from gateway.dictionary import Part, dictionary, edition_of, found, grouped
from gateway.dictionary.kinds import data_types
from gateway.dictionary.words import COUNTED, DIMENSIONS, INSIDE, KEPT, OTHER_GROUNDS, RULES, SOURCES
from gateway.models import Endpoint
from gateway.schemas import schema_of
from hub.rollups import declared
from hub.rollups.passages import PUBLICATIONS
from tests.console.conftest import console, operator  # noqa: F401 -- fixtures
from tests.console.places import HOST
from tests.factories.browsers import browser_of
from tests.kernel.accounts.browsers import words

PAGE = "/api/tu-dien/"
unit = pytest.mark.unit


def codes_of(part) -> set[str]:
    return {one.code for one in dictionary(is_inside=True) if one.part is part}


@unit
def test_every_published_field_every_measure_and_every_column_of_a_letter_has_an_entry():
    schema = schema_of(Endpoint.PROVINCE)
    fields = {f"{name}.{field}" for name in data_types(schema) for field in schema.type_map[name].fields}
    assert codes_of(Part.FIELD) == fields
    measures = {one.removeprefix("MeasureName.").lower() for one in codes_of(Part.MEASURE)}
    assert measures == {one.name for one in declared()}
    letters = {f"{each.name}.{column}" for each in (REMINDER, WITHDRAWAL) for column in each.columns | each.back}
    assert codes_of(Part.HAND_OVER) == letters


@unit
def test_every_entry_says_all_that_people_ask_for():
    silent = [
        one.code
        for one in dictionary(is_inside=True)
        if not (one.name and one.meaning and one.english and one.group)
        or (one.part is not Part.CODE and not (one.unit and one.source and one.ground and one.readers and one.kept))
    ]
    assert silent == []


@unit
def test_the_words_beside_the_code_are_those_that_the_code_needs_and_no_others():
    measures = declared()
    assert set(COUNTED) == {one.model for one in measures}
    assert set(DIMENSIONS) == {name for one in measures for name in one.told}
    assert set(SOURCES) == set(RULES) == {*PUBLICATIONS, "council"}
    assert set(KEPT) >= {each.model.keeping.kept for each in PUBLICATIONS.values()}
    assert set(INSIDE) & set(schema_of(Endpoint.PROVINCE).type_map) == set(INSIDE)
    rules = {rule.strip() for one in measures for rule in one.source_rule.split(",")}
    assert set(OTHER_GROUNDS) <= rules


@unit
def test_each_code_of_a_dimension_is_one_that_its_column_knows():
    model = apps.get_model("council_sessions.CouncilSession")
    kinds = {value for value, _label in model._meta.get_field("kind").flatchoices}
    told = {one.code for one in dictionary(is_inside=True) if one.group == "Hồ sơ kỳ họp, theo: Loại"}
    assert told == {f"kind: {value}" for value in kinds}


@unit
def test_outside_nothing_is_told_of_what_never_leaves():
    outside = dictionary(is_inside=False)
    assert {one.part for one in outside} == {Part.FIELD, Part.MEASURE, Part.CODE}
    assert not [one for one in outside if one.readers == "Chỉ người trong Hội đồng"]
    names = [one for one in outside if one.code.startswith("VoteEvent.names")]
    assert ["không có ở cổng trung ương" in one.readers for one in names] == [True]


@unit
def test_words_are_found_without_diacritics_in_any_order():
    whole = dictionary(is_inside=True)

    for typed in ("ngay hieu luc", "HIỆU LỰC ngày", "Resolution.effectiveOn"):
        assert "Resolution.effectiveOn" in {one.code for one in found(whole, words=typed)}, typed
    assert found(whole, words="khong co tu nay dau") == []
    assert {one.part for one in found(whole, words="ky hop", part="so-lieu")} == {Part.MEASURE}
    assert sum(len(group.entries) for group in grouped(whole)) == len(whole)


@unit
def test_the_mark_of_an_edition_changes_with_every_word():
    whole = dictionary(is_inside=True)
    assert edition_of(whole) == edition_of(dictionary(is_inside=True))
    assert edition_of(whole).digest != edition_of(whole[1:]).digest


def test_everybody_reads_the_open_part_and_people_inside_also_the_rest(council, client_of):
    anybody, delegate = client_of(council), browser_of(council, Role.DELEGATE)

    outside, inside = words(anybody.get(PAGE)), words(delegate.get(PAGE))

    assert ("Nghị quyết đã công bố" in outside, "Thu hồi lời nhắc" in outside) == (True, False)
    assert "Thu hồi lời nhắc" in inside
    assert "Resolution.adoptedOn" in words(anybody.get(f"{PAGE}?tim=ngay+thong+qua"))
    assert "Không có mục nào" in words(anybody.get(f"{PAGE}?tim=khongcotunay&phan=la"))
    assert anybody.post(PAGE).status_code == 405


def test_the_same_goes_out_as_json_and_excel(council, client_of):
    anybody = client_of(council)

    told = json.loads(anybody.get(f"{PAGE}?tep=json&phan=so-lieu").content)
    assert {one["part"] for one in told["entries"]} == {"so-lieu"}
    assert {"version", "date", "digest", "follows"} <= set(told)
    assert "is_open" not in told["entries"][0]
    book = load_workbook(io.BytesIO(b"".join(anybody.get(f"{PAGE}?tep=xlsx"))))
    assert len([*book.active.iter_rows(values_only=True)]) > len(dictionary(is_inside=False))


def test_operators_have_it_in_their_menu_and_the_host_shows_it_to_everybody(public_place, console):  # noqa: F811
    inside, outside = words(console.get(PAGE)), words(Client(headers={"host": HOST}).get(PAGE))

    assert ("Khoá cổng dữ liệu" in inside, "Thu hồi lời nhắc" in inside) == (True, True)
    assert ("Nghị quyết đã công bố" in outside, "Thu hồi lời nhắc" in outside) == (True, False)
