"""Addresses are unique over the nation, lawful as host names, and never the platform's own."""

import re

import pytest

from presets.subdomains import RESERVED, abbreviation_of, slug, subdomain_of
from presets.units import all_units, provinces, search, unit_of

pytestmark = pytest.mark.unit
LABEL = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def test_each_unit_has_an_address_of_its_own():
    proposed = [subdomain_of(unit) for unit in all_units()]

    assert len(set(proposed)) == len(proposed) == 3355
    assert all(LABEL.fullmatch(name) and len(name) <= 60 for name in proposed)
    assert not RESERVED & set(proposed)


def test_provinces_have_their_bare_names():
    assert subdomain_of(unit_of("37")) == "ninhbinh"
    assert subdomain_of(unit_of("46")) == "hue"
    assert all(subdomain_of(unit) == slug(unit.own_name) for unit in provinces())


def test_name_that_is_alone_in_the_nation_stands_bare():
    assert subdomain_of(unit_of("14329")) == "hoalu"


def test_names_alike_get_their_provinces_abbreviation_all_of_them():
    alike = [unit for unit in search("kim sơn", most=200) if unit.own_name == "Kim Sơn"]

    assert len(alike) > 1
    assert {subdomain_of(unit) for unit in alike} == {f"kimson-{abbreviation_of(u.province_code)}" for u in alike}


def test_alike_in_one_province_get_kind_or_code():
    assert subdomain_of(unit_of("28261")) == "mytho-phuong-dt"
    assert subdomain_of(unit_of("30076")) == "mytho-xa-dt"
    assert {subdomain_of(unit_of(code)) for code in ("21484", "21523")} == {"bato-21484", "bato-21523"}


def test_abbreviations_are_unique():
    assert len({abbreviation_of(unit.code) for unit in provinces()}) == 34
