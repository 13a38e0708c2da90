"""Addresses of the keys' pages, on the operators' host only."""

from django.urls import path

from gateway.web import views

app_name = "keys"
urlpatterns = [
    path("", views.keys, name="list"),
    path("cap/", views.grant, name="grant"),
    path("<uuid:key_id>/thu-hoi/", views.revoke, name="revoke"),
]
