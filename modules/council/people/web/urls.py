"""Addresses under /dai-bieu/ on a council's own host."""

from django.urls import path

from council.people.web import changes, entering, office

app_name = "people"
urlpatterns = [
    path("", office.index, name="index"),
    path("them/", entering.add_delegate, name="add"),
    path("van-phong/them/", entering.add_clerk, name="add_clerk"),
    path("van-phong/<uuid:person_id>/moi/", changes.invite_clerk, name="invite_clerk"),
    path("co-cau/", office.structure, name="structure"),
    path("<uuid:mandate_id>/", office.detail, name="detail"),
    path("<uuid:mandate_id>/nhan-than/", office.sensitive, name="sensitive"),
    path("<uuid:mandate_id>/tam-dinh-chi/", changes.suspend, name="suspend"),
    path("<uuid:mandate_id>/cho-tro-lai/", changes.reinstate, name="reinstate"),
    path("<uuid:mandate_id>/chuc-vu/", entering.appoint, name="appoint"),
    path("<uuid:mandate_id>/moi/", changes.invite, name="invite"),
]
