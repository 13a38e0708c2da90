"""Addresses of the council's first pages and of the province's view."""

from django.urls import path

from council.portal.web import home, province

app_name = "portal"
urlpatterns = [
    path("", home.front, name="front"),
    path("cong-khai/", home.public, name="public"),
    path("lam-viec/", home.work, name="work"),
    path("toan-tinh/", province.overview, name="province"),
    path("toan-tinh/<slug:unit_code>/", province.commune, name="commune"),
]
