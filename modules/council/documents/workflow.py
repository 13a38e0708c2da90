"""The life of an official document (workflows A3): text, approval, number, publication, withdrawal."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from council.documents.permissions import Can
from kernel.access import Step, steps


class State(TextChoices):
    """Where a document stands."""

    DRAFT = "draft", _("Dự thảo")
    FINAL_TEXT = "final_text", _("Đã chốt văn bản")
    SIGNED = "signed", _("Đã ký")
    ISSUED = "issued", _("Đã ban hành")
    PUBLISHED = "published", _("Đã công bố")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")
    DROPPED = "dropped", _("Đã bỏ")


class HeldState(TextChoices):
    """What became of a number that was held back from its book."""

    RESERVED = "reserved", _("Giữ lại")
    USED = "used", _("Đã dùng")
    CANCELLED = "cancelled", _("Đã huỷ")
    SECRET = "secret", _("Cấp cho văn bản mật")


class Part(TextChoices):
    """Which of a document's two signatures: its signatory's own, or the seal of the body that issues it."""

    PERSON = "person", _("Chữ ký của người có thẩm quyền")
    SEAL = "seal", _("Chữ ký số của cơ quan")


class Means(TextChoices):
    """By which way a signature comes whose key lies elsewhere."""

    OUTSIDE = "outside", _("Ký bằng thiết bị, tải tệp lên")
    REMOTE = "remote", _("Ký từ xa, xác nhận trên điện thoại")


class RequestState(TextChoices):
    """Where a request for a signature stands whose key lies elsewhere."""

    WAITING = "waiting", _("Đang chờ chữ ký")
    ANSWERED = "answered", _("Đã có chữ ký, đang hoàn tất")
    DONE = "done", _("Đã ký")
    REFUSED = "refused", _("Bị từ chối")
    EXPIRED = "expired", _("Quá thời gian")
    WITHDRAWN = "withdrawn", _("Đã huỷ")


class CertificateState(TextChoices):
    """Whether one may sign with a certificate."""

    WAITING = "waiting", _("Chờ người thứ hai")
    IN_FORCE = "in_force", _("Đang dùng")
    WITHDRAWN = "withdrawn", _("Đã thu hồi")


class ClassChangeState(TextChoices):
    """Where a change of the class of confidentiality stands."""

    ASKED = "asked", _("Chờ người thứ hai")
    APPROVED = "approved", _("Đã đổi")
    REFUSED = "refused", _("Không đồng ý")


# Before the number is given; a number exists only from the issue on (R-RES-03).
UNNUMBERED = frozenset({State.DRAFT, State.FINAL_TEXT, State.SIGNED, State.DROPPED})
IN_FORCE = frozenset({State.ISSUED, State.PUBLISHED})
# What the public page of a document shows: a withdrawn one stays there with its banner.
OPEN_TO_ALL = frozenset({State.PUBLISHED, State.WITHDRAWN})
# A request that may still become a signature.
OPEN_REQUESTS = frozenset({RequestState.WAITING, RequestState.ANSWERED})

STEPS = steps(
    Step("edit", {State.DRAFT}, State.DRAFT, Can.DRAFT, _("Sửa dự thảo")),
    Step("finalise", {State.DRAFT}, State.FINAL_TEXT, Can.FINALISE, _("Chốt văn bản")),
    Step("reopen", {State.FINAL_TEXT}, State.DRAFT, Can.FINALISE, _("Trả lại để sửa")),
    Step("sign", {State.FINAL_TEXT}, State.SIGNED, Can.SIGN, _("Ký")),
    Step("issue", {State.SIGNED}, State.ISSUED, Can.ISSUE, _("Cấp số và ban hành")),
    Step("publish", {State.ISSUED}, State.PUBLISHED, Can.PUBLISH, _("Công bố")),
    Step("withdraw", IN_FORCE, State.WITHDRAWN, Can.WITHDRAW, _("Thu hồi")),
    # What the draft rests on does not stand: the product drops it, nobody by hand.
    Step("drop", {State.DRAFT, State.FINAL_TEXT}, State.DROPPED, Can.DROP),
)

HELD_STEPS = steps(
    Step("use_number", {HeldState.RESERVED}, HeldState.USED, Can.KEEP_BOOKS, _("Dùng số đã giữ")),
    Step("cancel_number", {HeldState.RESERVED}, HeldState.CANCELLED, Can.KEEP_BOOKS, _("Huỷ số")),
    Step("give_to_secret", {HeldState.RESERVED}, HeldState.SECRET, Can.KEEP_BOOKS, _("Cấp cho văn bản mật")),
)
CLASS_STEPS = steps(
    Step("approve_class", {ClassChangeState.ASKED}, ClassChangeState.APPROVED, Can.OPEN_CLASS, _("Đồng ý mở rộng")),
    Step("refuse_class", {ClassChangeState.ASKED}, ClassChangeState.REFUSED, Can.OPEN_CLASS, _("Không đồng ý")),
)
CERTIFICATE_STEPS = steps(
    Step(
        "confirm_certificate",
        {CertificateState.WAITING},
        CertificateState.IN_FORCE,
        Can.CONFIRM_CERTIFICATE,
        _("Xác nhận chứng thư"),
    ),
    Step(
        "withdraw_certificate",
        {CertificateState.WAITING, CertificateState.IN_FORCE},
        CertificateState.WITHDRAWN,
        Can.WITHDRAW_CERTIFICATE,
        _("Thu hồi chứng thư"),
    ),
)
# Taken by the product: what becomes of a request follows from what its asker may do with the document.
REQUEST_STEPS = steps(
    Step("answer_request", {RequestState.WAITING}, RequestState.ANSWERED, Can.FOLLOW_REQUEST, _("Nhận chữ ký")),
    Step("complete_request", OPEN_REQUESTS, RequestState.DONE, Can.FOLLOW_REQUEST, _("Hoàn tất chữ ký")),
    Step("refuse_request", {RequestState.WAITING}, RequestState.REFUSED, Can.FOLLOW_REQUEST, _("Từ chối ký")),
    Step("expire_request", OPEN_REQUESTS, RequestState.EXPIRED, Can.FOLLOW_REQUEST, _("Hết thời gian ký")),
    Step("withdraw_request", {RequestState.WAITING}, RequestState.WITHDRAWN, Can.FOLLOW_REQUEST, _("Huỷ yêu cầu ký")),
)
