"""Public pages in caches, and the small marks that their templates draw."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from kernel.access import ANONYMOUS, Actor
from kernel.keys import new_key
from kernel.openness import is_public_record
from kernel.ui.public import public_page
from kernel.ui.templatetags.ui import file_mark, lookup, qr

pytestmark = pytest.mark.unit


def answer(actor=ANONYMOUS, status=200, **headers):
    request = RequestFactory().get("/")
    request.actor = actor

    @public_page
    def view(_request):
        return HttpResponse("x", status=status, headers=headers)

    assert is_public_record(view)
    return view(request)


def test_strangers_page_may_be_shared_for_a_minute():
    response = answer()

    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert response.headers["Vary"] == "Cookie"


def test_page_with_a_name_on_it_is_its_readers_own():
    reader = Actor(new_key(), "Trần Thị Lan", None, frozenset())

    assert answer(reader).headers["Cache-Control"] == "private, no-cache"


def test_what_is_no_page_is_not_kept():
    assert answer(status=302).headers["Cache-Control"] == "no-cache"


def test_files_own_header_stays():
    assert answer(**{"Cache-Control": "public, no-cache"}).headers["Cache-Control"] == "public, no-cache"


def test_qr_is_a_picture_that_grows_and_says_nothing_but_squares():
    picture = qr("https://hoalu.example/vb/ABCD2345?<script>")

    assert picture.startswith("<svg ")
    assert "viewBox" in picture
    assert "script" not in picture
    assert qr("https://hoalu.example/vb/ABCD2346") != qr("https://hoalu.example/vb/ABCD2345")


@pytest.mark.parametrize(
    ("name", "mark"),
    [("to-trinh.pdf", "PDF"), ("a.b.docx", "DOCX"), ("bảng.xlsxx", "XLSX"), ("khong-co", "TỆP"), (".gitignore", "TỆP")],
)
def test_mark_of_a_file(name, mark):
    assert file_mark(name) == mark


def test_lookup_says_the_key_where_the_table_is_silent():
    assert (lookup({"a": "A"}, "a"), lookup({"a": "A"}, "b")) == ("A", "b")
