"""The app of ``kernel.drafts``: drafts of forms stand in each council's schema and in the public one."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "kernel.drafts"
    label = "drafts"
