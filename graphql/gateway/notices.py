"""Telling the people who give keys: a key that soon ends, a key that came from a network it is not bound to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from gateway.models import ApiKey
from gateway.permissions import Can
from kernel import audit, clock, notify
from kernel.access import Actor
from kernel.access.models import HoldingRow
from kernel.access.queries import roles_with
from kernel.accounts.models import Account
from kernel.place import named
from kernel.redis import memory
from kernel.ui.templatetags.vietnam import vn_date

WARNED_BEFORE = timedelta(days=14)
ONCE = timedelta(days=1)
GATEWAY = Actor.system("gateway")


@transaction.atomic
def warn_of_endings(now: datetime) -> int:
    """Tell who granted it of each key that soon ends, once; return how many keys were told of."""
    ending = ApiKey.objects.select_for_update().filter(
        state=ApiKey.State.ACTIVE, warned_at=None, expires_at__gt=now, expires_at__lte=now + WARNED_BEFORE
    )
    keys = list(ending.order_by("pk"))
    for key in keys:
        subject = _("Khoá dữ liệu của %(holder)s sắp hết hạn") % {"holder": key.holder}
        body = _("Khoá %(prefix)s hết hạn ngày %(day)s. Nếu cơ quan còn cần, hãy cấp khoá mới theo văn bản mới.")
        words = body % {"prefix": key.prefix, "day": vn_date(key.expires_at)}
        _tell(_granter(key) or _givers(now), subject, words, key)
        key.warned_at = now
    ApiKey.objects.bulk_update(keys, ["warned_at"])
    return len(keys)


def came_from_elsewhere(key: ApiKey, *, address: str, now: datetime) -> None:
    """Note that a key came from a network which it is not bound to; its givers are told once a day and key."""
    try:
        is_first = memory().set(named(f"gateway:elsewhere:{key.prefix}"), 1, nx=True, ex=int(ONCE.total_seconds()))
    except RedisError:
        is_first = None
    if is_first:
        _tell_of_elsewhere(key, address, now)


@transaction.atomic
def _tell_of_elsewhere(key: ApiKey, address: str, now: datetime) -> None:
    audit.record(GATEWAY, "gateway.key_from_elsewhere", key)
    subject = _("Khoá dữ liệu của %(holder)s bị dùng từ mạng lạ") % {"holder": key.holder}
    body = _(
        "Yêu cầu dùng khoá %(prefix)s đến từ địa chỉ %(address)s, ngoài các dải đã đăng ký, và đã bị từ chối. "
        "Nếu không phải của cơ quan, hãy đổi hoặc thu hồi khoá."
    )
    _tell(_givers(now), subject, body % {"prefix": key.prefix, "address": address}, key)


def _tell(accounts: Iterable[Account], subject: str, body: str, key: ApiKey) -> None:
    path = reverse("keys:show", settings.ROOT_URLCONF, args=[key.pk])  # the same at both kinds of host
    for account in accounts:
        notify.tell(account=account, subject=subject, body=body, path=path)


def _granter(key: ApiKey) -> list[Account]:
    return list(Account.objects.filter(pk=key.granted_by, state=Account.State.ACTIVE)) if key.granted_by else []


def _givers(now: datetime) -> list[Account]:
    """Return the people who may give keys in this place today."""
    today = clock.local_day(now)
    held = HoldingRow.objects.in_force(today).filter(role__in=roles_with(Can.GRANT_KEY, on=today))
    ids: set[UUID] = set(held.values_list("account_id", flat=True))
    return list(Account.objects.filter(pk__in=ids, state=Account.State.ACTIVE).order_by("pk"))
