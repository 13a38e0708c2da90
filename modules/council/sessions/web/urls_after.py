"""Addresses of what follows the closing."""

from django.urls import path

from council.sessions.web import after

urlpatterns = [
    path("ky-hop/<uuid:session_id>/gui-len/", after.send_upward, name="send_upward"),
    path("ky-hop/gui-len/<uuid:sending_id>/thu-hoi/", after.withdraw_sending, name="withdraw_sending"),
    path("ky-hop/<uuid:session_id>/ly-do-cham/<slug:late_term>/", after.explain_late, name="explain_late"),
]
