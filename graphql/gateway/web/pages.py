"""Pages about the API: its reference for everybody, and a page on which people who may ask try questions out."""

from datetime import date
from typing import Any

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
    """Show an editor for questions with the fields beside it; the answer comes from the endpoint itself."""
    schema = schema_of(_endpoint())
    words: dict[str, Any] = {
        "running": __("Đang hỏi…"),
        "cost": __("Chi phí: {actual} điểm (dự tính {requested}); còn lại {available}/{capacity}."),
        "refused": __("Bị từ chối: {code}."),
        "broken": __("Biến không đúng dạng JSON."),
        "away": __("Không gửi được yêu cầu. Hãy kiểm tra kết nối rồi thử lại."),
    }
    shown = {
        "api": reverse("gateway:api"),
        "roots": reference.reference_of(schema).roots,
        "examples": reference.examples(),
        "words": words,
    }
    return render(request, "gateway/tryout.html", shown)


def _endpoint() -> Endpoint:
    return Endpoint.CENTRAL if current_key() == PUBLIC_KEY else Endpoint.PROVINCE
