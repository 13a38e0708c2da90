"""What a world has of its dealings with other councils: a reminder that it was given."""

from council.exchange.models import ReceivedReminder
from kernel import clock


def received_reminder(mark: str) -> ReceivedReminder:
    """Return a reminder of the province that nobody has opened."""
    return ReceivedReminder.objects.create(
        sender_name=f"HĐND tỉnh {mark}",
        matter="papers",
        subject=f"Gửi tài liệu {mark}",
        why=f"Hạn đã qua {mark}",
        due_on=clock.today(),
        received_at=clock.now(),
    )
