"""How a council can be reached, as it says of itself; plain values without any page."""

import re
from dataclasses import asdict, dataclass, fields
from typing import Any, Self
from uuid import UUID


def public_path(text_id: UUID) -> str:
    """Return the path of a notice on its council's public pages."""
    return f"/cong-khai/thong-bao/{text_id}/"


@dataclass(frozen=True)
class Contact:
    """The office that answers: its name, where it is, its hotline, its mail, when it is open."""

    office: str = ""
    address: str = ""
    hotline: str = ""
    email: str = ""
    hours: str = ""

    @property
    def dialled(self) -> str:
        """Return the hotline as a telephone dials it: its digits up to the first word, such as a branch's."""
        number = re.match(r"[+\d\s.-]*", self.hotline)
        return re.sub(r"[^+\d]", "", number[0]) if number else ""

    def as_json(self) -> dict[str, str]:
        """Return it as it is stored."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Return a stored one; what is missing is empty."""
        return cls(**{field.name: str(stored.get(field.name, "")) for field in fields(cls)})
