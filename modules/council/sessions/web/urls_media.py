"""Addresses of films and recordings."""

from django.urls import path

from council.sessions.web import films

urlpatterns = [
    path("ky-hop/noi-dung/<uuid:item_id>/phim/them/", films.add_film, name="add_film"),
    path("ky-hop/phim/<uuid:film_id>/", films.film, name="film"),
    path("ky-hop/phim/<uuid:film_id>/phat-hanh/", films.release_film, name="release_film"),
    path("ky-hop/phim/<uuid:film_id>/go/", films.recall_film, name="recall_film"),
]
