"""Addresses under /dai-bieu/ on a council's own host."""

from django.urls import path

from council.people.web import accounts, composition, endings, entering, handover, office, sensitive, sheets

app_name = "people"
urlpatterns = [
    path("", office.index, name="index"),
    path("them/", entering.add_delegate, name="add"),
    path("van-phong/them/", entering.add_clerk, name="add_clerk"),
    path("danh-sach.xlsx", sheets.delegates_list, name="delegates_list"),
    path("nhap/", sheets.upload_delegates, name="import_delegates"),
    path("nhap/mau.xlsx", sheets.delegates_template, name="delegates_template"),
    path("nhap/<uuid:sheet_id>/", sheets.sheet, name="sheet"),
    path("nhap/<uuid:sheet_id>/ghi/", sheets.import_now, name="import_sheet"),
    path("nhap/<uuid:sheet_id>/bo/", sheets.discard, name="discard_sheet"),
    path("co-cau/", office.structure, name="structure"),
    path("co-cau/so-lieu/", composition.composition, name="composition"),
    path("co-cau/so-lieu/<slug:mark>/", composition.marked, name="marked"),
    path("nguoi/<uuid:person_id>/", office.person, name="person"),
    path("nguoi/<uuid:person_id>/moi/", accounts.invite_person, name="invite_person"),
    path("nguoi/<uuid:person_id>/ban-giao/", handover.begin, name="begin_handover"),
    path("tai-khoan/<uuid:account_id>/khoa/", accounts.lock, name="lock_account"),
    path("tai-khoan/<uuid:account_id>/mo-khoa/", accounts.unlock, name="unlock_account"),
    path("tai-khoan/<uuid:account_id>/dong/", accounts.close, name="close_account"),
    path("chuc-vu/<uuid:post_id>/thoi-giu/", endings.end_post, name="end_post"),
    path("ban-giao/", handover.index, name="handovers"),
    path("ban-giao/cho-nhan/", handover.waiting, name="waiting"),
    path("ban-giao/<uuid:handover_id>/", handover.detail, name="handover"),
    path("ban-giao/<uuid:handover_id>/them-viec/", handover.add, name="add_duty"),
    path("ban-giao/<uuid:handover_id>/ket-thuc/", handover.complete, name="complete_handover"),
    path("ban-giao/viec/<uuid:duty_id>/giao/", handover.give, name="give_duty"),
    path("ban-giao/viec/<uuid:duty_id>/nhan/", handover.accept, name="accept_duty"),
    path("ban-giao/viec/<uuid:duty_id>/tra-lai/", handover.decline, name="decline_duty"),
    path("<uuid:mandate_id>/", office.detail, name="detail"),
    path("<uuid:mandate_id>/nhan-than/", sensitive.sensitive, name="sensitive"),
    path("<uuid:mandate_id>/tam-dinh-chi/", endings.suspend, name="suspend"),
    path("<uuid:mandate_id>/cho-tro-lai/", endings.reinstate, name="reinstate"),
    path("<uuid:mandate_id>/cham-dut/", endings.end_mandate, name="end_mandate"),
    path("<uuid:mandate_id>/chuc-vu/", entering.appoint, name="appoint"),
    path("<uuid:mandate_id>/moi/", accounts.invite, name="invite"),
]
