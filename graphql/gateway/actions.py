"""Giving a machine a key and taking it back; done in the operators' place."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import ip_network

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gateway.core.keys import digest_of, new_secret
from gateway.models import ApiKey, Endpoint, Scope
from gateway.permissions import Can
from kernel import audit
from kernel.access import Actor, require
from kernel.refusal import Refusal
from kernel.rows import lock

LONGEST_LIFE = timedelta(days=366)


class KeyRefused(Refusal):
    """What was asked for cannot be given as a key."""

    code = "key_refused"
    message = _("Không thể cấp khoá như đề nghị.")


@transaction.atomic
def grant_key(
    *,
    actor: Actor,
    holder: str,
    ground: str,
    scopes: Sequence[str],
    expires_at: datetime,
    now: datetime,
    council_key: str = "",
    networks: Sequence[str] = (),
) -> tuple[ApiKey, str]:
    """Give an organisation a key and return it with its secret, which is never shown again.

    With ``council_key`` the key opens that council's own endpoint, without it the central one.

    :raises NotPermitted: the actor may not give keys.
    :raises KeyRefused: no holder or document, an unknown scope or network, or too long a life.
    """
    require(actor, Can.GRANT_KEY)
    _check(holder, ground, scopes, networks)
    if not now < expires_at <= now + LONGEST_LIFE:
        raise KeyRefused(_("Khoá phải có hạn trong vòng một năm."), field="expires_at")
    prefix, secret = new_secret()
    key = ApiKey.objects.create(
        prefix=prefix,
        digest=digest_of(secret),
        holder=holder.strip(),
        ground=ground.strip(),
        endpoint=Endpoint.PROVINCE if council_key else Endpoint.CENTRAL,
        council_key=council_key,
        scopes=sorted(set(scopes)),
        networks=list(networks),
        expires_at=expires_at,
    )
    audit.record(actor, "gateway.grant_key", key, fields=("scopes", "networks", "expires_at"), reason=key.ground)
    return key, secret


@transaction.atomic
def revoke_key(*, actor: Actor, key: ApiKey, reason: str, now: datetime) -> ApiKey:
    """Take a key back; its next request is refused. Revoking twice changes nothing.

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


def _check(holder: str, ground: str, scopes: Sequence[str], networks: Sequence[str]) -> None:
    if not holder.strip():
        raise KeyRefused(_("Hãy ghi tên cơ quan sử dụng khoá."), field="holder")
    if not ground.strip():
        raise KeyRefused(_("Hãy ghi văn bản đề nghị cấp khoá."), field="ground")
    if not scopes or set(scopes) - set(Scope.values):
        raise KeyRefused(_("Phạm vi của khoá không hợp lệ."), field="scopes")
    for network in networks:
        try:
            ip_network(network)
        except ValueError:
            raise KeyRefused(_("Địa chỉ mạng không hợp lệ."), field="networks") from None
