"""The app of the dashboards: templates and a style sheet, no tables."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "hub.dashboards"
    label = "dashboards"
