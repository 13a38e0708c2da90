"""Addresses of the keys' pages, at the operators' host and at each council's."""

from django.urls import path

from gateway.web import views

app_name = "keys"
urlpatterns = [
    path("", views.keys, name="list"),
    path("cap/", views.grant, name="grant"),
    path("<uuid:key_id>/", views.show, name="show"),
    path("<uuid:key_id>/doi/", views.rotate, name="rotate"),
    path("<uuid:key_id>/cham-dut-khoa-cu/", views.end_old, name="end_old"),
    path("<uuid:key_id>/thu-hoi/", views.revoke, name="revoke"),
]
