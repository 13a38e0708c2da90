"""Every role has a Vietnamese name."""

import unicodedata

import pytest

from council.roles import ROLE_NAMES, Role

pytestmark = pytest.mark.unit


def test_every_role_has_its_own_name_in_nfc():
    names = [str(ROLE_NAMES[role]) for role in Role]

    assert len(set(names)) == len(Role) == 15
    assert [name for name in names if not unicodedata.is_normalized("NFC", name)] == []
