"""The app of a council's own rules."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    """In each council's schema only."""

    name = "council.rulebook"
    label = "council_rulebook"
