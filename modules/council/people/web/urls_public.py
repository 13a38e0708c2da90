"""Addresses of the directory of delegates, for everybody."""

from django.urls import path

from council.people.web import public

app_name = "people_public"
urlpatterns = [
    path("cong-khai/dai-bieu/", public.index, name="index"),
    path("cong-khai/dai-bieu/<uuid:mandate_id>/", public.detail, name="detail"),
    path("cong-khai/dai-bieu/<uuid:mandate_id>/anh/", public.portrait, name="portrait"),
    path("cong-khai/dai-bieu/<uuid:mandate_id>/viet-thu/", public.write, name="write"),
]
