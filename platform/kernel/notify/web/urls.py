"""Addresses under /thong-bao/, in a council and for operators."""

from django.urls import path

from kernel.notify.web import telephones, views

app_name = "notify"
urlpatterns = [
    path("", views.bell, name="bell"),
    path("da-doc/", views.all_read, name="all_read"),
    path("kenh/", telephones.wishes, name="wishes"),
    path("da-gui/", telephones.deliveries, name="deliveries"),
    path("<uuid:notice_id>/da-doc/", views.read, name="read"),
    path("<uuid:notice_id>/mo/", views.follow, name="follow"),
]
