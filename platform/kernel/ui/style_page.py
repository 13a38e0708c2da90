"""The living style page: every component in all its states, with the words of a real council. Development only.

The place and the people on it are invented; the page reads nothing from the database.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kernel.access import Actor
from kernel.openness import open_to_all
from kernel.ui.nav import Group, Line
from kernel.ui.place import PlaceCard

MOMENT = datetime(2026, 12, 9, 2, 41, 17, tzinfo=UTC)
DELEGATE = Actor(UUID(int=7), "Trần Thị Hạnh", UUID(int=8), frozenset())
CARDS = {
    "council": PlaceCard(_("Hội đồng nhân dân tỉnh Thanh Bình"), _("Thường trực HĐND · 105 xã, phường"), demo=True),
    "public": PlaceCard(
        _("Cổng thông tin Hội đồng nhân dân tỉnh Thanh Bình"),
        _("Công khai · Minh bạch · Lắng nghe cử tri"),
    ),
    "hall": PlaceCard(_("Kỳ họp thứ 12 – HĐND tỉnh Thanh Bình khóa XIX"), _("Phiên toàn thể · Sáng 09/12/2026")),
    "console": PlaceCard(_("HĐND số"), _("Bảng điều hành nền tảng"), suspended=True),
    "plain": PlaceCard(_("Hội đồng nhân dân tỉnh Thanh Bình")),
}
SHELLS = ("hall", "public", "console", "plain", "confirm")


class SampleForm(forms.Form):
    """One field of each kind, so that each is seen with its help and its error."""

    name = forms.CharField(label=_("Tên kỳ họp"), help_text=_("Ví dụ: Kỳ họp thứ 12, khóa XIX"))
    held_on = forms.DateField(label=_("Ngày khai mạc"), widget=forms.DateInput(attrs={"type": "date"}))
    hall = forms.CharField(label=_("Địa điểm"), required=False)
    kind = forms.ChoiceField(
        label=_("Hình thức"),
        choices=[("regular", _("Thường lệ")), ("special", _("Chuyên đề")), ("urgent", _("Giải quyết việc phát sinh"))],
        widget=forms.RadioSelect,
        help_text=_("Kỳ họp thường lệ họp mỗi năm ít nhất hai lần."),
    )
    committee = forms.ChoiceField(
        label=_("Ban thẩm tra"), choices=[("", _("Chọn một ban")), ("budget", _("Ban Kinh tế – Ngân sách"))]
    )
    note = forms.CharField(label=_("Ghi chú"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    paper = forms.FileField(label=_("Giấy triệu tập (PDF)"), required=False)
    is_public = forms.BooleanField(label=_("Đăng trên cổng thông tin ngay sau khi lưu"), required=False)


@dataclass(frozen=True)
class SampleFilter:
    """A saved filter that leads nowhere."""

    name: Any
    href: str = "?ky=nam"
    is_current: bool = False


@dataclass(frozen=True)
class SampleListing:
    """What a list shows of its workbook and filters, without a list."""

    sheet_href: str = "?tep=xlsx"
    page: str = "mau"
    query: str = "trang_thai=draft"
    saved: tuple[SampleFilter, ...] = (
        SampleFilter(_("Nghị quyết chờ ký")),
        SampleFilter(_("Dự thảo của tôi"), is_current=True),
    )
    may_save: bool = True


@dataclass(frozen=True)
class SampleDraft:
    """What was typed and not sent."""

    saved_at: datetime = MOMENT


@dataclass(frozen=True)
class SamplePageDraft:
    """What a form's page says of a draft."""

    address: str = "/_style/"
    seen: int = 3
    offered: SampleDraft | None = None
    restored: SampleDraft | None = None


class ReasonForm(forms.Form):
    """What the page of confirmation asks for."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True)
class SamplePage:
    """A page of a list, without a list."""

    number: int = 2
    has_previous: bool = True
    has_next: bool = True
    previous_page_number: int = 1
    next_page_number: int = 3

    @property
    def paginator(self) -> Any:
        """Return an object that knows the number of pages."""
        return type("Pages", (), {"num_pages": 9})


@open_to_all
def show(request: HttpRequest) -> HttpResponse:
    """Draw the style page; ``?loi=1`` draws its form with every error."""
    form = SampleForm({"hall": "Hội trường A"}) if request.GET.get("loi") else SampleForm()
    return render(request, "ui/style/components.html", _context("council") | {"form": form})


@open_to_all
def show_shell(request: HttpRequest, shell: str) -> HttpResponse:
    """Draw one of the shells with a page as it is in a council's life."""
    if shell not in SHELLS:
        raise Http404
    form = ReasonForm({}) if request.method == "POST" else ReasonForm()
    context = _context(shell)
    if shell == "confirm":
        context |= {
            "form": form,
            "consequence": _("32 phiếu đã ghi nhận sẽ không được tính."),
            "verb": _("Hủy lượt này"),
        }
        context |= {"tone": "danger", "back_href": "/_style/"}
    return render(request, f"ui/style/{shell}.html", context)


def _context(shell: str) -> dict[str, Any]:
    return {
        "place": CARDS.get(shell, CARDS["council"]),
        "actor": DELEGATE if shell not in {"public", "plain"} else None,
        "groups": MENUS.get(shell, MENUS["council"]),
        "moment": MOMENT,
        "later": MOMENT + timedelta(seconds=42),
        "page": SamplePage(),
        "first_page": SamplePage(1, has_previous=False),
        "last_page": SamplePage(9, has_next=False),
        "listing": SampleListing(),
        "draft_offered": SamplePageDraft(offered=SampleDraft()),
        "draft_restored": SamplePageDraft(restored=SampleDraft()),
        "nothing_saved": SampleListing(saved=()),
        "squares": ["done"] * 58 + ["wait"] * 4 + ["absent"] * 4,
        "key": UUID(int=0),
    }


def _menu(*groups: tuple[Any, tuple[tuple[Any, str], ...]], current: int = 0, counted: int = -1) -> list[Group]:
    """Return menu groups whose lines lead nowhere."""
    made, place = [], 0
    for heading, lines in groups:
        ready = []
        for label, icon in lines:
            ready.append(Line(label, "#main", icon, place == current, 4 if place == counted else 0))
            place += 1
        made.append(Group(heading, tuple(ready)))
    return made


MENUS = {
    "council": _menu(
        (
            "",
            (
                (_("Tổng quan"), "layout-dashboard"),
                (_("Việc cần xử lý"), "inbox"),
                (_("Lịch công tác"), "calendar-days"),
            ),
        ),
        (
            _("Hoạt động"),
            (
                (_("Kỳ họp"), "gavel"),
                (_("Nghị quyết"), "file-text"),
                (_("Giám sát"), "search-check"),
                (_("Chất vấn"), "circle-question-mark"),
                (_("Kiến nghị cử tri"), "mail-open"),
            ),
        ),
        (_("Dữ liệu"), ((_("Cấp xã"), "map"), (_("Báo cáo"), "chart-column"))),
        counted=1,
    ),
    "hall": _menu(
        (
            "",
            (
                (_("Phiên họp"), "radio"),
                (_("Chương trình"), "list-ordered"),
                (_("Tài liệu"), "file-text"),
                (_("Chất vấn"), "circle-question-mark"),
                (_("Việc của tôi"), "inbox"),
            ),
        )
    ),
    "public": _menu(
        (
            "",
            tuple(
                (label, "file-text")
                for label in (
                    _("Trang chủ"),
                    _("Nghị quyết"),
                    _("Kỳ họp"),
                    _("Đại biểu"),
                    _("Kiến nghị cử tri"),
                    _("Lấy ý kiến nhân dân"),
                )
            ),
        ),
        current=4,
    ),
    "console": _menu(
        ("", ((_("Hội đồng"), "landmark"), (_("Đưa vào sử dụng"), "building-2"), (_("Sức khỏe hệ thống"), "activity")))
    ),
}
