"""Addresses of sessions for everybody; ``law.public_path`` names the same ones."""

from django.urls import path

from council.sessions.web import codes, films, live_page, names, public

app_name = "sessions_public"
urlpatterns = [
    path("cong-khai/ky-hop/", public.index, name="index"),
    path("cong-khai/ky-hop/<uuid:session_id>/", public.detail, name="detail"),
    path("cong-khai/ky-hop/bieu-quyet/<uuid:vote_id>/", names.public_names, name="vote_names"),
    path("cong-khai/ky-hop/<uuid:session_id>/qr/", codes.scan_session, name="scan_session"),
    path("cong-khai/ky-hop/noi-dung/<uuid:item_id>/qr/", codes.scan_item, name="scan_item"),
    path("cong-khai/ky-hop/<uuid:session_id>/truc-tiep/", live_page.live_page, name="live"),
    path("cong-khai/ky-hop/phim/<uuid:film_id>/", films.public_film, name="film"),
    path("cong-khai/ky-hop/tai-lieu/<uuid:paper_id>/", public.paper, name="paper"),
]
