"""The app of ``kernel.search``: its index stands in each council's schema and in the public one."""

from django.apps import AppConfig

from kernel import outbox


class SearchConfig(AppConfig):
    name = "kernel.search"
    label = "search"

    def ready(self) -> None:
        """Follow each audited change."""
        from kernel.audit import recording
        from kernel.search import indexing

        if indexing.mark not in recording.watchers:
            recording.watchers.append(indexing.mark)
        outbox.on(indexing.EntryStale)(indexing.refresh_stale)
