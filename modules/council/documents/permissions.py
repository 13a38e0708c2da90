"""Who may do what with official documents.

Source: the roles table, rows "Resolution: sign" (chair; vice chair only by authorisation), "Conclusion: issue"
(the heads of the bodies that issue), "Number, seal, issue, send" (records clerk), "Users, roles, settings"
(administrator; certificates too); classes and reclassification: section 1. Who wrote any version of the text may
not sign it; who drafted it issues it only where one person is the whole office of a commune.
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.documents.law import COMMITTEES, Issuer, covers
from council.roles import COMMITTEE, Role
from kernel.access import (
    OWN,
    PUBLIC,
    SYSTEM,
    Actor,
    Belongs,
    Described,
    Separation,
    describe,
    everyone,
    grants,
    separations,
)


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
    DROP = "documents.drop"
    READ_RESTRICTED = "documents.read_restricted"
    CHANGE_CLASS = "documents.change_class"
    OPEN_CLASS = "documents.open_class"
    KEEP_BOOKS = "documents.keep_books"
    SET_NUMBERING = "documents.set_numbering"
    KEEP_CERTIFICATES = "documents.keep_certificates"
    CONFIRM_CERTIFICATE = "documents.confirm_certificate"
    WITHDRAW_CERTIFICATE = "documents.withdraw_certificate"
    FOLLOW_REQUEST = "documents.follow_request"


_HEADS = (Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR)


def signers_of(issuer: Issuer) -> tuple[Role, ...]:
    """Return the roles that sign what a body issues; of the council's own papers a vice chair only by authorisation."""
    if issuer in COMMITTEES:
        return (Role.COMMITTEE_HEAD,)
    return (Role.OFFICE_CHIEF,) if issuer is Issuer.OFFICE else _HEADS


# The states of a document that everybody may read (workflow.OPEN_TO_ALL).
PUBLIC_STATES = frozenset({"published", "withdrawn"})


def of_document(document: Any) -> Belongs:
    """A document is its writers' own, its committee's matter, everybody's once it is published."""
    return Belongs(
        owners=frozenset({document.drafted_by, document.edited_by}),
        bodies=frozenset({document.committee_id}),
        is_public=document.state in PUBLIC_STATES,
    )


def of_certificate(certificate: Any) -> Belongs:
    """A person's certificate is that person's own; the seal's is nobody's."""
    return Belongs(owners=frozenset({certificate.account_id}))


def heads_issuer(actor: Actor, document: Any) -> bool:
    """The actor heads the body that issues, or acts for its head by a document."""
    if document is None:
        return False
    issuer = Issuer(document.issuing_body)
    if issuer is Issuer.COUNCIL:
        ways = actor.acts_for(Role.COUNCIL_VICE_CHAIR)  # by an authority that this very post was given
        return actor.has(Role.COUNCIL_CHAIR) or any(covers(way, document.kind) for way in ways)
    if issuer in COMMITTEES:  # of this one: a vice chair, whose right reaches over all, may head another
        return document.committee_id is not None and actor.has(Role.COMMITTEE_HEAD, scope_id=document.committee_id)
    return any(actor.has(role) for role in signers_of(issuer))


def wrote_text(actor: Actor, document: Any) -> bool:
    """The actor wrote a version of the text, the first, the last or one between."""
    return document is None or actor.account_id in {document.drafted_by, document.edited_by, *document.writers}


def drafted_text(actor: Actor, document: Any) -> bool:
    """The actor drafted the text."""
    return document is not None and actor.account_id == document.drafted_by


def asked_for_it(actor: Actor, change: Any) -> bool:
    """The actor asked for this change of class."""
    return change is None or actor.account_id == change.asked_by


def recorded_it(actor: Actor, certificate: Any) -> bool:
    """The actor recorded this certificate."""
    return certificate is None or actor.account_id == certificate.recorded_by


_CERTIFICATES = {Can.KEEP_CERTIFICATES, Can.CONFIRM_CERTIFICATE, Can.WITHDRAW_CERTIFICATE}
_OWN_CERTIFICATE = OWN.of(Can.WITHDRAW_CERTIFICATE)
_HANDLES = {Can.READ_RESTRICTED, Can.CHANGE_CLASS}
GRANTS = grants(
    Can,
    {
        everyone: {*PUBLIC.of(Can.READ_PUBLIC)},
        SYSTEM: {Can.READ, Can.DRAFT, Can.DROP, Can.FOLLOW_REQUEST},
        Role.COUNCIL_CHAIR: {Can.READ, Can.SIGN, Can.WITHDRAW, Can.OPEN_CLASS, *_HANDLES, *_OWN_CERTIFICATE},
        Role.COUNCIL_VICE_CHAIR: {Can.READ, Can.SIGN, Can.WITHDRAW, Can.OPEN_CLASS, *_HANDLES, *_OWN_CERTIFICATE},
        Role.COMMITTEE_HEAD: {Can.READ, *COMMITTEE.of(Can.SIGN), *_OWN_CERTIFICATE},
        Role.COMMITTEE_MEMBER: {Can.READ},
        Role.TEAM_LEADER: {Can.READ},
        Role.DELEGATE: {Can.READ},
        Role.OFFICE_CHIEF: {
            Can.READ,
            Can.DRAFT,
            Can.FINALISE,
            Can.SIGN,
            Can.PUBLISH,
            Can.OPEN_CLASS,
            *_HANDLES,
            Can.KEEP_BOOKS,
            Can.SET_NUMBERING,
            *_CERTIFICATES,
        },
        Role.OFFICE_STAFF: {Can.READ, Can.DRAFT, Can.CHANGE_CLASS},
        Role.RECORDS_CLERK: {Can.READ, Can.ISSUE, Can.PUBLISH, Can.KEEP_BOOKS, *_HANDLES},
        Role.SESSION_SECRETARY: {Can.READ, Can.DRAFT, Can.FINALISE, Can.CHANGE_CLASS},
        Role.ADMINISTRATOR: {Can.SET_NUMBERING, *_CERTIFICATES},
    },
    only_if={Can.SIGN: heads_issuer},
    belongs={Can.READ_PUBLIC: of_document, Can.SIGN: of_document, Can.WITHDRAW_CERTIFICATE: of_certificate},
)

SEPARATIONS = separations(
    Separation(
        "documents.writer_signs",
        Can.SIGN,
        wrote_text,
        _("Ai đã soạn hoặc sửa văn bản, dù ở phiên bản nào, thì không ký văn bản đó; người khác phải ký."),
    ),
    Separation(
        "documents.drafter_issues",
        Can.ISSUE,
        drafted_text,
        _("Người soạn văn bản không tự cấp số và ban hành văn bản đó; hãy để văn thư khác thực hiện."),
        lifted=True,
    ),
    Separation(
        "documents.asker_opens",
        Can.OPEN_CLASS,
        asked_for_it,
        _("Người đề nghị mở rộng người đọc không tự đồng ý; phải có người thứ hai."),
    ),
    Separation(
        "documents.recorder_confirms",
        Can.CONFIRM_CERTIFICATE,
        recorded_it,
        _("Người ghi nhận chứng thư không tự xác nhận chứng thư đó; phải có người thứ hai."),
        lifted=True,
    ),
)

DESCRIBED = describe(
    Can,
    {
        Can.READ_PUBLIC: Described(_("Đọc văn bản đã công bố"), fixed=_("Văn bản đã công bố là của mọi người.")),
        Can.READ: Described(_("Đọc văn bản nội bộ"), to=frozenset({Role.EDITOR})),
        Can.DRAFT: Described(
            _("Soạn văn bản"),
            to=frozenset({Role.COMMITTEE_HEAD, Role.COMMITTEE_MEMBER, Role.TEAM_LEADER, Role.RECORDS_CLERK}),
            away=frozenset({Role.SESSION_SECRETARY}),
        ),
        Can.FINALISE: Described(
            _("Chốt văn bản trình ký"),
            to=frozenset({Role.OFFICE_STAFF}),
            away=frozenset({Role.SESSION_SECRETARY}),
        ),
        Can.SIGN: Described(
            _("Ký văn bản"),
            fixed=_("Người đứng đầu cơ quan ban hành ký; Phó Chủ tịch ký thay Chủ tịch khi được uỷ quyền."),
        ),
        Can.ISSUE: Described(
            _("Cấp số và ban hành văn bản"),
            to=frozenset({Role.OFFICE_STAFF}),
        ),
        Can.PUBLISH: Described(
            _("Công bố văn bản"), to=frozenset({Role.EDITOR, Role.OFFICE_STAFF}), away=frozenset({Role.OFFICE_CHIEF})
        ),
        Can.READ_RESTRICTED: Described(
            _("Đọc văn bản ở mức hạn chế"), to=frozenset({Role.SESSION_SECRETARY, Role.OFFICE_STAFF})
        ),
        Can.CHANGE_CLASS: Described(
            _("Đổi mức tiếp cận của văn bản"), fixed=_("Ai xử lý văn bản cũng được thu hẹp ngay người được đọc.")
        ),
        Can.OPEN_CLASS: Described(
            _("Đồng ý mở rộng người đọc văn bản"),
            fixed=_("Chỉ Thường trực Hội đồng nhân dân hoặc Chánh Văn phòng đồng ý mở rộng người đọc."),
        ),
        Can.KEEP_BOOKS: Described(_("Giữ sổ văn bản"), to=frozenset({Role.OFFICE_STAFF})),
        Can.SET_NUMBERING: Described(_("Đặt cách đánh số văn bản"), to=frozenset({Role.RECORDS_CLERK})),
        Can.KEEP_CERTIFICATES: Described(_("Ghi nhận chứng thư số"), to=frozenset({Role.RECORDS_CLERK})),
        Can.CONFIRM_CERTIFICATE: Described(
            _("Xác nhận chứng thư số"), fixed=_("Chánh Văn phòng hoặc quản trị viên xác nhận chứng thư.")
        ),
        Can.WITHDRAW_CERTIFICATE: Described(
            _("Thu hồi chứng thư số"), fixed=_("Chủ chứng thư và người giữ chứng thư luôn thu hồi được ngay.")
        ),
        Can.FOLLOW_REQUEST: Described(
            _("Theo dõi yêu cầu ký"), fixed=_("Hệ thống tự theo dõi yêu cầu ký gửi ra ngoài.")
        ),
        Can.DROP: Described(
            _("Bỏ dự thảo khi kết quả biểu quyết bị huỷ"),
            fixed=_("Hệ thống tự bỏ dự thảo khi hai người có thẩm quyền huỷ kết quả biểu quyết."),
        ),
        Can.WITHDRAW: Described(
            _("Thu hồi văn bản"), fixed=_("Chỉ Thường trực Hội đồng nhân dân quyết định thu hồi văn bản đã ban hành.")
        ),
    },
)
