"""The app of ``kernel.audit``: its tables stand in each council's schema and in the public one."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kernel.audit"
    label = "audit"
