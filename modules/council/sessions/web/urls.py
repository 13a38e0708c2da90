"""Addresses of the pages of sessions."""

from django.urls import path

from council.sessions.web import control, hall, office

app_name = "sessions"
urlpatterns = [
    path("ky-hop/", office.index, name="index"),
    path("ky-hop/<uuid:session_id>/", office.detail, name="detail"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/", office.paper, name="paper"),
    path("phien-hop/", hall.hall, name="hall"),
    path("phien-hop/bieu-quyet/<uuid:vote_id>/", hall.ballot, name="ballot"),
    path("phien-hop/bieu-quyet/<uuid:vote_id>/phieu/", hall.cast, name="cast"),
    path("phien-hop/diem-danh/<uuid:sitting_id>/", hall.check_in, name="check_in"),
    path("dieu-hanh/<uuid:session_id>/", control.control, name="control"),
    path("dieu-hanh/<uuid:session_id>/diem-danh/", control.presence, name="presence"),
    path("dieu-hanh/<uuid:session_id>/tien-do/", control.progress, name="progress"),
    path("dieu-hanh/<uuid:session_id>/<slug:name>/", control.move, name="move"),
]
