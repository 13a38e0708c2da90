"""Addresses that the menus of the tests lead to."""

from django.http import HttpResponse
from django.urls import include, path


def page(request):
    return HttpResponse()


sessions = (
    [path("", page, name="list"), path("lich/", page, name="calendar"), path("<int:n>/", page, name="one")],
    "sessions",
)
papers = ([path("", page, name="list")], "papers")
urlpatterns = [path("ky-hop/", include(sessions)), path("tai-lieu/", include(papers))]
