"""Addresses of the directory of delegates, for everybody."""

from django.urls import path

from council.people.web import public

app_name = "people_public"
urlpatterns = [path("cong-khai/dai-bieu/", public.index, name="index")]
