"""What is counted of documents, for the council, its province and the nation."""

from django.utils.translation import gettext_lazy as _

from council.documents.law import Kind
from council.documents.workflow import State
from hub.rollups import measure

RESOLUTIONS_ISSUED = measure(
    name="resolutions_issued",
    label=_("Nghị quyết đã ban hành"),
    unit=_("nghị quyết"),
    description=_("Nghị quyết đã được cấp số và chưa bị thu hồi, theo loại và ngày ban hành."),
    model="council_documents.Document",
    where={
        "state__in": [State.ISSUED.value, State.PUBLISHED.value],
        "kind__in": [Kind.NORMATIVE_RESOLUTION.value, Kind.INDIVIDUAL_RESOLUTION.value],
    },
    dimensions=("kind",),
    day="issued_on",
    source_rule="R-RES-03",
)
