"""Addresses of what was said in a sitting."""

from django.urls import path

from council.sessions.web import passages, transcript_import, transcripts

urlpatterns = [
    path("ky-hop/loi-cua-toi/", transcripts.own, name="own_passages"),
    path("ky-hop/phien/<uuid:sitting_id>/go-bang/", transcripts.transcript, name="transcript"),
    path("ky-hop/phien/<uuid:sitting_id>/go-bang/nhap/", transcript_import.upload, name="import_transcript"),
    path("ky-hop/phien/<uuid:sitting_id>/go-bang/nhan/", transcript_import.take, name="take_transcript"),
    path("ky-hop/phien/<uuid:sitting_id>/go-bang/nguoi-noi/", transcripts.speakers, name="assign_speakers"),
    path("ky-hop/phien/<uuid:sitting_id>/go-bang/gui/", transcripts.send, name="send_transcript"),
    path("ky-hop/phien/<uuid:sitting_id>/go-bang/dong/", transcripts.close, name="close_transcript"),
    path("ky-hop/doan/<uuid:passage_id>/", passages.passage, name="passage"),
    path("ky-hop/doan/<uuid:passage_id>/sua/", passages.edit, name="edit_passage"),
    path("ky-hop/doan/<uuid:passage_id>/bo/", passages.discard, name="discard_passage"),
]
