"""Addresses on the operators' host."""

from django.urls import URLPattern, URLResolver, include, path

from gateway.urls import public_urls
from gateway.web.urls_pages import reference

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kernel.ui.urls")),
    path("tai-khoan/", include("kernel.accounts.web.urls")),
    path("thong-bao/", include("kernel.notify.web.urls")),
    path("bo-loc/", include("kernel.lists.web.urls")),
    path("ban-nhap/", include("kernel.drafts.web.urls")),
    path("", include((public_urls, "gateway"))),
    path("", include("gateway.web.urls_oauth")),
    path("", include((reference, "api"))),
    path("", include("console.web.urls")),
    path("khoa/", include("gateway.web.urls")),
]
