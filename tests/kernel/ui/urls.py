"""The look alone, with its error pages: no council, no database."""

from django.urls import include, path
from django.views import defaults

from kernel.ui import errors

FAILURES = {
    400: lambda request: defaults.bad_request(request, ValueError()),
    403: lambda request: defaults.permission_denied(request, PermissionError()),
    404: lambda request: defaults.page_not_found(request, ValueError()),
    500: defaults.server_error,
    503: errors.suspended,
}
urlpatterns = [
    path("", include("kernel.ui.urls")),
    # To these the components of lists and of drafts lead; nobody follows them here.
    path("bo-loc/", include("kernel.lists.web.urls")),
    path("ban-nhap/", include("kernel.drafts.web.urls")),
    path("unknown-host/", lambda request: errors.unknown_host()),
    *(path(f"failure/{status}/", view) for status, view in FAILURES.items()),
]
