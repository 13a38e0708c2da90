"""Addresses of the pages of sessions."""

from django.urls import path

from council.sessions.web import agenda, control, delivery, hall, office, papers, planning, preparing

app_name = "sessions"
urlpatterns = [
    path("ky-hop/", office.index, name="index"),
    path("ky-hop/lap-ke-hoach/", planning.plan, name="plan"),
    path("ky-hop/nam/<int:year>/", preparing.year_page, name="year"),
    path("ky-hop/<uuid:session_id>/", office.detail, name="detail"),
    path("ky-hop/<uuid:session_id>/ke-hoach/", planning.edit_plan, name="edit_plan"),
    path("ky-hop/<uuid:session_id>/trieu-tap/", planning.convene, name="convene"),
    path("ky-hop/<uuid:session_id>/lien-tich/", preparing.conference, name="conference"),
    path("ky-hop/<uuid:session_id>/lien-tich/ghi/", preparing.agree, name="agree"),
    path("ky-hop/<uuid:session_id>/lien-tich/bien-ban/", preparing.conference_minutes, name="conference_minutes"),
    path("ky-hop/<uuid:session_id>/tam-nghi/", preparing.pause, name="pause"),
    path("ky-hop/<uuid:session_id>/luu-tru/", preparing.archive, name="archive"),
    path("ky-hop/<uuid:session_id>/bien-ban/", preparing.minutes, name="minutes"),
    path("ky-hop/<uuid:session_id>/hoan/", planning.postpone, name="postpone"),
    path("ky-hop/<uuid:session_id>/huy/", planning.cancel, name="cancel"),
    path("ky-hop/<uuid:session_id>/phat-hanh/", papers.release, name="release"),
    path("ky-hop/<uuid:session_id>/noi-dung/them/", agenda.add_item, name="add_item"),
    path("ky-hop/<uuid:session_id>/phien-hop/them/", agenda.add_sitting, name="add_sitting"),
    path("ky-hop/<uuid:session_id>/giao-nhan/", delivery.deliveries, name="deliveries"),
    path("ky-hop/<uuid:session_id>/tai-lieu/them/", papers.add_paper, name="add_paper"),
    path("ky-hop/noi-dung/<uuid:item_id>/", agenda.item, name="item"),
    path("ky-hop/noi-dung/<uuid:item_id>/sua/", agenda.edit_item, name="edit_item"),
    path("ky-hop/noi-dung/<uuid:item_id>/vi-tri/", agenda.move_item, name="move_item"),
    path("ky-hop/noi-dung/<uuid:item_id>/rut/", agenda.withdraw_item, name="withdraw_item"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/", office.paper, name="paper"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/nguoi-doc/", delivery.readers, name="readers"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/nguoi-nhan/", papers.audience, name="audience"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/thay/", papers.replace_paper, name="replace_paper"),
    path("ky-hop/tai-lieu/<uuid:paper_id>/thu-hoi/", papers.recall_paper, name="recall_paper"),
    path("phien-hop/", hall.hall, name="hall"),
    path("phien-hop/bieu-quyet/<uuid:vote_id>/", hall.ballot, name="ballot"),
    path("phien-hop/bieu-quyet/<uuid:vote_id>/phieu/", hall.cast, name="cast"),
    path("phien-hop/diem-danh/<uuid:sitting_id>/", hall.check_in, name="check_in"),
    path("dieu-hanh/<uuid:session_id>/", control.control, name="control"),
    path("dieu-hanh/<uuid:session_id>/diem-danh/", control.presence, name="presence"),
    path("dieu-hanh/<uuid:session_id>/tien-do/", control.progress, name="progress"),
    path("dieu-hanh/<uuid:session_id>/<slug:name>/", control.move, name="move"),
]
