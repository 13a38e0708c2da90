"""The app, and what it declares for the tables of django-otp."""

from django.apps import AppConfig

from kernel.keeping import Keeping, Rights, declare


class AccountsConfig(AppConfig):
    name = "kernel.accounts"
    label = "accounts"

    def ready(self) -> None:
        declare("otp_totp.totpdevice", Keeping(Rights.FULL, personal=("user", "key"), kept="with the account"))
