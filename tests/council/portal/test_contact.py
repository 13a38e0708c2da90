"""What a contact and an address of the council's own words are, without a database."""

from uuid import uuid4

import pytest

from council.portal.law import Contact, public_path
from tests.factories.portal import CONTACT

pytestmark = pytest.mark.unit


def test_a_hotline_is_dialled_by_its_digits():
    assert Contact(hotline="+84 229 3 888 888").dialled == "+842293888888"
    assert Contact(hotline="0229.3888.888 (nhánh 2)").dialled == "02293888888"
    assert Contact(hotline="Gọi bảo vệ").dialled == ""
    assert Contact.from_json(CONTACT.as_json()) == CONTACT
    assert Contact.from_json({"address": "Số 1"}) == Contact(address="Số 1")
    assert public_path(uuid4()).startswith("/cong-khai/thong-bao/")
