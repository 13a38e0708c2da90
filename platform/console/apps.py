"""The app of the operators: its tables stand in the public schema only."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    """Hangs the pages into the operators' menu."""

    name = "console"
    label = "console"

    def ready(self) -> None:
        """Register the menu."""
        from console.web import menu

        menu.register()
