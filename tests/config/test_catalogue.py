"""The catalogues: English for every sentence of the public shell, our own words for what Django's forms say."""

import ast
import gettext
import inspect
import re
from collections.abc import Iterator

import polib
import pytest
from django.core import validators
from django.forms import fields, forms, formsets, models
from django.utils.translation import gettext as gettext_now
from django.utils.translation import ngettext, override, trans_real

from config.catalogue import SOURCES, compiled, compiled_file
from council.documents.law import Kind
from council.sessions.models import ItemKind
from council.sessions.workflow import ItemState, SessionState
from tests.config.shell_words import sentences_of_code, sentences_of_templates, templates
from tests.factories.documents import make_in_state, make_published
from tests.factories.people import make_delegate, make_person
from tests.factories.portal import make_contact, make_shown
from tests.factories.sessions import Matter, make_hall, make_item, make_paper, make_session, make_sitting
from tests.isolation.routes import COUNCIL, routes_of

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
HOW = "add the sentence to platform/config/locale/en/LC_MESSAGES/django.po, then: python -m config.catalogue"
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
PUBLIC = {"portal_public", "sessions_public", "documents_public", "people_public"}


def lines(language: str = "en") -> dict[str, list[str]]:
    """Return the words of each sentence in a language: one, or the singular and the plural."""
    entries = polib.pofile(str(SOURCES[language]))
    return {
        entry.msgid: list(entry.msgstr_plural.values()) or [entry.msgstr] for entry in entries if not entry.obsolete
    }


@pytest.mark.unit
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_the_compiled_catalogue_is_of_its_source(source):
    assert compiled_file(source).read_bytes() == compiled(source), "run: python -m config.catalogue"


@pytest.mark.unit
def test_every_sentence_of_the_public_shell_has_its_english():
    said = sentences_of_templates() | sentences_of_code()

    assert len(said) > 200
    assert sorted(said - set(lines())) == [], HOW


@pytest.mark.unit
@pytest.mark.parametrize("language", SOURCES)
def test_no_line_is_empty_and_none_loses_a_place(language):
    faults = [
        words
        for words, said in lines(language).items()
        for each in said
        if not each or sorted(PLACES.findall(each)) != sorted(PLACES.findall(words))
    ]

    assert faults == []


def said_by_forms() -> set[str]:
    """Return what Django's forms and checks of a value can say, in Django's own English."""
    found = set()
    for module in (fields, forms, formsets, models, validators):
        for call in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS:
                found.add(call.args[0].value)
    return found


@pytest.mark.unit
def test_whatever_djangos_forms_say_of_a_mistake_is_said_in_our_own_words():
    said = said_by_forms() - {":"}

    assert len(said) > 50
    assert sorted(said - set(lines("vi"))) == []
    with override("vi"):
        heard = {sentence: gettext_of(sentence) for sentence in said}
    assert heard == {sentence: lines("vi")[sentence][0] for sentence in said}


def gettext_of(sentence: str) -> str:
    more = next((entry.msgid_plural for entry in polib.pofile(str(SOURCES["vi"])) if entry.msgid == sentence), "")
    return ngettext(sentence, more, 2) if more else gettext_now(sentence)


@pytest.mark.unit
def test_pages_are_followed_into_what_they_are_made_of():
    names = {path.name for path in templates()}

    assert {"public_index.html", "base.html", "404.html", "_news.html", "pages.html", "qr.html"} <= names
    assert not names & {"workspace.html", "console.html", "hall.html", "texts.html"}


class Untranslated(gettext.NullTranslations):
    """Stands behind the English catalogue and notes what it does not know."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def gettext(self, message: str) -> str:
        self.seen.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.seen.update((msgid1, msgid2))
        return msgid1 if n == 1 else msgid2


@pytest.fixture
def untranslated() -> Iterator[Untranslated]:
    """Return what was asked of the English catalogue in vain."""
    catalogue, noted = trans_real.translation("en"), Untranslated()
    before = catalogue._fallback
    catalogue._fallback = noted
    yield noted
    catalogue._fallback = before


def live() -> dict[str, str]:
    """Let a council have lived through every state that a public page can show; return the keys of its addresses."""
    make_delegate(person=make_person("Đỗ Thị Ánh"), full_time=True)
    hall = make_hall(3)
    for number in range(3):
        hall.cast(number)
    hall.close()
    hall.announce()
    for number, kind in enumerate(ItemKind):
        for state in ItemState:
            make_item(hall.session, Matter(title=f"Nội dung {number}", kind=kind), state)
    for state in set(SessionState) - {SessionState.PLANNED, SessionState.IN_PROGRESS}:
        session = make_session(state)
        for part in ("morning", "afternoon", "evening"):
            make_sitting(session, "ended", part=part)
    make_paper(hall.session, "released", visibility="public")
    make_in_state("withdrawn", Kind.NORMATIVE_RESOLUTION)
    make_contact()
    notice = make_shown()
    return {
        "session_id": str(hall.session.id),
        "short_code": make_published().short_code,
        "text_id": str(notice.text_id),
    }


def status_of(answer) -> int:
    b"".join(answer)  # a file is closed when it has been read
    return answer.status_code


def test_no_page_says_anything_in_vietnamese_but_the_councils_own_words(council, client_of, untranslated):
    known, reader = {**live(), "feed_name": "tin", "form": "atom"}, client_of(council)
    routes = [route for route in routes_of(COUNCIL) if route.space in PUBLIC and set(route.parameters) <= set(known)]

    addresses = ["/en" + route.at(known) for route in routes]
    addresses += ["/en/cong-khai/tim/?tu_khoa=a", "/en/cong-khai/tim/?tu_khoa=zzz", "/en/cong-khai/khong-co/"]
    answers = {address: status_of(reader.get(address)) for address in addresses}

    assert len(addresses) > 15
    assert set(answers.values()) <= {200, 302, 404}, answers
    assert sorted(words for words in untranslated.seen if not words.isascii()) == [], HOW
