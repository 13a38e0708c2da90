"""The channels that this installation is set up for; without an address a channel is off."""

from django.conf import settings

from kernel.notify.channels.interface import Channel
from kernel.notify.channels.sms import SmsGateway
from kernel.notify.channels.zalo import ZaloNotices
from kernel.notify.models import Way


def channel_of(way: str) -> Channel | None:
    """Return the channel of a way, None when it is off here."""
    if way == Way.SMS and settings.SMS_URL:
        return SmsGateway(settings.SMS_URL, settings.SMS_TOKEN, settings.SMS_SENDER)
    if way == Way.ZALO and settings.ZALO_URL:
        return ZaloNotices(settings.ZALO_URL, settings.ZALO_TOKEN, settings.ZALO_TEMPLATE)
    return None


def names_of_channels() -> list[Way]:
    """Return the ways that are on here."""
    return [way for way in Way if channel_of(way) is not None]
