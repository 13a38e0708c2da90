"""Addresses of films, broadcasts and recordings."""

from django.urls import path

from council.sessions.web import broadcasts, films, listening, recordings

urlpatterns = [
    path("ky-hop/<uuid:session_id>/truyen-hinh/", broadcasts.edit, name="edit_broadcast"),
    path("ky-hop/noi-dung/<uuid:item_id>/phim/them/", films.add_film, name="add_film"),
    path("ky-hop/phim/<uuid:film_id>/", films.film, name="film"),
    path("ky-hop/phim/<uuid:film_id>/phat-hanh/", films.release_film, name="release_film"),
    path("ky-hop/phim/<uuid:film_id>/go/", films.recall_film, name="recall_film"),
    path("ky-hop/phien/<uuid:sitting_id>/ghi-am/", listening.progress, name="recordings"),
    path("ky-hop/phien/<uuid:sitting_id>/ghi-am/them/", recordings.add, name="add_recording"),
    path("ky-hop/ghi-am/<uuid:recording_id>/", recordings.player, name="recording"),
    path("ky-hop/ghi-am/<uuid:recording_id>/tep/", recordings.sound, name="sound"),
    path("ky-hop/ghi-am/<uuid:recording_id>/gio/", recordings.edit, name="edit_recording"),
    path("ky-hop/ghi-am/<uuid:recording_id>/go/", recordings.remove, name="remove_recording"),
    path("ky-hop/ghi-am/<uuid:recording_id>/go-bang/", listening.ask, name="ask_listening"),
    path("ky-hop/ghi-am/may/<uuid:listening_id>/", listening.take, name="take_heard"),
    path("ky-hop/ghi-am/may/<uuid:listening_id>/bo/", listening.drop, name="drop_listening"),
]
