"""Addresses of documents for everybody; ``/vb/<code>`` is printed on paper and never changes."""

from django.urls import path

from council.documents.web import checking, public

app_name = "documents_public"
urlpatterns = [
    path("kiem-tra/", checking.check, name="check"),
    path("cong-khai/van-ban/", public.index, name="index"),
    path("cong-khai/nghi-quyet/", public.resolutions, name="resolutions"),
    path("vb/<str:short_code>", public.detail, name="detail"),
    path("vb/<str:short_code>/", public.long_address, name="long_address"),
    path("vb/<str:short_code>/toan-van.pdf", public.pdf, name="pdf"),
    path("vb/<str:short_code>/phu-luc/<uuid:attachment_id>/", public.attachment, name="attachment"),
]
