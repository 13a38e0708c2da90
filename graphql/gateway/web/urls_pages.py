"""Addresses of the pages about the API: reference and dictionary at every host, trying out at a council's."""

from django.urls import path

from gateway.web import dictionary, pages

app_name = "api"
reference = [
    path("api/tai-lieu/", pages.documentation, name="documentation"),
    path("api/tu-dien/", dictionary.index, name="dictionary"),
]
urlpatterns = [*reference, path("api/thu/", pages.tryout, name="tryout")]
