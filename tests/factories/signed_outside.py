"""A signing programme of somebody else, as one finds on a desk with a token: it knows nothing of this house.

It takes a PDF file, signs it in a field of its choice with the library's own plain signer, and writes it back.
"""

import io
from datetime import datetime

from asn1crypto import keys
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from kernel.signing.authority import SoftKey
from kernel.signing.certificates import for_writing
from kernel.signing.stamps import Stamps


def sign(pdf: bytes, key: SoftKey, *, field: str, stamps: Stamps | None, now: datetime) -> bytes:
    """Return the file with one signature more; a field that the file does not have is added, with a picture."""
    own = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    certificate = for_writing(key.certificate)
    signer = signers.SimpleSigner(
        certificate, keys.PrivateKeyInfo.load(own), SimpleCertificateStore.from_certs([certificate])
    )
    meta = signers.PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason="Tôi ký"
    )
    new = fields.SigFieldSpec(field, on_page=0, box=(40, 40, 200, 90)) if field not in _fields(pdf) else None
    stamper = stamps.stamper(now) if stamps is not None else None
    pen = signers.PdfSigner(meta, signer, timestamper=stamper, new_field_spec=new)
    return bytes(pen.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue())


def _fields(pdf: bytes) -> list[str]:
    root = IncrementalPdfFileWriter(io.BytesIO(pdf)).prev.root
    return [str(one.get_object()["/T"]) for one in root["/AcroForm"]["/Fields"]]
