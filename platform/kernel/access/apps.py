"""The app whose one table is in each council and in the operators' place."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kernel.access"
    label = "access"
