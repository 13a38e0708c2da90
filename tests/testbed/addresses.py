"""Three tiny views, by which the tests see in which place a request is answered."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kernel.openness import open_to_all, public_record
from kernel.place import current_key


def workspace(request: HttpRequest) -> HttpResponse:
    """Answer with the key of the place."""
    return HttpResponse(current_key())


@public_record
def record(request: HttpRequest) -> HttpResponse:
    """Answer as a published record does."""
    return HttpResponse(f"record of {current_key()}")


@open_to_all
def health(request: HttpRequest) -> HttpResponse:
    """Answer without a word about any council."""
    return HttpResponse("alive")


urlpatterns = [path("lam-viec/", workspace), path("cong-bo/", record), path("song/", health)]
