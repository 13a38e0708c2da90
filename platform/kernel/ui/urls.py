"""Addresses of the look, the same in every place: ``path("", include("kernel.ui.urls"))``."""

from django.conf import settings
from django.urls import path

from kernel.ui import style_page, views

app_name = "ui"
urlpatterns = [path("_size/", views.set_size, name="size")]
if settings.STYLE_PAGE:
    urlpatterns += [
        path("_style/", style_page.show, name="style"),
        path("_style/<slug:shell>/", style_page.show_shell, name="style_shell"),
    ]
