"""How an entry becomes a link: the canonical text and the digest. Pure: values in, text out."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kernel.audit.models import AuditEntry

GENESIS = "0" * 64


def instant(moment: datetime) -> str:
    """Return an instant in UTC to the microsecond, always of the same length."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(entry: "AuditEntry") -> str:
    """Return every column of an entry as JSON with sorted keys: the text over which a seal is made."""
    columns = {
        "id": entry.id,
        "at": instant(entry.at),
        "account_id": str(entry.account_id or ""),
        "system": entry.system,
        "on_behalf_of": entry.on_behalf_of,
        "ticket": entry.ticket,
        "action": entry.action,
        "object_label": entry.object_label,
        "object_id": entry.object_id,
        "fields": list(entry.fields),
        "reason": entry.reason,
        "request_id": entry.request_id,
    }
    return json.dumps(columns, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def link(previous: str, position: int, sealed_at: datetime, entry: "AuditEntry") -> str:
    """Return the digest of the link at a position: SHA-256 over the previous digest, the place and the entry."""
    text = "\n".join((previous, str(position), instant(sealed_at), canonical(entry)))
    return sha256(text.encode()).hexdigest()
