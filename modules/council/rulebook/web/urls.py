"""Addresses under /quy-dinh/ on a council's own host."""

from django.urls import path

from council.rulebook.web import days, pauses, views

app_name = "rulebook"
urlpatterns = [
    path("", views.rules, name="list"),
    path("ngay-rieng/", days.days, name="days"),
    path("ngay-rieng/<uuid:day_id>/bo/", days.remove_day, name="remove_day"),
    path("tam-dung/", pauses.pauses, name="pauses"),
    path("tam-dung/them/", pauses.add_pause, name="add_pause"),
    path("tam-dung/<uuid:pause_id>/ket-thuc/", pauses.end_pause, name="end_pause"),
    path("tam-dung/<uuid:pause_id>/bo/", pauses.remove_pause, name="remove_pause"),
    path("han-tinh-lai/", pauses.moves, name="moves"),
    path("<str:key>/", views.rule, name="rule"),
    path("<str:key>/ket-thuc/", views.end_rule, name="end"),
]
