"""The app of the documents module: its tables stand in each council's schema."""

from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "council.documents"
    label = "council_documents"

    def ready(self) -> None:
        """Register what is counted, what follows from events, and what crosses the border."""
        for room in ("measures", "reactions", "border"):
            import_module(f"council.documents.{room}")
