"""Addresses of the token endpoint, at the operators' host and at each council's."""

from django.urls import path

from gateway.web import oauth

app_name = "oauth"
urlpatterns = [
    path("api/oauth/token", oauth.token, name="token"),
    path("api/oauth/revoke", oauth.revoke, name="revoke"),
    path(".well-known/oauth-authorization-server", oauth.metadata, name="metadata"),
]
