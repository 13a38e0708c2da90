"""The app of the tenancy: shared tables only, in the public schema."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Wires the wake-up of workers and the invalidation of cached hosts."""

    name = "tenancy"
    label = "tenancy"

    def ready(self) -> None:
        """Let the outbox wake our workers and the pages know their council."""
        from kernel import notify, outbox
        from kernel.ui.place import provide
        from tenancy.card import card_of
        from tenancy.tasks import tidying  # noqa: F401 -- importing a room of tasks registers them
        from tenancy.tasks.ledgers import wake
        from tenancy.tasks.mail import send_mail
        from tenancy.tasks.telephones import carry

        if wake not in outbox.wakers:
            outbox.wakers.append(wake)
        if send_mail not in notify.mail_senders:
            notify.mail_senders.append(send_mail)
        if carry not in notify.carriers:
            notify.carriers.append(carry)
        provide(card_of)
