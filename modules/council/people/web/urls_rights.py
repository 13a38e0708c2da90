"""Addresses under /phan-quyen/ on a council's own host."""

from django.urls import path

from council.people.web import rights

app_name = "rights"
urlpatterns = [
    path("", rights.index, name="list"),
    path("van-phong/", rights.office, name="office"),
    path("thay-doi/<uuid:move_id>/<slug:step>/", rights.take_step, name="step"),
    path("<str:capability>/", rights.one, name="one"),
]
