"""The wiring as an app: whoever loads Django can also send tasks."""

from importlib import import_module

from django.apps import AppConfig


class Wiring(AppConfig):
    """No models, no pages: it only joins."""

    name = "config"
    label = "wiring"

    def ready(self) -> None:
        """Make our Celery the one to which every ``@shared_task`` belongs."""
        import_module("config.celery")
