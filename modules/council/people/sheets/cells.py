"""What may stand in the cells of every list of people: names and telephones."""

import re

from django.utils.translation import gettext as _

from kernel.sheets import CellWrong, a_text


def a_full_name(text: str) -> str:
    """Read the whole name of a person: at least two words, letters only."""
    name: str = a_text(most=120)(text)
    if re.search(r"[\d@=<>{}\[\]\\/|_#$%^*+~]", name) or len(name.split()) < 2:
        raise CellWrong(_("Hãy ghi đủ họ và tên, chỉ gồm chữ."))
    return name


def a_phone(text: str) -> str:
    """Read a telephone number as its digits."""
    plain = re.sub(r"[ .()-]", "", text)
    if not re.fullmatch(r"\+?\d{8,14}", plain, re.ASCII):
        raise CellWrong(_("Số điện thoại gồm 8 đến 14 chữ số."))
    return plain
