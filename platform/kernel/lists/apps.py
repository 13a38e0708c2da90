"""The app of ``kernel.lists``: saved filters stand in each council's schema and in the public one."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "kernel.lists"
    label = "lists"
