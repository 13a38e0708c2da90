"""The app of ``kernel.files``: its tables stand in each council's schema and in the public one."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "kernel.files"
    label = "files"
