"""What is counted of documents, for the council, its province and the nation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from council.documents.law import RESOLUTIONS, Confidentiality
from council.documents.workflow import IN_FORCE, HeldState, State
from hub.rollups import measure

DOCUMENT = "council_documents.Document"
STANDING = sorted(state.value for state in IN_FORCE)


def _of_resolutions(**declaration: Any) -> Any:
    """Declare a measure of the council's resolutions, by their kind."""
    where = {"kind__in": sorted(kind.value for kind in RESOLUTIONS), **declaration.pop("where", {})}
    known = {"model": DOCUMENT, "unit": _("nghị quyết"), "dimensions": ("kind",)}
    return measure(**{**known, **declaration, "where": where})


RESOLUTIONS_ISSUED = _of_resolutions(
    name="resolutions_issued",
    label=_("Nghị quyết đã ban hành"),
    description=_("Nghị quyết đã được cấp số và chưa bị thu hồi, theo loại và ngày ban hành."),
    where={"state__in": STANDING},
    day="issued_on",
    source_rule="R-RES-03",
)
RESOLUTIONS_PUBLISHED = _of_resolutions(
    name="resolutions_published",
    label=_("Nghị quyết đã công bố"),
    description=_("Nghị quyết đang công bố trên cổng, theo loại, đúng hạn hay chậm, và ngày công bố."),
    where={"state": State.PUBLISHED.value},
    dimensions=("kind", "publishing"),
    day="published_on",
    source_rule="R-SES-23",
)
RESOLUTIONS_TO_PUBLISH = _of_resolutions(
    name="resolutions_to_publish",
    label=_("Nghị quyết chờ công bố"),
    description=_(
        "Nghị quyết công khai đã ban hành mà chưa công bố, theo ngày đến hạn công bố; hạn trước hôm nay là quá hạn."
    ),
    where={"state": State.ISSUED.value, "confidentiality": Confidentiality.PUBLIC.value},
    day="publish_due_on",
    source_rule="R-SES-23",
)
RESOLUTIONS_EFFECTIVE = _of_resolutions(
    name="resolutions_effective",
    label=_("Nghị quyết có hiệu lực"),
    description=_("Nghị quyết đã ban hành và chưa bị thu hồi, theo loại và ngày bắt đầu có hiệu lực."),
    where={"state__in": STANDING},
    day="effective_on",
    source_rule="R-RES-01",
)
RESOLUTIONS_WITHDRAWN = _of_resolutions(
    name="resolutions_withdrawn",
    label=_("Nghị quyết bị thu hồi"),
    description=_("Nghị quyết đã ban hành rồi bị thu hồi, theo loại và ngày thu hồi."),
    where={"state": State.WITHDRAWN.value},
    day="withdrawn_on",
    source_rule="R-RES-03",
)
RESOLUTIONS_DISSEMINATED = _of_resolutions(
    name="resolutions_disseminated",
    label=_("Nghị quyết đang công bố, phân theo việc tuyên truyền, phổ biến"),
    description=_(
        "Nghị quyết đang công bố, theo loại, theo việc đã hay chưa tuyên truyền, phổ biến ngoài cổng thông tin, "
        "và ngày công bố."
    ),
    where={"state": State.PUBLISHED.value},
    dimensions=("kind", "dissemination"),
    day="published_on",
    source_rule="R-SES-23",
)
DOCUMENTS_ISSUED = measure(
    name="documents_issued",
    label=_("Văn bản đã ban hành"),
    unit=_("văn bản"),
    description=_(
        "Văn bản của Hội đồng và các cơ quan của Hội đồng, theo loại, hình thức ký số hay ký trên giấy, "
        "và cơ quan ban hành."
    ),
    model=DOCUMENT,
    where={"state__in": STANDING},
    dimensions=("kind", "medium", "issuing_body"),
    day="issued_on",
    source_rule="R-RES-03",
)
RESOLUTION_PUBLISH_DAYS = _of_resolutions(
    name="resolution_publish_days",
    label=_("Số ngày từ khi thông qua đến khi công bố"),
    unit=_("ngày"),
    description=_("Cộng số ngày của các nghị quyết đang công bố; chia cho số nghị quyết đã công bố thành trung bình."),
    where={"state": State.PUBLISHED.value},
    day="published_on",
    adds="publish_days",
    source_rule="R-SES-23",
)
DOCUMENTS_SECRET = measure(
    name="documents_secret",
    label=_("Văn bản mật không đưa vào hệ thống"),
    unit=_("văn bản"),
    description=_("Số trong sổ cấp cho văn bản mật, theo ngày cấp; chỉ đếm số, không có nội dung nào của văn bản."),
    model="council_documents.HeldNumber",
    where={"state": HeldState.SECRET.value},
    day="secret_on",
    source_rule="R-SEC-01",
)
PUBLICITY = measure(
    name="publicity_by_channel",
    label=_("Lượt công bố, phổ biến văn bản"),
    unit=_("lượt"),
    description=_("Lượt công bố và lượt tuyên truyền, phổ biến văn bản, theo kênh và ngày thực hiện."),
    model="council_documents.Publicity",
    where={"removed_at__isnull": True},
    dimensions=("act", "channel"),
    day="done_on",
    source_rule="R-SES-23",
)
