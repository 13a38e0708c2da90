"""Zalo Notification Service: a message from an approved template of the council's Official Account.

Source: Zalo for Developers, "ZNS API": ``POST /message/template`` with the header ``access_token`` and
``{"phone", "template_id", "template_data", "tracking_id"}`` answers ``{"error": 0, "data": {"msg_id"}}``; an error
below zero says why. ``GET /message/status?message_id=…`` answers ``data.status``: 1 arrived, 0 under way, -1 unknown.
The template must have the parameters ``noi_dung`` and ``lien_ket``.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from kernel.notify.channels.asking import asked, checked
from kernel.notify.channels.interface import Fate, Message, NotTaken, NotYetTaken

LONGEST_PARAMETER = 100
# Zalo's words for "not now": too many calls, the day's quota is used up, their own failure.
NOT_NOW = frozenset({-32, -144, -147, -100})
FATES = {1: Fate.DELIVERED, -1: Fate.FAILED}


@dataclass(frozen=True)
class ZaloNotices:
    """One Official Account with one template."""

    url: str
    token: str = field(repr=False)
    template: str

    def hand_over(self, message: Message) -> str:
        """Give the message to Zalo."""
        body = {
            "phone": message.phone.removeprefix("+"),
            "template_id": self.template,
            "template_data": {
                "noi_dung": message.subject[:LONGEST_PARAMETER],
                "lien_ket": message.link[:LONGEST_PARAMETER],
            },
            "tracking_id": message.key,
        }
        number = self._answer("message/template", body).get("msg_id")
        if not number:
            raise NotYetTaken("no number")
        return str(number)

    def fate_of(self, number: str) -> tuple[Fate, str]:
        """Ask Zalo."""
        found = self._answer(f"message/status?{urlencode({'message_id': number})}")
        status = found.get("status")
        fate = FATES.get(status, Fate.UNDER_WAY) if isinstance(status, int) else Fate.UNDER_WAY
        return fate, "" if fate is not Fate.FAILED else "unknown to Zalo"

    def _answer(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        found = asked(f"{checked(self.url)}/{path}", headers={"access_token": self.token}, body=body)
        error = found.get("error")
        if error:
            raise (NotYetTaken if error in NOT_NOW else NotTaken)(f"Zalo {error}")
        data = found.get("data")
        return data if isinstance(data, dict) else {}
