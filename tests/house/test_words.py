"""What people read: Vietnamese in NFC, whole sentences with named places, no letters without their marks."""

import ast
import re
import unicodedata

import pytest

from tests.house.source import all_files, called_name, calls, product_files, shown, text_files, tree_of

pytestmark = pytest.mark.unit

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "N_"}
IN_TEMPLATES = re.compile(r"""\{%\s*translate\s+(?P<quote>["'])(?P<words>.+?)(?P=quote)""")
BLOCKS = re.compile(r"\{%\s*blocktranslate\b[^%]*%\}(?P<words>.*?)\{%\s*(?:plural|endblocktranslate)", re.DOTALL)
PLACES = re.compile(r"%\(\w+\)s|\{\{?[^}]*\}\}?|<[^>]*>")
POSITIONS = re.compile(r"%[sd]|\{\}|\{\d\}")
LONGEST_WITHOUT_MARKS = 3


def not_composed(text: str) -> bool:
    """Return whether a text holds letters that are not in their composed form (NFC)."""
    return not unicodedata.is_normalized("NFC", text)


def built_sentences(tree: ast.AST) -> list[int]:
    """Return the lines where a sentence is put together inside ``_()``, so that nobody could translate it."""
    return [
        call.lineno
        for call in calls(tree)
        if called_name(call) in GETTEXT and any(not _is_plain(argument) for argument in call.args[:1])
    ]


def _is_plain(node: ast.AST) -> bool:
    return isinstance(node, (ast.Constant, ast.Name, ast.Attribute))


def sentences(tree: ast.AST) -> list[str]:
    """Return the sentences that a file gives to gettext."""
    first = (call.args[0] for call in calls(tree) if called_name(call) in GETTEXT and call.args)
    return [node.value for node in first if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def template_sentences(text: str) -> list[str]:
    """Return the sentences that a template gives to gettext."""
    return [found["words"] for pattern in (IN_TEMPLATES, BLOCKS) for found in pattern.finditer(text)]


def lacks_marks(sentence: str) -> bool:
    """Return whether a sentence of more than three words has not one Vietnamese letter: typed without marks."""
    words = re.findall(r"[^\W\d_]+", PLACES.sub(" ", sentence))
    return len(words) > LONGEST_WITHOUT_MARKS and " ".join(words).isascii()


def has_unnamed_places(sentence: str) -> bool:
    """Return whether a sentence has places without names."""
    return bool(POSITIONS.search(sentence))


def all_sentences() -> dict[str, list[str]]:
    found = {shown(path): sentences(tree_of(path)) for path in product_files()}
    templates = [path for path in all_files() if path.suffix == ".html"]
    return found | {shown(path): template_sentences(path.read_text(encoding="utf-8")) for path in templates}


def test_every_file_is_composed():
    assert [shown(path) for path in text_files() if not_composed(path.read_text(encoding="utf-8"))] == []


def test_no_sentence_is_built_from_pieces():
    found = {shown(path): built_sentences(tree_of(path)) for path in product_files()}

    assert {path: lines for path, lines in found.items() if lines} == {}


def test_no_sentence_lost_its_marks():
    found = {path: [words for words in found if lacks_marks(words)] for path, found in all_sentences().items()}

    assert {path: words for path, words in found.items() if words} == {}


def test_places_in_sentences_have_names():
    found = {path: [words for words in found if has_unnamed_places(words)] for path, found in all_sentences().items()}

    assert {path: words for path, words in found.items() if words} == {}


def test_there_are_sentences_to_read():
    assert sum(len(found) for found in all_sentences().values()) > 100


@pytest.mark.parametrize("text", ["Hội đồng", "Hội đồng nhân dân"])
def test_the_checker_sees_letters_in_pieces(text):
    assert not_composed(unicodedata.normalize("NFD", text)) is True
    assert not_composed(text) is False


@pytest.mark.parametrize(
    ("line", "is_built"),
    [
        ("_(f'Còn {days} ngày')", True),
        ("_('Còn ' + days)", True),
        ("_('Còn {}'.format(days))", True),
        ("_('Còn %s' % days)", True),
        ("gettext_lazy(f'{x}')", True),
        ("_('Còn %(days)s ngày') % {'days': days}", False),
        ("_(sentence)", False),
    ],
)
def test_the_checker_sees_a_built_sentence(line, is_built):
    assert bool(built_sentences(ast.parse(line))) is is_built


@pytest.mark.parametrize(
    ("sentence", "is_bare"),
    [
        ("Hay nhap so cua van ban", True),
        ("Please choose another day", True),
        ("Hãy nhập số của văn bản", False),
        ("Trang sau", False),
        ("%(day)s %(who)s %(at)s %(place)s", False),
    ],
)
def test_the_checker_sees_missing_marks(sentence, is_bare):
    assert lacks_marks(sentence) is is_bare


def test_the_checker_reads_templates():
    text = """{% translate "Kỳ họp" %}{% translate 'Đóng' as x %}
    {% blocktranslate with a=b trimmed %}Còn {{ a }}{% endblocktranslate %}"""

    assert template_sentences(text) == ["Kỳ họp", "Đóng", "Còn {{ a }}"]


def test_the_checker_sees_places_without_names():
    assert [has_unnamed_places(words) for words in ("Còn %s ngày", "Còn {} ngày", "Còn %(days)s ngày")] == [
        True,
        True,
        False,
    ]
