"""The app of the people module: its tables stand in each council's schema."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "council.people"
    label = "council_people"
