"""The doors of the look: the size switch without JavaScript."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kernel.openness import open_to_all
from kernel.ui.size import COOKIE, SIZES, YEAR_SECONDS


@open_to_all
@csrf_exempt  # it only sets a display preference, and a token would put a cookie on every public page
@require_POST
def set_size(request: HttpRequest) -> HttpResponse:
    """Keep the chosen size of letters in a cookie and go back to the page."""
    size = request.POST.get("size", "")
    if size not in SIZES:
        return HttpResponseBadRequest(_("Cỡ chữ không hợp lệ."))
    response = HttpResponseRedirect(_way_back(request))
    response.set_cookie(COOKIE, size, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure())
    return response


def _way_back(request: HttpRequest) -> str:
    """Return the page that asked, when it is one of this host."""
    page = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else "/"
