"""Giving a machine a key, changing its secret, taking it back; each place gives its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_network

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gateway.core.keys import digest_of, new_secret
from gateway.models import ApiKey, Endpoint, Scope, Way
from gateway.permissions import Can
from kernel import audit
from kernel.access import Actor, require
from kernel.place import PUBLIC_KEY, current_key
from kernel.refusal import Refusal
from kernel.rows import lock

LONGEST_LIFE = timedelta(days=366)
LONGEST_OVERLAP = timedelta(days=31)


class KeyRefused(Refusal):
    """What was asked for cannot be given as a key."""

    code = "key_refused"
    message = _("Không thể cấp khoá như đề nghị.")


@dataclass(frozen=True)
class Wanted:
    """What an organisation asks for: by which document, for what, how far, how and until when."""

    holder: str
    ground: str
    scopes: Sequence[str]
    expires_at: datetime
    purpose: str = ""
    networks: Sequence[str] = ()
    way: str = Way.DIRECT


@transaction.atomic
def grant_key(*, actor: Actor, wanted: Wanted, now: datetime) -> tuple[ApiKey, str]:
    """Give an organisation a key and return it with its secret, which is never shown again.

    Given in a council's place the key opens that council's own endpoint, in the operators' the central one.

    :raises NotPermitted: the actor may not give keys.
    :raises KeyRefused: no holder or document, an unknown scope, way or network, or too long a life.
    """
    require(actor, Can.GRANT_KEY)
    _check(wanted)
    if not now < wanted.expires_at <= now + LONGEST_LIFE:
        raise KeyRefused(_("Khoá phải có hạn trong vòng một năm."), field="expires_at")
    place = current_key()
    prefix, secret = new_secret()
    key = ApiKey.objects.create(
        prefix=prefix,
        digest=digest_of(secret),
        holder=wanted.holder.strip(),
        ground=wanted.ground.strip(),
        purpose=wanted.purpose.strip(),
        way=wanted.way,
        endpoint=Endpoint.CENTRAL if place == PUBLIC_KEY else Endpoint.PROVINCE,
        council_key="" if place == PUBLIC_KEY else place,
        scopes=sorted(set(wanted.scopes)),
        networks=list(wanted.networks),
        expires_at=wanted.expires_at,
        granted_by=actor.account_id,
    )
    audit.record(actor, "gateway.grant_key", key, fields=("scopes", "networks", "expires_at"), reason=key.ground)
    return key, secret


@transaction.atomic
def rotate_key(*, actor: Actor, key: ApiKey, old_until_at: datetime, now: datetime) -> tuple[ApiKey, str]:
    """Give a key a new secret and return both; the old secret opens beside it until the moment given, then no more.

    :raises NotPermitted: the actor may not give keys.
    :raises KeyRefused: the key is over, an earlier secret still lives, or the overlap is too long.
    """
    require(actor, Can.GRANT_KEY, key)
    key = lock(key)
    if key.state != ApiKey.State.ACTIVE or now >= key.expires_at:
        raise KeyRefused(_("Khoá đã hết hiệu lực, không đổi được nữa."))
    if key.old_until_at is not None and now < key.old_until_at:
        raise KeyRefused(_("Lần đổi trước chưa xong: hãy chấm dứt khoá cũ trước khi đổi tiếp."))
    if not now <= old_until_at <= now + LONGEST_OVERLAP:
        raise KeyRefused(_("Khoá cũ chỉ được dùng thêm nhiều nhất 31 ngày."), field="old_until_at")
    _prefix, secret = new_secret(key.prefix)
    key.old_digest, key.old_until_at = key.digest, min(old_until_at, key.expires_at)
    key.digest, key.rotated_at = digest_of(secret), now
    key.save(update_fields=["old_digest", "old_until_at", "digest", "rotated_at"])
    audit.record(actor, "gateway.rotate_key", key, fields=("digest", "old_until_at"))
    return key, secret


@transaction.atomic
def end_old_secret(*, actor: Actor, key: ApiKey) -> ApiKey:
    """End the secret that lives beside the new one, at once. Where none lives nothing changes.

    :raises NotPermitted: the actor may not take keys back.
    """
    require(actor, Can.REVOKE_KEY, key)
    key = lock(key)
    if key.old_until_at is None:
        return key
    key.old_digest, key.old_until_at = "", None
    key.save(update_fields=["old_digest", "old_until_at"])
    audit.record(actor, "gateway.end_old_secret", key, fields=("old_digest", "old_until_at"))
    return key


@transaction.atomic
def revoke_key(*, actor: Actor, key: ApiKey, reason: str, now: datetime) -> ApiKey:
    """Take a key back, with every secret and token of it; its next request is refused. Twice changes nothing.

    :raises NotPermitted: the actor may not take keys back.
    :raises KeyRefused: no reason is given.
    """
    require(actor, Can.REVOKE_KEY, key)
    if not reason.strip():
        raise KeyRefused(_("Hãy ghi lý do thu hồi."), field="reason")
    key = lock(key)
    if key.state == ApiKey.State.REVOKED:
        return key
    key.state, key.revoked_at, key.revoked_reason = ApiKey.State.REVOKED, now, reason.strip()[:500]
    key.save(update_fields=["state", "revoked_at", "revoked_reason"])
    audit.record(actor, "gateway.revoke_key", key, fields=("state",), reason=reason)
    return key


def _check(wanted: Wanted) -> None:
    if not wanted.holder.strip():
        raise KeyRefused(_("Hãy ghi tên cơ quan sử dụng khoá."), field="holder")
    if not wanted.ground.strip():
        raise KeyRefused(_("Hãy ghi văn bản đề nghị cấp khoá."), field="ground")
    if not wanted.scopes or set(wanted.scopes) - set(Scope.values):
        raise KeyRefused(_("Phạm vi của khoá không hợp lệ."), field="scopes")
    if wanted.way not in Way.values:
        raise KeyRefused(_("Cách dùng khoá không hợp lệ."), field="way")
    for network in wanted.networks:
        try:
            ip_network(network)
        except ValueError:
            raise KeyRefused(_("Địa chỉ mạng không hợp lệ."), field="networks") from None
