"""Addresses under /dai-bieu/ on a council's own host."""

from django.urls import path

from council.people.web import changes, entering, office, sheets

app_name = "people"
urlpatterns = [
    path("", office.index, name="index"),
    path("them/", entering.add_delegate, name="add"),
    path("van-phong/them/", entering.add_clerk, name="add_clerk"),
    path("van-phong/<uuid:person_id>/moi/", changes.invite_clerk, name="invite_clerk"),
    path("danh-sach.xlsx", sheets.delegates_list, name="delegates_list"),
    path("nhap/", sheets.upload_delegates, name="import_delegates"),
    path("nhap/mau.xlsx", sheets.delegates_template, name="delegates_template"),
    path("nhap/<uuid:sheet_id>/", sheets.sheet, name="sheet"),
    path("nhap/<uuid:sheet_id>/ghi/", sheets.import_now, name="import_sheet"),
    path("nhap/<uuid:sheet_id>/bo/", sheets.discard, name="discard_sheet"),
    path("co-cau/", office.structure, name="structure"),
    path("<uuid:mandate_id>/", office.detail, name="detail"),
    path("<uuid:mandate_id>/nhan-than/", office.sensitive, name="sensitive"),
    path("<uuid:mandate_id>/tam-dinh-chi/", changes.suspend, name="suspend"),
    path("<uuid:mandate_id>/cho-tro-lai/", changes.reinstate, name="reinstate"),
    path("<uuid:mandate_id>/chuc-vu/", entering.appoint, name="appoint"),
    path("<uuid:mandate_id>/moi/", changes.invite, name="invite"),
]
