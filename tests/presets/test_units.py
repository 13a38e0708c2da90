"""The official list: its size, its codes, and how a unit is found."""

import unicodedata
from collections import Counter

import pytest

from presets.units import (
    Kind,
    Level,
    UnknownUnit,
    all_units,
    communes_of,
    provinces,
    search,
    unit_of,
    whole_province,
)
from tenancy.models import Level as StoredLevel
from tenancy.models import UnitKind

pytestmark = pytest.mark.unit
NINH_BINH = "37"


def test_list_is_the_nations():
    kinds = Counter(unit.kind for unit in all_units())

    assert kinds == {Kind.PROVINCE: 28, Kind.CITY: 6, Kind.COMMUNE: 2621, Kind.WARD: 687, Kind.SPECIAL_ZONE: 13}
    assert len(provinces()) == 34


def test_values_are_those_that_a_councils_row_stores():
    assert {kind.value for kind in Kind} == set(UnitKind.values)
    assert {level.value for level in Level} == set(StoredLevel.values)


def test_ninh_binh_has_129_communes_in_the_dictionarys_order():
    communes = communes_of(NINH_BINH)

    assert len(communes) == 129
    assert communes[0].own_name == "Bắc Lý"
    assert communes[-1].own_name == "Yên Từ"
    assert [unit.code for unit in whole_province(NINH_BINH)] == [NINH_BINH, *(unit.code for unit in communes)]


def test_names_carry_their_kind_and_are_nfc():
    ward, city = unit_of("14329"), unit_of("01")

    assert (ward.name, ward.council_name, ward.level) == ("Phường Hoa Lư", "HĐND phường Hoa Lư", Level.COMMUNE)
    assert (city.name, city.council_name, city.level) == ("Thành phố Hà Nội", "HĐND thành phố Hà Nội", Level.PROVINCE)
    assert all(unicodedata.is_normalized("NFC", unit.name) for unit in all_units())


def test_every_commune_belongs_to_a_province_of_the_list():
    known = {unit.code for unit in provinces()}

    assert {unit.province_code for unit in all_units()} == known
    assert sum(len(communes_of(code)) for code in known) == 3321


@pytest.mark.parametrize("text", ["hoa lu", "Hoa Lư", "HOA  LƯ", "phuong hoa lu", "hoa lu ninh binh", "14329"])
def test_search_finds_with_and_without_diacritics(text):
    assert search(text)[0].code == "14329"


@pytest.mark.parametrize("text", ["", "   ", "khong co noi nao nhu the"])
def test_search_finds_nothing(text):
    assert search(text) == ()


def test_search_returns_no_more_than_asked():
    assert len(search("an", most=7)) == 7


@pytest.mark.parametrize("code", ["", "3", "99999", "037", "xyz"])
def test_unknown_code(code):
    with pytest.raises(UnknownUnit):
        unit_of(code)


def test_commune_is_no_province():
    with pytest.raises(UnknownUnit):
        whole_province("14329")


def test_zones_without_council_are_special_zones_and_no_others():
    without = [unit for unit in all_units() if not unit.has_council]

    assert {unit.own_name for unit in without} == {"Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa"}
    assert {unit.kind for unit in without} == {Kind.SPECIAL_ZONE}
