"""Addresses on a council's own host."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from gateway.urls import council_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kernel.ui.urls")),
    path("tai-khoan/", include("kernel.accounts.web.urls")),
    path("quy-dinh/", include("council.rulebook.web.urls")),
    path("thong-bao/", include("kernel.notify.web.urls")),
    path("bo-loc/", include("kernel.lists.web.urls")),
    path("ban-nhap/", include("kernel.drafts.web.urls")),
    path("van-ban/", include("council.documents.web.urls")),
    path("khoa/", include("gateway.web.urls")),
    path("dai-bieu/", include("council.people.web.urls")),
    path("phan-quyen/", include("council.people.web.urls_rights")),
    path("", include("council.sessions.web.urls")),
    path("", include("council.exchange.web.urls")),
    path("", include("council.indicators.web.urls")),
    path("", include("council.portal.web.urls")),
    path("", include((council_urls, "gateway"))),
    path("", include("gateway.web.urls_oauth")),
    path("", include("gateway.web.urls_pages")),
    # What everybody reads: in Vietnamese as it stands, in English below /en/.
    *i18n_patterns(
        path("", include("council.sessions.web.urls_public")),
        path("", include("council.documents.web.urls_public")),
        path("", include("council.people.web.urls_public")),
        path("", include("council.portal.web.urls_public")),
        prefix_default_language=False,
    ),
]
