"""Addresses of what is prepared before the agenda: dossiers, remarks, the year's list."""

from django.urls import path

from council.sessions.web import dossier_steps, dossiers, remarks, year_list

urlpatterns = [
    path("ho-so-trinh/", dossiers.board, name="dossiers"),
    path("ho-so-trinh/dang-ky/", dossiers.register, name="register_dossier"),
    path("ho-so-trinh/<uuid:dossier_id>/", dossiers.dossier, name="dossier"),
    path("ho-so-trinh/<uuid:dossier_id>/sua/", dossiers.edit, name="edit_dossier"),
    path("ho-so-trinh/<uuid:dossier_id>/buoc/<slug:move>/", dossier_steps.step, name="dossier_step"),
    path("ho-so-trinh/<uuid:dossier_id>/bao-cao-tham-tra/", dossier_steps.report, name="dossier_report"),
    path("ho-so-trinh/<uuid:dossier_id>/tai-lieu/", dossiers.give_paper, name="give_dossier_paper"),
    path("ho-so-trinh/tai-lieu/<uuid:dossier_paper_id>/", dossiers.paper, name="dossier_paper"),
    path("ho-so-trinh/<uuid:dossier_id>/y-kien/", remarks.write, name="write_remark"),
    path("ho-so-trinh/y-kien/<uuid:remark_id>/sua/", remarks.edit, name="edit_remark"),
    path("ho-so-trinh/y-kien/<uuid:remark_id>/bo/", remarks.drop, name="drop_remark"),
    path("ho-so-trinh/y-kien/<uuid:remark_id>/<slug:reply_name>/", remarks.reply, name="reply_remark"),
    path("ho-so-trinh/<uuid:dossier_id>/theo-doi/", remarks.add_observer, name="add_observer"),
    path("ho-so-trinh/theo-doi/<uuid:observer_id>/thoi/", remarks.remove_observer, name="remove_observer"),
    path("ky-hop/nam/<int:year>/danh-muc/", year_list.add, name="list_matter"),
    path("ky-hop/danh-muc/<uuid:matter_id>/bo/", year_list.remove, name="unlist_matter"),
]
