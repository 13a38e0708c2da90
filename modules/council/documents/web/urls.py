"""Addresses under /van-ban/ on a council's own host."""

from django.urls import path

from council.documents.web import books, issuing, steps, views

app_name = "documents"
urlpatterns = [
    path("", views.index, name="index"),
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
    path("<uuid:document_id>/tep/", views.pdf, name="pdf"),
    path("<uuid:document_id>/chot/", steps.step, {"name": "finalise"}, name="finalise"),
    path("<uuid:document_id>/tra-lai/", steps.step, {"name": "reopen"}, name="reopen"),
    path("<uuid:document_id>/ky/", steps.step, {"name": "sign"}, name="sign"),
    path("<uuid:document_id>/ban-hanh/", issuing.issue, name="issue"),
    path("<uuid:document_id>/cong-bo/", steps.step, {"name": "publish"}, name="publish"),
    path("<uuid:document_id>/thu-hoi/", steps.step, {"name": "withdraw"}, name="withdraw"),
]
