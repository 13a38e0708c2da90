"""The app of ``kernel.outbox``: its tables stand in each council's schema and in the public one."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "kernel.outbox"
    label = "outbox"
