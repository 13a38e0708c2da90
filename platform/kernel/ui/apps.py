"""The app of the look; it has no tables."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, static files and tags."""

    name = "kernel.ui"
    label = "ui"
