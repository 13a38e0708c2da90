"""Addresses of what communes owe, of reminders sent and received, and of all that crossed the border."""

from django.urls import path

from council.exchange.web import crossings, owed, receiving, sending, withdrawing

app_name = "exchange"
urlpatterns = [
    path("can-don-doc/", owed.index, name="owed"),
    path("nhac-viec/", sending.index, name="sent"),
    path("nhac-viec/soan/", sending.remind, name="remind"),
    path("nhac-viec/<uuid:reminder_id>/", sending.detail, name="reminder"),
    path("nhac-viec/<uuid:reminder_id>/thu-hoi/", withdrawing.withdraw, name="withdraw"),
    path("duoc-nhac/", receiving.index, name="received"),
    path("duoc-nhac/<uuid:reminder_id>/", receiving.detail, name="received_one"),
    path("duoc-nhac/<uuid:reminder_id>/tra-loi/", receiving.answer, name="answer"),
    path("trao-doi/", crossings.index, name="crossings"),
]
