"""The app of the sessions module: its tables stand in each council's schema."""

from importlib import import_module

from django.apps import AppConfig

from kernel.ui import bands
from tenancy import dress, wiping


class SessionsConfig(AppConfig):
    name = "council.sessions"
    label = "council_sessions"

    def ready(self) -> None:
        """Register what is counted, wiped, done nightly and follows from events, what crosses the border, the menu."""
        for room in ("measures", "reactions", "reactions.dossiers", "reactions.figures", "border", "search", "tasks"):
            import_module(f"council.sessions.{room}")
        wipes = import_module("council.sessions.models.rehearsals").WIPES
        dress.register(wiping.provider(wipes))
        import_module("tenancy.tasks.tidying").nightly(import_module("council.sessions.border").hand_out_unfinished)
        menu = import_module("council.sessions.web.menu")
        menu.register_tabs()
        menu.register_lines()
        bands.register(import_module("council.sessions.web.practice").band_of)
