"""Wires the counting triggers into the dress of every council's schema, and the recount into the fleet's chores."""

from importlib import import_module

from django.apps import AppConfig


class RollupsConfig(AppConfig):
    name = "hub.rollups"
    label = "rollups"
    verbose_name = "Số liệu"

    def ready(self) -> None:
        from hub.rollups import triggers
        from tenancy import dress

        dress.register(triggers.pieces)
        import_module("hub.rollups.chores")
