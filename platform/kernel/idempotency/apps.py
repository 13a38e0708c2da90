"""The app of ``kernel.idempotency``: its tables stand in each council's schema and in the public one."""

from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    name = "kernel.idempotency"
    label = "idempotency"
