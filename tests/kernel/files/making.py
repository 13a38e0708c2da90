"""Files for tests: a real PDF by typst, Word and Excel by hand, pictures by Pillow."""

import io
import zipfile
from xml.sax.saxutils import escape

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader, PdfWriter

TYPES = "application/vnd.openxmlformats-officedocument"


def pdf(text: str = "Nghị quyết về phát triển kinh tế", pages: int = 1) -> bytes:
    body = "\n#pagebreak()\n".join([f"#raw({_quoted(text)})"] * pages)
    return typst.compile(body.encode())


def pdf_with(change) -> bytes:
    """A PDF after a change by pypdf's writer."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*paragraphs: str, extra: dict[str, bytes] | None = None, types: str = "") -> bytes:
    runs = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    return docx_of(f"<w:body>{runs}</w:body>", extra=extra, types=types)


def docx_of(body: str, *, extra: dict[str, bytes] | None = None, types: str = "") -> bytes:
    content_types = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.wordprocessingml.document.main+xml"/>'
        f"{types}</Types>"
    )
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="urn:w">{body}</w:document>'
    parts = {"[Content_Types].xml": content_types.encode(), "word/document.xml": document.encode(), **(extra or {})}
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def xlsx(*cells: str) -> bytes:
    """A workbook of one sheet with these texts in its first column."""
    texts = "".join(f"<si><t>{escape(cell)}</t></si>" for cell in cells)
    content_types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.spreadsheetml.sheet.main+xml"/></Types>'
    )
    return zipped(
        {
            "[Content_Types].xml": content_types.encode(),
            "xl/workbook.xml": b"<workbook/>",
            "xl/sharedStrings.xml": f"<sst>{texts}</sst>".encode(),
            "xl/worksheets/sheet1.xml": b"<worksheet/>",
        }
    )


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (180, 20, 20)).save(out, form)
    return out.getvalue()


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """An upload as a form would give it; the name is kept as the browser sent it."""
    made = SimpleUploadedFile("x", data)
    made._name = name
    return made


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
