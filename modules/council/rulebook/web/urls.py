"""Addresses under /quy-dinh/ on a council's own host."""

from django.urls import path

from council.rulebook.web import views

app_name = "rulebook"
urlpatterns = [
    path("", views.rules, name="list"),
    path("ngay-rieng/", views.days, name="days"),
    path("ngay-rieng/<uuid:day_id>/bo/", views.remove_day, name="remove_day"),
    path("<str:key>/", views.rule, name="rule"),
    path("<str:key>/ket-thuc/", views.end_rule, name="end"),
]
