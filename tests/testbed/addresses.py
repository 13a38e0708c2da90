"""Tiny views, by which the tests see in which place a request is answered."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from kernel.accounts.models import Account
from kernel.openness import open_to_all, public_record
from kernel.place import current_key
from tenancy.place import in_public


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


def count(request: HttpRequest) -> HttpResponse:
    """Ask the place's own table."""
    return HttpResponse(Account.objects.count())


@public_record
def count_openly(request: HttpRequest) -> HttpResponse:
    """Ask the place's own table for a public record."""
    return count(request)


def swallow(request: HttpRequest) -> HttpResponse:
    """Answer whatever the database said."""
    try:
        return count(request)
    except DatabaseError:
        return HttpResponse("nothing happened")


def visit(request: HttpRequest) -> HttpResponse:
    """Ask nothing of the place, and do something in the operators' place."""
    with in_public():
        ran.append(current_key())
    return HttpResponse("done")


@csrf_exempt
def remember(request: HttpRequest) -> HttpResponse:
    """Do something that no database knows of."""
    ran.append(current_key())
    return HttpResponse("done")


ran: list[str | None] = []
urlpatterns = [
    path("lam-viec/", workspace),
    path("cong-bo/", record),
    path("song/", health),
    path("dem/", count),
    path("dem-cong-bo/", count_openly),
    path("nuot-loi/", swallow),
    path("ghi-nho/", remember),
    path("ghe-tham/", visit),
]
