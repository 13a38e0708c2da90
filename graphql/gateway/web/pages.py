"""Pages about the API: its reference for everybody, and a page on which people who may ask try questions out."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from gateway import reference
from gateway.models import SCOPE_WORDS, Endpoint, Scope
from gateway.permissions import Can
from gateway.schemas import schema_of
from kernel.accounts.doors import needs
from kernel.openness import open_to_all
from kernel.place import PUBLIC_KEY, current_key

# What changed for those who ask, the latest first.
CHANGES = (
    (date(2026, 11, 22), _("Mã truy cập ngắn hạn theo OAuth 2.0; thao tác đã đăng ký hỏi bằng GET, có ETag.")),
    (date(2026, 11, 22), _("Đổi khoá có thời gian dùng song song; xem lượt dùng của từng khoá.")),
    (date(2026, 11, 21), _("Cổng dữ liệu mở: hội đồng, nghị quyết, kỳ họp và số liệu tổng hợp.")),
)


@open_to_all
@require_GET
def documentation(request: HttpRequest) -> HttpResponse:
    """Show the reference of the endpoint at this host, drawn from its schema."""
    endpoint = _endpoint()
    shown = {
        "shell": "ui/plain.html" if endpoint == Endpoint.CENTRAL else "ui/public.html",
        "api": request.build_absolute_uri(reverse("gateway:api")),
        "site": request.build_absolute_uri("/").rstrip("/"),
        "reference": reference.reference_of(schema_of(endpoint)),
        "scopes": [(one, SCOPE_WORDS[one]) for one in Scope],
        "starts": reference.starts(),
        "examples": reference.examples(),
        "codes": reference.error_codes(),
        "limits": reference.limits(),
        "changes": CHANGES,
    }
    return render(request, "gateway/reference.html", shown)


@needs(Can.ASK)
@require_GET
def tryout(request: HttpRequest) -> HttpResponse:
    """Show GraphiQL with the schema of this host; the answers come from the endpoint itself."""
    examples = reference.examples()
    given = {
        "words": _words(),
        "examples": [text for _name, text in examples],
        "schema": reference.introspection_of(schema_of(_endpoint())),
    }
    return render(request, "gateway/tryout.html", {"api": reverse("gateway:api"), "examples": examples, "given": given})


def _words() -> dict[str, str]:
    """Return what the page for trying out says, and how its buttons are called."""
    return {
        "ready": __("Chọn một mẫu hoặc tự soạn, rồi bấm nút Hỏi (hình tam giác)."),
        "running": __("Đang hỏi…"),
        "cost": __("Chi phí: {actual} điểm (dự tính {requested}); còn lại {available}/{capacity}."),
        "refused": __("Bị từ chối: {code}."),
        "broken": __("Biến không đúng dạng JSON."),
        "away": __("Không gửi được yêu cầu. Hãy kiểm tra kết nối rồi thử lại."),
        "unloaded": __("Chưa tải được trình soạn truy vấn. Hãy tải lại trang."),
        "ask": __("Hỏi"),
        "tidy": __("Trình bày lại"),
        "copy": __("Sao chép truy vấn"),
        "query": __("Truy vấn"),
        "variables": __("Biến (JSON)"),
        "answer": __("Trả lời"),
        "proposals": __("Gợi ý"),
    }


def _endpoint() -> Endpoint:
    return Endpoint.CENTRAL if current_key() == PUBLIC_KEY else Endpoint.PROVINCE
