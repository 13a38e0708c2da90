"""What is taken, where it lies, and what a refused file leaves behind: nothing."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from kernel import audit, clock, files
from kernel.audit.models import AuditEntry
from kernel.files import Kind, reading, refusals
from kernel.files.models import StoredFile
from kernel.files.storage import LocalFiles
from kernel.place import current_key
from kernel.refusal import NotFound
from tenancy.place import entered
from tests.kernel.files.making import docx, docx_of, pdf, pdf_with, picture, upload, xlsx, zipped

EVERY = frozenset(Kind)
MEGABYTE = 1024 * 1024


def store(clerk, name: str, data: bytes, *, kinds=EVERY, limit_bytes=5 * MEGABYTE):
    return files.store(actor=clerk, upload=upload(name, data), kinds=kinds, limit_bytes=limit_bytes, field="paper")


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def refuse(clerk, folder, name: str, data: bytes, **changes) -> files.FileRefused:
    """Try to store; prove that nothing was kept; return the refusal."""
    with pytest.raises(files.FileRefused) as caught:
        store(clerk, name, data, **changes)
    assert kept(folder) == []
    assert StoredFile.objects.count() == 0
    assert caught.value.field == "paper"
    assert str(caught.value.message)
    return caught.value


GOOD = [
    ("Nghị quyết số 12.pdf", pdf, Kind.PDF),
    ("TỜ TRÌNH.DOCX", lambda: docx("Kính gửi Hội đồng nhân dân"), Kind.DOCX),
    ("Danh sách.xlsx", lambda: xlsx("Nguyễn Văn An"), Kind.XLSX),
    ("ảnh kiểm phiếu.png", lambda: picture("PNG"), Kind.PNG),
    ("ảnh.jpeg", lambda: picture("JPEG"), Kind.JPEG),
]


@pytest.mark.parametrize(("name", "make", "kind"), GOOD, ids=[kind.name for _, _, kind in GOOD])
def test_honest_file_is_kept_under_its_hash_in_the_councils_folder(council, clerk, folder, name, make, kind):
    data = make()

    stored = store(clerk, name, data)

    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / current_key() / sha256[:2] / sha256
    assert path.read_bytes() == data
    assert kept(folder) == [path]
    assert (stored.name, stored.size, stored.sha256, stored.content_type, stored.uploaded_by, stored.state) == (
        name,
        len(data),
        sha256,
        kind.content_type,
        clerk.account_id,
        "internal",
    )
    with files.read(stored) as file:
        assert file.read() == data
    assert list(AuditEntry.objects.values_list("action", "object_id", "fields")) == [
        ("files.store", str(stored.id), [])
    ]


def test_same_content_twice_is_kept_once_with_two_rows(council, clerk, folder):
    data = pdf()

    first, second = store(clerk, "a.pdf", data), store(clerk, "b.pdf", data)

    assert first.sha256 == second.sha256
    assert len(kept(folder)) == 1
    assert StoredFile.objects.count() == 2


def test_half_written_file_of_a_dead_worker_is_written_again(council, clerk, folder):
    data = pdf()
    sha256 = hashlib.sha256(data).hexdigest()
    half = folder / current_key() / sha256[:2] / sha256
    half.parent.mkdir(parents=True)
    half.write_bytes(data[:100])

    store(clerk, "a.pdf", data)

    assert half.read_bytes() == data


def test_same_content_of_two_councils_lies_apart(council, other_council, clerk, folder):
    data = pdf()
    store(clerk, "a.pdf", data)
    with entered(other_council):
        store(clerk, "a.pdf", data)
        assert StoredFile.objects.count() == 1

    assert {path.relative_to(folder).parts[0] for path in kept(folder)} == {council.key, other_council.key}


HOSTILE = {
    "nothing in it": ("a.pdf", lambda: b"", refusals.EmptyFile),
    "cut off": ("a.pdf", lambda: pdf()[:-600], refusals.Damaged),
    "cut in the middle of a picture": ("a.png", lambda: picture("PNG")[:-6], refusals.Damaged),
    "cut picture of the other kind": ("a.jpg", lambda: picture("JPEG")[:-2], refusals.Damaged),
    "cut zip": ("a.docx", lambda: docx("a")[:-10], refusals.Damaged),
    "only a head": ("a.pdf", lambda: b"%PDF-1.7\n%%EOF", refusals.Damaged),
    "zip behind a PDF": ("a.pdf", lambda: pdf() + docx("a"), refusals.Damaged),
    "zip behind a picture": ("a.png", lambda: picture("PNG") + docx("a"), refusals.Damaged),
    "page behind a picture": ("a.jpg", lambda: picture("JPEG") + b"<script>1</script>", refusals.Damaged),
    "bytes before a PDF": ("a.pdf", lambda: b"MZ" + pdf(), refusals.WrongKind),
    "program called PDF": ("a.pdf", lambda: b"MZ\x90\x00" + b"\x00" * 200, refusals.WrongKind),
    "PDF called Word": ("a.docx", pdf, refusals.WrongKind),
    "Word called Excel": ("a.xlsx", lambda: docx("a"), refusals.WrongKind),
    "Excel called Word": ("a.docx", lambda: xlsx("a"), refusals.WrongKind),
    "plain zip called Word": ("a.docx", lambda: zipped({"a.txt": b"a"}), refusals.FileRefused),
    "picture called PDF": ("a.pdf", lambda: picture("PNG"), refusals.WrongKind),
    "page": ("a.html", lambda: b"<html><script>1</script></html>", refusals.WrongKind),
    "two extensions": ("a.pdf.exe", pdf, refusals.WrongKind),
    "no extension": ("nghiquyet", pdf, refusals.WrongKind),
    "old Word": ("a.doc", lambda: b"\xd0\xcf\x11\xe0" + b"\x00" * 512, refusals.WrongKind),
    "leads out": ("../../etc/passwd.pdf", pdf, refusals.BadName),
    "leads out on Windows": ("..\\a.pdf", pdf, refusals.BadName),
    "NUL": ("a\x00.pdf", pdf, refusals.BadName),
    "line break": ("a\r\nSet-Cookie: x.pdf", pdf, refusals.BadName),
    "turned around": ("a\u202efdp.exe.pdf", pdf, refusals.BadName),
    "hidden": (".htaccess.pdf", pdf, refusals.BadName),
    "huge name": ("a" * 300 + ".pdf", pdf, refusals.BadName),
    "huge name in bytes": ("ệ" * 100 + ".pdf", pdf, refusals.BadName),
    "no name": ("", pdf, refusals.BadName),
    "macros": ("a.docx", lambda: docx("a", extra={"word/vbaProject.bin": b"x"}), refusals.CarriesCode),
    "macros under another name": (
        "a.docx",
        lambda: docx("a", types='<Override PartName="/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
        refusals.CarriesCode,
    ),
    "program inside": ("a.docx", lambda: docx("a", extra={"word/embeddings/a.exe": b"MZ"}), refusals.CarriesCode),
    "entities": (
        "a.docx",
        lambda: docx_of("", extra={"word/header1.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        refusals.CarriesCode,
    ),
    "part that leads out": ("a.docx", lambda: docx("a", extra={"../../x.xml": b"x"}), refusals.Damaged),
    "bomb": ("a.docx", lambda: docx("a", extra={"word/media/a.bin": bytes(60 * MEGABYTE)}), refusals.TooComplex),
    "too many parts": (
        "a.docx",
        lambda: docx("a", extra={f"word/media/{n}.bin": b"" for n in range(2_001)}),
        refusals.TooComplex,
    ),
}


@pytest.mark.parametrize(("name", "make", "refusal"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_file_is_refused_and_kept_nowhere(council, clerk, folder, name, make, refusal):
    assert isinstance(refuse(clerk, folder, name, make()), refusal)


def test_zip_with_two_parts_of_one_name_is_refused(council, clerk, folder):
    out = io.BytesIO(docx("a"))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<w:document/>")

    assert isinstance(refuse(clerk, folder, "a.docx", out.getvalue()), refusals.Damaged)


def test_word_file_with_password_is_refused(council, clerk, folder):
    data = bytearray(docx("a"))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(sign, start)) >= 0:
            data[start + at] |= 1
            start += 4

    assert isinstance(refuse(clerk, folder, "a.docx", bytes(data)), refusals.Locked)


def test_pdf_with_password_is_refused(council, clerk, folder):
    locked = pdf_with(lambda writer: writer.encrypt("bí mật", algorithm="RC4-128"))

    assert isinstance(refuse(clerk, folder, "a.pdf", locked), refusals.Locked)


def test_pdf_that_only_limits_printing_is_taken(council, clerk):
    limited = pdf_with(lambda writer: writer.encrypt("", owner_password="x", algorithm="RC4-128"))

    assert store(clerk, "a.pdf", limited).content_type == "application/pdf"


def _script() -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")})


def _has_script(writer) -> None:
    names = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), _script()])})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): names})


def _opens_program(writer) -> None:
    launch = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
    writer.root_object[NameObject("/OpenAction")] = launch


def _clicks_script(writer) -> None:
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): _script()})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])


@pytest.mark.parametrize(
    "change",
    [
        _has_script,
        lambda writer: writer.add_attachment("a.exe", b"MZ"),
        _opens_program,
        _clicks_script,
    ],
    ids=["script", "file inside", "program at opening", "script at a click"],
)
def test_pdf_that_acts_is_refused(council, clerk, folder, change):
    assert isinstance(refuse(clerk, folder, "a.pdf", pdf_with(change)), refusals.CarriesCode)


def test_one_byte_too_many_is_refused_with_the_limit_in_words(council, clerk, folder):
    data = pdf()

    assert store(clerk, "a.pdf", data, limit_bytes=len(data)).size == len(data)
    with pytest.raises(refusals.TooLarge) as caught:
        store(clerk, "a.pdf", data, limit_bytes=len(data) - 1)

    assert caught.value.message == "Tệp quá lớn. Dung lượng tối đa là 1 MB."


def test_kind_that_is_not_wanted_here_is_named_in_the_refusal(council, clerk, folder):
    refusal = refuse(clerk, folder, "a.png", picture("PNG"), kinds=files.DOCUMENTS)

    assert refusal.message == "Chỉ nhận tệp: PDF, Word (.docx)."


MARKED = {
    "PDF": ("a.pdf", lambda: pdf("MẬT\nKế hoạch")),
    "PDF, last page": ("a.pdf", lambda: pdf_last("TỐI MẬT")),
    "Word": ("a.docx", lambda: docx("Số 1", "TUYỆT MẬT")),
    "Word, mark split over runs": (
        "a.docx",
        lambda: docx_of("<w:p><w:r><w:t>TỐI </w:t></w:r><w:r><w:t>MẬ</w:t></w:r><w:r><w:t>T</w:t></w:r></w:p>"),
    ),
    "Word, page head": (
        "a.docx",
        lambda: docx("a", extra={"word/header2.xml": "<w:p><w:t>MẬT</w:t></w:p>".encode()}),
    ),
    "Word, page head in UTF-16": (
        "a.docx",
        lambda: docx("a", extra={"word/header2.xml": "<w:p><w:t>MẬT</w:t></w:p>".encode("utf-16")}),
    ),
    "Word, letters as numbers": ("a.docx", lambda: docx_of("<w:p><w:t>M&#7852;T</w:t></w:p>")),
    "Excel": ("a.xlsx", lambda: xlsx("Danh sách", "Độ mật: Tối mật")),
    "name": ("Báo cáo (MẬT).pdf", pdf),
    "name without diacritics": ("TOI_MAT.pdf", pdf),
}


def pdf_last(text: str) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.append(io.BytesIO(pdf(pages=3)))
    writer.append(io.BytesIO(pdf(text)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(("name", "make"), MARKED.values(), ids=MARKED.keys())
def test_marked_file_is_refused_and_kept_nowhere(council, clerk, folder, name, make):
    refusal = refuse(clerk, folder, name, make())

    assert isinstance(refusal, files.MarkedSecret)
    assert refusal.code == "file_marked_secret"


@pytest.mark.parametrize(
    "text", ["Bầu cử bằng phiếu kín, bỏ phiếu BÍ MẬT", "Luật BẢO VỆ BÍ MẬT nhà nước", "Mật độ dân số; mật ong rừng"]
)
def test_ordinary_words_pass_in_pdf_and_word(council, clerk, text):
    assert store(clerk, "a.pdf", pdf(text)).size
    assert store(clerk, "a.docx", docx(text)).size


def test_reader_of_its_own_ends_when_a_file_eats_memory(council, clerk, folder, monkeypatch, tmp_path):
    hungry = tmp_path / "reading.py"
    hungry.write_text("CPU_S, MEMORY = 5, 300_000_000\n\n\ndef main(*arguments):\n    bytearray(10**9)\n")
    monkeypatch.setattr(reading, "__file__", str(hungry))

    assert isinstance(refuse(clerk, folder, "a.pdf", pdf()), refusals.TooComplex)


def test_failed_write_leaves_no_file(tmp_path):
    class Broken(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        LocalFiles(location=tmp_path).save("a/b", Broken(b""))

    assert kept(tmp_path) == []


def test_withdrawn_file_says_by_whom_and_why(council, clerk):
    stored = store(clerk, "a.pdf", pdf())
    now = clock.now()

    files.make_public(actor=clerk, stored=stored)
    files.withdraw(actor=clerk, stored=stored, reason="Đăng nhầm", now=now)

    stored.refresh_from_db()
    assert (stored.state, stored.removed_at, stored.removed_by, stored.removed_reason) == (
        "withdrawn",
        now,
        clerk.account_id,
        "Đăng nhầm",
    )
    for again in (lambda: files.make_public(actor=clerk, stored=stored), lambda: _withdraw(clerk, stored, now)):
        with pytest.raises(NotFound):
            again()
    audit.seal(now=now)
    assert AuditEntry.objects.count() == 3


def _withdraw(clerk, stored, now):
    files.withdraw(actor=clerk, stored=stored, reason="", now=now)
