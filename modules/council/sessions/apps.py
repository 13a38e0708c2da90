"""The app of the sessions module: its tables stand in each council's schema."""

from importlib import import_module

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "council.sessions"
    label = "council_sessions"

    def ready(self) -> None:
        """Register what is counted, what follows from events, what crosses the border, and the menu's lines."""
        for room in ("measures", "reactions", "border", "search"):
            import_module(f"council.sessions.{room}")
        menu = import_module("council.sessions.web.menu")
        menu.register_tabs()
        menu.register_lines()
