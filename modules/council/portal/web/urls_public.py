"""Addresses of the council's public home, in Vietnamese and below ``/en/``."""

from django.urls import path

from council.portal.web import calendar, feeds, home, pages, search

app_name = "portal_public"
urlpatterns = [
    path("", home.front, name="front"),
    path("cong-khai/", home.public, name="home"),
    path("cong-khai/tin/", pages.news, name="news"),
    path("cong-khai/thong-bao/<uuid:text_id>/", pages.announcement, name="announcement"),
    path("cong-khai/hinh/<uuid:version_id>/", pages.picture, name="picture"),
    path("cong-khai/gioi-thieu/", pages.about, name="about"),
    path("cong-khai/lien-he/", pages.contact, name="contact"),
    path("cong-khai/tim/", search.public, name="search"),
    path("cong-khai/theo-doi/", pages.subscribe, name="subscribe"),
    path("cong-khai/theo-doi/lich.ics", calendar.calendar, name="calendar"),
    path("cong-khai/theo-doi/<slug:feed_name>.<slug:form>", feeds.feed, name="feed"),
    path("cong-khai/tro-nang/", pages.accessibility, name="accessibility"),
]
