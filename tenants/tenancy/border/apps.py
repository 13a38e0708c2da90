"""The app of the gate: its two ledgers stand in each council's schema."""

from django.apps import AppConfig


class BorderConfig(AppConfig):
    """Wires the wake-up of the carrier."""

    name = "tenancy.border"
    label = "border"

    def ready(self) -> None:
        """Let a hand-over wake its carrier after the commit."""
        from tenancy.border import sending
        from tenancy.tasks.border import wake

        if wake not in sending.wakers:
            sending.wakers.append(wake)
