"""Addresses under /van-ban/ on a council's own host."""

from django.urls import path

from council.documents.web import attachments, books, changes, drafting, issuing, steps, versions, views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
    path("soan/", drafting.begin, name="begin"),
    path("so/", books.index, name="books"),
    path("so/giu-so/", books.reserve, name="reserve_numbers"),
    path("so/mo-so/", books.open_new, name="open_book"),
    path("so/cach-danh-so/", books.numberings, name="numberings"),
    path("so/cach-danh-so/<str:body>/", books.numbering, name="numbering"),
    path("so/<uuid:book_id>/", books.book, name="book"),
    path("so/<uuid:book_id>/giai-trinh/<int:number>/", books.explain, name="explain_gap"),
    path("so/huy-so/<uuid:held_id>/", books.cancel, name="cancel_number"),
    path("<uuid:document_id>/", views.detail, name="detail"),
    path("<uuid:document_id>/sua/", views.edit, name="edit"),
    path("<uuid:document_id>/xem-truoc/", views.preview, name="preview"),
    path("<uuid:document_id>/word/", views.word, name="word"),
    path("<uuid:document_id>/tep/", views.pdf, name="pdf"),
    path("<uuid:document_id>/chot/", steps.step, {"name": "finalise"}, name="finalise"),
    path("<uuid:document_id>/tra-lai/", steps.step, {"name": "reopen"}, name="reopen"),
    path("<uuid:document_id>/ky/", steps.step, {"name": "sign"}, name="sign"),
    path("<uuid:document_id>/ban-hanh/", issuing.issue, name="issue"),
    path("<uuid:document_id>/cong-bo/", steps.step, {"name": "publish"}, name="publish"),
    path("<uuid:document_id>/thu-hoi/", steps.step, {"name": "withdraw"}, name="withdraw"),
    path("<uuid:document_id>/phien-ban/", versions.index, name="versions"),
    path("<uuid:document_id>/phien-ban/so-sanh/", versions.compared, name="compare_versions"),
    path("<uuid:document_id>/muc-tiep-can/", changes.change_class, name="change_class"),
    path("<uuid:document_id>/muc-tiep-can/dong-y/", changes.decide_class, {"agreed": True}, name="approve_class"),
    path("<uuid:document_id>/muc-tiep-can/tu-choi/", changes.decide_class, {"agreed": False}, name="refuse_class"),
    path("<uuid:document_id>/dinh-chinh/", changes.correct, {"way": "correction"}, name="correct"),
    path("<uuid:document_id>/thay-the/", changes.correct, {"way": "replacement"}, name="replace"),
    path("<uuid:document_id>/phu-luc/them/", attachments.add, name="attach"),
    path("phu-luc/<uuid:attachment_id>/", attachments.file, name="attachment"),
    path("phu-luc/<uuid:attachment_id>/len/", attachments.up, name="attachment_up"),
    path("phu-luc/<uuid:attachment_id>/bo/", attachments.remove, name="detach"),
]
