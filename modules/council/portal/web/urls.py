"""Addresses of the work pages, the portal's texts, and what crawlers ask for."""

from django.urls import path

from council.portal.web import editing, home, leading, machines, search, steps

app_name = "portal"
urlpatterns = [
    path("lam-viec/", home.work, name="work"),
    path("dieu-hanh/", leading.overview, name="leading"),
    path("tim-kiem/", search.everything, name="search"),
    path("trang-thong-tin/", editing.index, name="texts"),
    path("trang-thong-tin/soan/<slug:kind>/", editing.begin, name="begin_text"),
    path("trang-thong-tin/<uuid:text_id>/", editing.detail, name="text"),
    path("trang-thong-tin/<uuid:text_id>/sua/", editing.edit, name="edit_text"),
    path("trang-thong-tin/ban/<uuid:version_id>/", editing.preview, name="preview"),
    path("trang-thong-tin/ban/<uuid:version_id>/hinh/", editing.preview_picture, name="preview_picture"),
    path("trang-thong-tin/ban/<uuid:version_id>/<slug:verb>/", steps.step, name="text_step"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
