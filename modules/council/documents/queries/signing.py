"""What is known of a document's signatures: who made them, whether they hold, and what is awaited."""

from dataclasses import dataclass
from datetime import datetime

from council.documents.models import Document, Signature, SigningRequest
from council.documents.queries.checking import check_kept, list_signatures
from council.documents.workflow import OPEN_REQUESTS, Part, State
from kernel import files
from kernel.access import Actor, may
from kernel.refusal import NotFound
from kernel.signing import reading
from kernel.signing.reading import Unreadable, read_ours

# Which signature the next step makes, and under which capability's step.
AWAITED = {State.FINAL_TEXT: Part.PERSON, State.SIGNED: Part.SEAL}
STEP_OF = {Part.PERSON: "sign", Part.SEAL: "issue"}


@dataclass(frozen=True)
class SignatureLine:
    """A signature as it was entered, and as it stands in the kept file (None when the file has none such)."""

    entered: Signature
    found: reading.Signature | None


def awaited_part(document: Document) -> Part | None:
    """Return which signature a document waits for, if it waits for one."""
    return AWAITED.get(State(document.state))


def list_signature_lines(document: Document, roots: tuple[bytes, ...], *, now: datetime) -> list[SignatureLine]:
    """Return the signatures of a document in their order, each held against the file that is kept."""
    entered = list_signatures(document)
    if not entered:
        return []
    by_fingerprint = {one.fingerprint: one for one in _found(document, entered, roots, now)}
    return [SignatureLine(one, by_fingerprint.get(one.certificate.fingerprint)) for one in entered]


def find_request(document: Document, part: Part) -> SigningRequest | None:
    """Return the latest request for a signature of the present text, open or over."""
    requests = SigningRequest.objects.select_related("waiting", "held", "certificate").filter(
        document=document, part=part, text_sha256=document.text_sha256
    )
    found: SigningRequest | None = requests.order_by("-asked_at", "-id").first()
    return found


def get_open_request(actor: Actor, document: Document) -> SigningRequest:
    """Return the open request in which a document's file went out, for whom it went out.

    :raises NotFound: there is none, or it went to somebody else.
    """
    part = awaited_part(document)
    request = find_request(document, part) if part is not None else None
    if request is None or part is None or request.state not in OPEN_REQUESTS:
        raise NotFound()
    step = document.STEPS[STEP_OF[part]]
    is_own = part is Part.SEAL or request.asked_by == actor.account_id
    if not (is_own and may(actor, step.can, document)):
        raise NotFound()
    return request


def _found(
    document: Document, entered: list[Signature], roots: tuple[bytes, ...], now: datetime
) -> tuple[reading.Signature, ...]:
    if document.pdf is not None:
        return check_kept(document, roots, now=now).reading.signatures
    with files.read(entered[-1].signed) as kept:
        data = bytes(kept.read())
    try:
        return read_ours(data, roots, now=now).signatures
    except Unreadable:
        return ()
