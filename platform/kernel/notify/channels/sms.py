"""Text messages over a gateway that speaks plain JSON, as most Vietnamese ones do or are made to by a small relay.

``POST URL`` with ``{"id", "to", "from", "text"}`` and a bearer token answers ``{"id": number}``; ``GET URL/number``
answers ``{"state": "queued" | "sent" | "delivered" | "failed", "reason": word}``. The same ``id`` is sent once.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from kernel.notify.channels.asking import asked, checked
from kernel.notify.channels.interface import Fate, Message, NotYetTaken

LONGEST_TEXT = 300
FATES = {"delivered": Fate.DELIVERED, "failed": Fate.FAILED}


@dataclass(frozen=True)
class SmsGateway:
    """One gateway; ``sender`` is the brand name that telephones show."""

    url: str
    token: str = field(repr=False)
    sender: str = ""

    def hand_over(self, message: Message) -> str:
        """Give the message to the gateway."""
        text = f"{message.subject} {message.link}".strip()
        if len(text) > LONGEST_TEXT:
            text = f"{message.subject[: LONGEST_TEXT - len(message.link) - 2]}… {message.link}".strip()
        body = {"id": message.key, "to": message.phone, "from": self.sender, "text": text}
        number = asked(checked(self.url), headers=self._headers(), body=body).get("id")
        if not number:
            raise NotYetTaken("no number")
        return str(number)

    def fate_of(self, number: str) -> tuple[Fate, str]:
        """Ask the gateway."""
        found: dict[str, Any] = asked(f"{checked(self.url)}/{quote(number, safe='')}", headers=self._headers())
        return FATES.get(str(found.get("state")), Fate.UNDER_WAY), str(found.get("reason") or "")

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}
