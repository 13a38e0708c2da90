"""The app of the sessions module: its tables stand in each council's schema."""

from importlib import import_module

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "council.sessions"
    label = "council_sessions"

    def ready(self) -> None:
        """Register what follows from events."""
        import_module("council.sessions.reactions")
