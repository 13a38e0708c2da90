"""The app between councils: its tables stand in each council's schema."""

from importlib import import_module

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "council.exchange"
    label = "council_exchange"

    def ready(self) -> None:
        """Register what follows from events, what crosses the border, and the menu's lines."""
        for room in ("reactions", "border", "queries.given_figures", "queries.given_publications"):
            import_module(f"council.exchange.{room}")
        import_module("council.exchange.web.menu").register_lines()
