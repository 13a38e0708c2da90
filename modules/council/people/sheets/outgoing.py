"""Lists that go out: the columns that everybody inside may know, none of what is kept apart."""

from collections.abc import Iterable
from typing import IO, Any

from django.utils.translation import gettext as _

from council.people.models import Mandate
from kernel.sheets import workbook


def delegates_out(mandates: Iterable[Mandate], *, with_former_units: bool = False) -> IO[bytes]:
    """Return the list of delegates as a workbook; the mandates come with person, team, term and held posts.

    ``with_former_units`` adds the column of a merged council: of which unit the constituency was before.
    The caller closes the file.
    """
    headings = (
        (_("STT"), 6), (_("Họ và tên"), 28), (_("Giới tính"), 11), (_("Năm sinh"), 10),
        (_("Chức vụ, nơi công tác"), 36), (_("Chức vụ trong Hội đồng"), 36), (_("Khối công tác"), 18),
        (_("Chuyên trách"), 13), (_("Đơn vị bầu cử"), 26), (_("Tổ đại biểu"), 20), (_("Nhiệm kỳ"), 12),
        (_("Từ ngày"), 12), (_("Trạng thái"), 18),
    )  # fmt: skip
    rows = ((_row(number, mandate), mandate) for number, mandate in enumerate(mandates, 1))
    if not with_former_units:
        return workbook(_("Đại biểu"), headings, (row for row, _mandate in rows))
    headings = (*headings, (_("Đơn vị trước sắp xếp"), 24))
    return workbook(_("Đại biểu"), headings, ([*row, _former_unit(mandate)] for row, mandate in rows))


def _former_unit(mandate: Mandate) -> str:
    return mandate.constituency.former_unit if mandate.constituency else ""


def _row(number: int, mandate: Mandate) -> list[Any]:
    person = mandate.person
    posts = (post.full_title for post in person.held_posts)  # type: ignore[attr-defined]  # prefetched by the query
    return [
        number,
        person.full_name,
        person.get_gender_display(),
        person.birth_year,
        person.main_job,
        "; ".join(posts),
        mandate.get_sector_display() if mandate.sector else "",
        _("Có") if mandate.full_time else _("Không"),
        mandate.constituency.name if mandate.constituency else "",
        mandate.team.name if mandate.team else "",
        mandate.term.name,
        mandate.started_on,
        mandate.get_state_display(),
    ]
