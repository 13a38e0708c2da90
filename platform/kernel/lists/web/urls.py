"""Addresses under /bo-loc/, in a council and for operators."""

from django.urls import path

from kernel.lists.web import views

app_name = "lists"
urlpatterns = [
    path("", views.index, name="index"),
    path("luu/", views.save, name="save"),
    path("<uuid:filter_id>/doi-ten/", views.rename, name="rename"),
    path("<uuid:filter_id>/xoa/", views.remove, name="remove"),
    path("<uuid:filter_id>/khoi-phuc/", views.restore, name="restore"),
]
