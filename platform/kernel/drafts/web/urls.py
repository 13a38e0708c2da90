"""Addresses under /ban-nhap/, in a council and for operators."""

from django.urls import path

from kernel.drafts.web import views

app_name = "drafts"
urlpatterns = [path("luu/", views.save, name="save"), path("bo/", views.drop, name="drop")]
