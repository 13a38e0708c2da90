"""Places to fill and to sign in a printed PDF; the hash that goes out; the signature that comes back.

Every change is an incremental update: the bytes before it stay as they are, so an earlier signature still covers
what its owner saw. Filling a place is the one change that the first signature allows (DocMDP 2).
"""

import asyncio
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kernel.signing import certificates
from kernel.signing.stamps import Stamps, stamped

HASH = "sha256"
ROOM = 24 * 1024  # hexadecimal digits kept for signature, chain and time stamp
SIGNED_AND_APPENDED = 3  # the form's flags: it is signed, and is only ever added to
PRINTED = 4  # the flag of an annotation that is printed


@dataclass(frozen=True)
class Box:
    """A rectangle on a page (from 0), in points from its upper left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Ask:
    """What is signed by whom: the field, the owner's certificates, the picture of the signature, and why."""

    field: str
    certificate: bytes
    chain: tuple[bytes, ...]
    picture: bytes
    reason: str
    address: str
    is_first: bool


@dataclass(frozen=True)
class Opened:
    """A file that waits for its signature: its bytes, and ``attributes``, the bytes that are to be signed."""

    pdf: bytes
    attributes: bytes
    digest: bytes
    start: int
    end: int


def with_places(pdf: bytes, *, words: dict[str, Box], signatures: dict[str, Box], last: str) -> bytes:
    """Return the PDF with empty places for words and signatures; signing ``last`` locks them all."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    form = generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject()})
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()
    for name, box in words.items():
        _add_words(writer, form, name, box)
    for name, box in signatures.items():
        lock = fields.FieldMDPSpec(fields.FieldMDPAction.ALL) if name == last else None
        spec = fields.SigFieldSpec(name, on_page=box.page, box=_corners(writer, box), field_mdp_spec=lock)
        fields.append_signature_field(writer, spec)
    form["/SigFlags"] = generic.NumberObject(SIGNED_AND_APPENDED)
    return _written(writer)


def filled(pdf: bytes, words: dict[str, tuple[str, bytes]]) -> bytes:
    """Return the PDF with words in their places: for each the text, and one page that shows it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] not in words:
            continue
        text, picture = words[field["/T"]]
        shown = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(picture)))
        field["/V"] = generic.TextStringObject(text)
        field["/AP"] = generic.DictionaryObject({pdf_name("/N"): shown})
        writer.update_container(field)
    return _written(writer)


def opened(pdf: bytes, ask: Ask, *, now: datetime) -> Opened:
    """Return the file with room for a signature, and the bytes over which it is made."""
    store = SimpleCertificateStore.from_certs([certificates.for_writing(der) for der in ask.chain])
    signer = signers.ExternalSigner(certificates.for_writing(ask.certificate), store)
    meta = signers.PdfSignatureMetadata(
        field_name=ask.field,
        md_algorithm=HASH,
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=ask.is_first,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        reason=ask.reason,
        location=ask.address,
        name=certificates.facts_of(ask.certificate).holder,
    )
    style = StaticStampStyle(background=_Picture(ask.picture), background_opacity=1, border_width=0)
    pen = _Signer(meta, signer, stamp_style=style)
    pen.moment = now
    return asyncio.run(_opened(pen, signer, IncrementalPdfFileWriter(io.BytesIO(pdf))))


def closed(waiting: Opened, ask_certificate: bytes, chain: Iterable[bytes], *, value: bytes, at: Any) -> bytes:
    """Return the signed file with its time stamp; ``at`` is the stamper.

    :raises WrongKey: the signature is not of this certificate over these bytes.
    :raises StampUnreachable: the authority gives no time stamp.
    """
    certificates.check_signature(ask_certificate, value=value, over=waiting.attributes)
    store = SimpleCertificateStore.from_certs([certificates.for_writing(der) for der in chain])
    signer = signers.ExternalSigner(certificates.for_writing(ask_certificate), store, signature_value=value)
    attributes = cms.CMSAttributes.load(waiting.attributes)
    envelope = stamped(signer.async_sign_prescribed_attributes(HASH, attributes, timestamper=at))
    out = io.BytesIO(waiting.pdf)
    PreparedByteRangeDigest(waiting.digest, waiting.start, waiting.end).fill_with_cms(out, envelope)
    return out.getvalue()


def signed_with(pdf: bytes, ask: Ask, sign: Any, *, stamps: Stamps, now: datetime) -> bytes:
    """Return the file signed at once by a key at hand: ``sign`` takes the bytes and returns the signature."""
    waiting = opened(pdf, ask, now=now)
    value = sign(waiting.attributes)
    return closed(waiting, ask.certificate, ask.chain, value=value, at=stamps.stamper(now))


class _Signer(signers.PdfSigner):
    """The library's signer with the moment that the action is given, not the machine's."""

    moment: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.moment
        return session


class _Picture(PdfContent):
    """One page of another PDF, drawn as it is."""

    def __init__(self, page: bytes) -> None:
        self.page = page
        super().__init__()

    def render(self) -> bytes:
        """Return the operator that draws it."""
        writer = self._ensure_writer
        shown = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self.page)))
        self.resources.xobject["/Picture"] = shown
        left, bottom, right, top = (float(side) for side in shown.get_object()["/BBox"])
        self.box = BoxConstraints(width=right - left, height=top - bottom)
        return b"/Picture Do"


async def _opened(pen: signers.PdfSigner, signer: signers.Signer, writer: IncrementalPdfFileWriter) -> Opened:
    prepared, _document, out = await pen.async_digest_doc_for_signing(
        writer, existing_fields_only=True, bytes_reserved=ROOM
    )
    attributes = await signer.signed_attrs(prepared.document_digest, HASH, use_pades=True)
    return Opened(
        pdf=out.getvalue(),  # type: ignore[attr-defined] -- without an output the library writes to memory
        attributes=attributes.dump(),
        digest=prepared.document_digest,
        start=prepared.reserved_region_start,
        end=prepared.reserved_region_end,
    )


def _add_words(writer: IncrementalPdfFileWriter, form: generic.DictionaryObject, name: str, box: Box) -> None:
    page = writer.find_page_for_modification(box.page)[0]
    field = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): generic.TextStringObject(name),
            pdf_name("/F"): generic.NumberObject(PRINTED),
            pdf_name("/DA"): generic.TextStringObject("0 g"),
            pdf_name("/Rect"): generic.ArrayObject([generic.FloatObject(side) for side in _corners(writer, box)]),
            pdf_name("/P"): page,
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): writer.add_object(_nothing(box))}),
        }
    )
    reference = writer.add_object(field)
    form["/Fields"].append(reference)
    writer.register_annotation(page, reference)


def _nothing(box: Box) -> generic.StreamObject:
    """Return the picture of an empty place; PDF/A wants one for each."""
    corners = (0, 0, box.width, box.height)
    facts = {
        pdf_name("/Type"): pdf_name("/XObject"),
        pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): generic.ArrayObject([generic.FloatObject(side) for side in corners]),
    }
    return generic.StreamObject(facts, stream_data=b"")


def _corners(writer: IncrementalPdfFileWriter, box: Box) -> tuple[float, float, float, float]:
    """Return the rectangle as PDF counts: from the lower left corner of the page."""
    page = writer.find_page_for_modification(box.page)[0].get_object()
    top = float(page["/MediaBox"][3])
    return (box.x, top - box.y - box.height, box.x + box.width, top - box.y)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
