"""Every list of the workspace and of the console goes out to Excel, or is named here with the reason why not."""

import re
from pathlib import Path

import pytest

from tests.house.source import ROOT, all_files, shown

pytestmark = pytest.mark.unit

SHELL = re.compile(r'extends (shell|"ui/(workspace|console)\.html")')
# What draws rows: a table, leaves of pages, rows of tasks that a loop fills.
DRAWS_ROWS = re.compile(r'<c-table\b|<c-pages\b|<ul class="tasks?(-list)?">\s*\{% for|<c-docs>\{% for')
DRAWS_FILTER = re.compile(r'<form class="search" method="get"')
EXCEL, SAVED = "<c-excel ", "<c-saved-filters "

# Pages with rows that are no list of the house.
NO_LIST = {
    "graphql/gateway/templates/gateway/dictionary.html": "goes out as Excel by a way of its own, for everybody",
    "graphql/gateway/templates/gateway/key.html": "one key of the open API",
    "graphql/gateway/templates/gateway/keys.html": "keys of the open API, which stay where they are",
    "graphql/gateway/templates/gateway/reference.html": "the papers of the API, whose schema goes out as SDL",
    "platform/console/templates/console/check.html": "what would be founded: a preview before anything is",
    "platform/console/templates/console/readers.html": "the few people who read national figures",
    "platform/kernel/lists/templates/lists/filters.html": "one's own saved filters",
    "platform/kernel/accounts/templates/accounts/mine.html": "one's own browsers and passkeys",
    "platform/kernel/notify/templates/notify/bell.html": "one's own notices",
    "modules/council/documents/templates/documents/numberings.html": "seven settings, and a table of the decree",
    "modules/council/documents/templates/documents/detail.html": "one document",
    "modules/council/documents/templates/documents/samples.html": "templates, each of which goes out as a Word file",
    "modules/council/indicators/templates/indicators/goals.html": "the history of targets, each with its document",
    "modules/council/indicators/templates/indicators/outlines.html": "what became of an uploaded file: a preview",
    "modules/council/indicators/templates/indicators/people.html": "numbers that stand in the workbook of the communes",
    "modules/council/people/templates/people/constituency.html": "one constituency of their list",
    "modules/council/people/templates/people/detail.html": "one person",
    "modules/council/people/templates/people/handover.html": "one hand-over",
    "modules/council/people/templates/people/marked.html": "read for a reason that is recorded; nobody takes it away",
    "modules/council/people/templates/people/outside_body.html": "one body of their list",
    "modules/council/people/templates/people/rights.html": "a matrix; docs/permissions.md and the page print it",
    "modules/council/people/templates/people/sheet.html": "an uploaded workbook with its faults",
    "modules/council/people/templates/people/sheet_upload.html": "the columns of a template that goes out itself",
    "modules/council/people/templates/people/structure.html": "the council as a whole; its people are in their list",
    "modules/council/people/templates/people/team.html": "one team of the list of delegates",
    "modules/council/people/templates/people/term_check.html": "what would end: a preview before anything does",
    "modules/council/people/templates/people/waiting.html": "one's own work",
    "modules/council/indicators/templates/indicators/reports.html": "figures, which go out in the report itself",
    "modules/council/sessions/templates/sessions/detail.html": "one session",
    "modules/council/sessions/templates/sessions/wall_screens.html": "the few machines of one hall, which stay there",
    "modules/council/sessions/templates/sessions/own_passages.html": "a text that its speaker reads",
    "modules/council/sessions/templates/sessions/recording.html": "one recording with what is said in it",
    "modules/council/sessions/templates/sessions/transcript.html": "a text that is read, not counted",
    "modules/council/sessions/templates/sessions/vote.html": "one vote",
    "modules/council/sessions/templates/sessions/votes.html": "the votes of one session, which its page prints",
    "modules/council/sessions/templates/sessions/elections.html": "the few posts filled at one session",
}
# Forms that ask for one thing rather than choose rows.
NO_FILTER = {
    "graphql/gateway/templates/gateway/dictionary.html": "words looked up by everybody, signed in or not",
    "modules/council/sessions/templates/sessions/transcript.html": "the passages of one sitting, chosen anew each time",
    "platform/console/templates/console/choose.html": "chooses units to be founded once",
    "modules/council/documents/templates/documents/versions.html": "two versions to be compared",
    "modules/council/indicators/templates/indicators/reports.html": "one period, of which a report is made",
    "modules/council/portal/templates/portal/search.html": "the search over everything",
}


def pages() -> dict[str, str]:
    """Return the templates of pages in the workspace and the console, with their text."""
    found = {}
    for path in all_files():
        if path.suffix == ".html" and "templates" in path.parts and "tests" not in path.relative_to(ROOT).parts:
            text = Path(path).read_text(encoding="utf-8")
            if SHELL.search(text):
                found[shown(path)] = text
    return found


def without_excel(templates: dict[str, str]) -> list[str]:
    """Return the lists that nobody can take out."""
    return sorted(name for name, text in templates.items() if DRAWS_ROWS.search(text) and EXCEL not in text)


def without_saved_filters(templates: dict[str, str]) -> list[str]:
    """Return the pages with a filter that nobody can keep."""
    return sorted(name for name, text in templates.items() if DRAWS_FILTER.search(text) and SAVED not in text)


def test_every_list_goes_out_to_excel():
    assert without_excel(pages()) == sorted(NO_LIST)


def test_every_filter_can_be_saved():
    assert without_saved_filters(pages()) == sorted(NO_FILTER)


def test_the_checker_sees_a_new_list():
    new = {
        "table": '{% extends "ui/workspace.html" %}<c-table label="x">',
        "loop": '{% extends "ui/console.html" %}<ul class="tasks">{% for one in rows %}',
        "filter": '{% extends shell %}<form class="search" method="get" action="/"></form>',
        "good": '{% extends shell %}<c-table label="x"><c-excel :listing="listing" />',
    }

    assert without_excel(new) == ["loop", "table"]
    assert without_saved_filters(new) == ["filter"]
