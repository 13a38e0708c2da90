"""Who may do what while a matter is prepared: registered, drafted, submitted, examined, taken onto the agenda.

Source: the roles table, rows "Agenda item: propose", "Dossier upload", "Verification report". An agency acts for its
own dossiers, a committee for those that it examines or submits; somebody who observes a draft reads it.
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from council.roles import BODY, COMMITTEE, Role
from kernel.access import OWN, Belongs, Described, describe, grants


class Can(StrEnum):
    """What somebody may do with a dossier."""

    REGISTER = "sessions.register_dossier"
    READ = "sessions.read_dossier"
    SUBMIT = "sessions.submit_dossier"
    KEEP = "sessions.keep_dossiers"
    DECIDE = "sessions.decide_dossier"
    WRITE_REMARKS = "sessions.write_remarks"
    EXAMINE = "sessions.examine_dossier"


def _of(matter: Any) -> Any:
    """Return the dossier to which a remark or a paper belongs."""
    return getattr(matter, "dossier", matter)


def of_submitter(matter: Any) -> Belongs:
    """A dossier is its submitter's own: the agency's, or the committee's that submits it."""
    dossier = _of(matter)
    bodies = {getattr(dossier, "body_id", None), getattr(dossier, "submitting_committee_id", None)}
    return Belongs(bodies=frozenset(bodies - {None}))


def of_committee(matter: Any) -> Belongs:
    """Its examination is the matter of the committee that examines it."""
    committee_id = getattr(_of(matter), "committee_id", None)
    return Belongs(bodies=frozenset({committee_id} - {None}))


def of_all(matter: Any) -> Belongs:
    """It is read by its submitter, the committee that examines it, and who observes it."""
    dossier = _of(matter)
    observers = frozenset(getattr(dossier, "observer_ids", ()))
    return Belongs(owners=observers, bodies=of_submitter(dossier).bodies | of_committee(dossier).bodies)


_STANDING = {Can.REGISTER, Can.READ, Can.DECIDE}
_OFFICE = {Can.REGISTER, Can.READ, Can.SUBMIT, Can.KEEP, Can.WRITE_REMARKS}
_OUTSIDE = {*BODY.of(Can.REGISTER, Can.READ, Can.SUBMIT)}

GRANTS = grants(
    Can,
    {
        Role.COUNCIL_CHAIR: _STANDING,
        Role.COUNCIL_VICE_CHAIR: _STANDING,
        Role.COMMITTEE_HEAD: {*COMMITTEE.of(Can.REGISTER, Can.READ, Can.SUBMIT, Can.WRITE_REMARKS, Can.EXAMINE)},
        Role.COMMITTEE_MEMBER: {*COMMITTEE.of(Can.READ, Can.WRITE_REMARKS)},
        Role.DELEGATE: {*OWN.of(Can.READ)},
        Role.OFFICE_CHIEF: _OFFICE,
        Role.OFFICE_STAFF: _OFFICE,
        Role.RECORDS_CLERK: {Can.READ},
        Role.SESSION_SECRETARY: {Can.READ},
        Role.AGENCY: _OUTSIDE,
        Role.FRONT: _OUTSIDE,
    },
    belongs={
        Can.REGISTER: of_submitter,
        Can.READ: of_all,
        Can.SUBMIT: of_submitter,
        Can.WRITE_REMARKS: of_committee,
        Can.EXAMINE: of_committee,
    },
)

_OF_THE_STANDING = _("Thường trực Hội đồng nhân dân quyết định danh mục và chương trình kỳ họp.")
_OF_THE_COMMITTEE = _("Chỉ ban được giao mới thẩm tra; không ban, cơ quan nào làm thay.")
_OF_THE_DOSSIER = _("Hồ sơ đang soạn thảo chỉ cơ quan trình, ban thẩm tra và người theo dõi đọc được.")
DESCRIBED = describe(
    Can,
    {
        Can.REGISTER: Described(_("Đăng ký nội dung trình kỳ họp"), away=frozenset({Role.OFFICE_STAFF})),
        Can.READ: Described(_("Đọc hồ sơ đang chuẩn bị"), fixed=_OF_THE_DOSSIER),
        Can.SUBMIT: Described(_("Gửi hồ sơ trình, trả lời ý kiến thẩm tra"), away=frozenset({Role.OFFICE_STAFF})),
        Can.KEEP: Described(_("Phân công, theo dõi việc chuẩn bị hồ sơ"), away=frozenset({Role.OFFICE_STAFF})),
        Can.DECIDE: Described(
            _("Đưa vào danh mục, vào chương trình; quyết định ý kiến khác nhau"), fixed=_OF_THE_STANDING
        ),
        Can.WRITE_REMARKS: Described(_("Ghi ý kiến thẩm tra"), away=frozenset({Role.OFFICE_STAFF})),
        Can.EXAMINE: Described(_("Thẩm tra hồ sơ"), fixed=_OF_THE_COMMITTEE),
    },
)
