"""The ceremonies of passkeys (W3C Web Authentication Level 3), as plain values; py_webauthn does the cryptography.

A passkey is bound to the host at which it was made. The person must be verified by the device itself (finger, face
or its code), so that one passkey is two factors: having the device, and being its owner.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import webauthn
from django.utils.translation import gettext_lazy as _
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AttestationConveyancePreference,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from kernel.accounts.models import Account, Passkey
from kernel.refusal import Refusal

ASK_SECONDS = 300
LONGEST_ANSWER = 20_000  # characters; an answer has some two thousand
TRANSPORTS = frozenset({"ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"})


class PasskeyRefused(Refusal):
    """The passkey's answer is worth nothing here; why, only the log of tests knows."""

    code = "passkey_refused"
    message = _("Khóa truy cập không được chấp nhận. Hãy thử lại hoặc dùng cách xác thực khác.")


@dataclass(frozen=True)
class Site:
    """The host at which people stand: passkeys are good for it alone. ``origin`` is its address without a path."""

    host: str
    origin: str
    name: str


@dataclass(frozen=True)
class NewKey:
    """What a device tells of a passkey that it has just made."""

    credential: str
    public_key: str
    counter: int
    transports: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What stands in a device's answer before anything of it is proved."""

    given: dict[str, Any]
    credential: str
    challenge: str
    owner: bytes


def creation_options(*, site: Site, account: Account, challenge: bytes, known: Iterable[Passkey]) -> str:
    """Return, as JSON, what a browser needs to make a passkey that it also finds without being told a name."""
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=account.pk.bytes,
        user_name=account.username,
        user_display_name=account.full_name,
        challenge=challenge,
        timeout=ASK_SECONDS * 1000,
        attestation=AttestationConveyancePreference.NONE,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=_described(known),
    )
    return webauthn.options_to_json(options)


def request_options(*, site: Site, challenge: bytes, known: Iterable[Passkey] = ()) -> str:
    """Return, as JSON, what a browser needs to let a passkey answer: one of the known, or any of this host."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        timeout=ASK_SECONDS * 1000,
        allow_credentials=_described(known),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def read_answer(text: str) -> Answer:
    """Return the parts of an answer by which passkey and challenge are found.

    :raises PasskeyRefused: it is no such answer.
    """
    try:
        given = json.loads(text if len(text) <= LONGEST_ANSWER else "")
        told = json.loads(base64url_to_bytes(given["response"]["clientDataJSON"]))
        owner = base64url_to_bytes(given["response"].get("userHandle") or "")
        credential, challenge = given["id"], told["challenge"]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise PasskeyRefused() from None
    if not isinstance(credential, str) or not isinstance(challenge, str):
        raise PasskeyRefused()
    return Answer(given, credential, challenge, owner)


def check_new(answer: Answer, *, site: Site) -> NewKey:
    """Return the passkey that was made at this host, by a person whom the device verified.

    :raises PasskeyRefused: the answer proves no such thing.
    """
    try:
        made = webauthn.verify_registration_response(
            credential=answer.given,
            expected_challenge=base64url_to_bytes(answer.challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise PasskeyRefused() from None
    told = answer.given["response"].get("transports")
    transports = tuple(sorted(TRANSPORTS & {str(each) for each in told})) if isinstance(told, list) else ()
    return NewKey(
        bytes_to_base64url(made.credential_id),
        bytes_to_base64url(made.credential_public_key),
        made.sign_count,
        transports,
    )


def check_use(answer: Answer, *, passkey: Passkey, site: Site) -> int:
    """Return the counter that a passkey shows when its answer holds for this host and a verified person.

    Whether the counter betrays a copy is for the caller: only then the passkey is known to be genuine.

    :raises PasskeyRefused: it does not hold.
    """
    try:
        used = webauthn.verify_authentication_response(
            credential=answer.given,
            expected_challenge=base64url_to_bytes(answer.challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise PasskeyRefused() from None
    return used.new_sign_count


def _described(passkeys: Iterable[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.credential)) for each in passkeys]
