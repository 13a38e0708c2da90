"""Addresses of papers: put up, delivered, read."""

from django.urls import path

from council.sessions.web import codes, delivery, handouts, notes, office, pack, papers, reading

urlpatterns = [
    path("ky-hop/<uuid:session_id>/phat-hanh/", papers.release, name="release"),
    path("ky-hop/dung-han/", delivery.punctuality, name="punctuality"),
    path("ky-hop/<uuid:session_id>/ma-qr/", codes.sheet, name="codes"),
    path("ky-hop/<uuid:session_id>/giao-nhan/", delivery.deliveries, name="deliveries"),
    path("ky-hop/<uuid:session_id>/phat-giay/", handouts.add, name="add_handout"),
    path("ky-hop/phat-giay/<uuid:handout_id>/bo/", handouts.remove, name="remove_handout"),
    path("ky-hop/<uuid:session_id>/tai-lieu/them/", papers.add_paper, name="add_paper"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/", office.paper, name="paper"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/doc/", reading.read, name="read"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/tep/<slug:sha256>/", reading.content, name="content"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/dang-doc/", reading.place, name="place"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/ghi-chu/", notes.notes, name="notes"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/ghi-chu/xoa/", notes.remove_note, name="remove_note"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/nguoi-doc/", delivery.readers, name="readers"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/nguoi-nhan/", papers.audience, name="audience"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/thay/", papers.replace_paper, name="replace_paper"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/thu-hoi/", papers.recall_paper, name="recall_paper"),
    path("sw.js", pack.worker, name="worker"),
    path("phien-hop/goi-tai-lieu/", pack.pack, name="pack"),
    path("phien-hop/tai-lieu/", reading.own_papers, name="own_papers"),
]
