"""The app of ``kernel.notify``: its tables stand in each council's schema and in the public one."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "kernel.notify"
    label = "notify"
