"""Who may do what with official documents.

Source: the roles table, rows "Resolution: sign" (chair; vice chair only by authorisation), "Conclusion: issue"
(the heads of the bodies that issue), "Number, seal, issue, send" (records clerk), "Users, roles, settings"
(administrator). Who wrote or last changed the text may not sign it.
"""

from enum import StrEnum
from typing import Any

from council.documents.law import COMMITTEES, Issuer
from council.roles import Role
from kernel.access import SYSTEM, Actor, everyone, grants


class Can(StrEnum):
    """What somebody may do in this module."""

    READ_PUBLIC = "documents.read_public"
    READ = "documents.read"
    DRAFT = "documents.draft"
    FINALISE = "documents.finalise"
    SIGN = "documents.sign"
    ISSUE = "documents.issue"
    PUBLISH = "documents.publish"
    WITHDRAW = "documents.withdraw"
    KEEP_BOOKS = "documents.keep_books"
    SET_NUMBERING = "documents.set_numbering"


_HEADS = (Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR)


def signers_of(issuer: Issuer) -> tuple[Role, ...]:
    """Return the roles that sign what a body issues; of the council's own papers a vice chair only by authorisation."""
    if issuer in COMMITTEES:
        return (Role.COMMITTEE_HEAD,)
    return (Role.OFFICE_CHIEF,) if issuer is Issuer.OFFICE else _HEADS


def may_put_name_under(actor: Actor, document: Any) -> bool:
    """Say whether the actor heads the body that issues, or acts for its head by a document; never the drafter."""
    if document is None or actor.account_id in {document.drafted_by, document.edited_by}:
        return False
    issuer = Issuer(document.issuing_body)
    if issuer is Issuer.COUNCIL:
        return actor.has(Role.COUNCIL_CHAIR) or (actor.has(Role.COUNCIL_VICE_CHAIR) and bool(actor.on_behalf_of))
    if issuer in COMMITTEES:
        return document.committee_id is not None and actor.has(Role.COMMITTEE_HEAD, scope_id=document.committee_id)
    return any(actor.has(role) for role in signers_of(issuer))


GRANTS = grants(
    Can,
    {
        everyone: {Can.READ_PUBLIC},
        SYSTEM: {Can.READ, Can.DRAFT},
        Role.COUNCIL_CHAIR: {Can.READ, Can.SIGN, Can.WITHDRAW},
        Role.COUNCIL_VICE_CHAIR: {Can.READ, Can.SIGN, Can.WITHDRAW},
        Role.COMMITTEE_HEAD: {Can.READ, Can.SIGN},
        Role.COMMITTEE_MEMBER: {Can.READ},
        Role.TEAM_LEADER: {Can.READ},
        Role.DELEGATE: {Can.READ},
        Role.OFFICE_CHIEF: {
            Can.READ,
            Can.DRAFT,
            Can.FINALISE,
            Can.SIGN,
            Can.PUBLISH,
            Can.KEEP_BOOKS,
            Can.SET_NUMBERING,
        },
        Role.OFFICE_STAFF: {Can.READ, Can.DRAFT},
        Role.RECORDS_CLERK: {Can.READ, Can.ISSUE, Can.PUBLISH, Can.KEEP_BOOKS},
        Role.SESSION_SECRETARY: {Can.READ, Can.DRAFT, Can.FINALISE},
        Role.ADMINISTRATOR: {Can.SET_NUMBERING},
    },
    only_if={Can.SIGN: may_put_name_under},
)
