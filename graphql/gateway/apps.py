"""The gateway as a Django app: its keys are shared rows, its schemas are made at the first question."""

from django.apps import AppConfig


class GatewayConfig(AppConfig):
    name = "gateway"
    label = "gateway"
    verbose_name = "Cổng dữ liệu"
