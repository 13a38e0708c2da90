"""Who did what to which object, when and on whose behalf: an append-only ledger, sealed into a hash chain.

``record`` is a plain insert inside the action's own transaction; it keeps ids and names of fields, never
values. ``seal`` links the committed entries into the place's chain a moment later (every few seconds, at
the close of each vote, before export); ``verify_audit`` proves that nothing was changed since.
Rule R-SEC-07: nobody may edit the trail, the operators included.
"""

from typing import TYPE_CHECKING

from kernel.doorplate import doorplate

if TYPE_CHECKING:
    from kernel.audit.recording import record
    from kernel.audit.sealing import Head, head, seal
    from kernel.audit.verifying import AuditReport, Problem, verify_audit

__all__ = ["AuditReport", "Head", "Problem", "head", "record", "seal", "verify_audit"]

__getattr__ = doorplate(
    __name__,
    {
        "record": "recording",
        "seal": "sealing",
        "head": "sealing",
        "Head": "sealing",
        "verify_audit": "verifying",
        "AuditReport": "verifying",
        "Problem": "verifying",
    },
)
