"""Two people change the same row: the later one is told, sees what the other wrote, and loses nothing typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from council.people import actions
from council.people.actions import Ground, Particulars, Plan, Reached
from council.people.law import OutsideKind
from council.people.models import ProgrammeKind
from council.roles import Role
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.rows import VersionClash
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import STARTED, make_constituency, make_contact, make_outside, make_team
from tests.kernel.accounts.browsers import words
from tests.kernel.files.making import pdf, upload

CHIEF = actor_with(Role.OFFICE_CHIEF)
YEAR = STARTED.year


def make_programme():
    plan = Plan(YEAR, ProgrammeKind.WORK, "Chương trình công tác")
    return actions.add_programme(actor=CHIEF, team=make_team(), plan=plan, upload=upload("ct.pdf", pdf("Nội dung")))


def edit_outside(row, name: str, **more: Any):
    return actions.edit_outside(actor=CHIEF, body=row, particulars=Particulars(name, OutsideKind.AGENCY), **more)


def edit_contact(row, name: str, **more: Any):
    return actions.edit_contact(actor=CHIEF, contact=row, reached=Reached(name), **more)


def edit_constituency(row, name: str, **more: Any):
    return actions.edit_constituency(actor=CHIEF, constituency=row, ground=Ground(name, seats=3), **more)


def correct_programme(row, name: str, **more: Any):
    given = {"programme": row, "plan": Plan(YEAR, ProgrammeKind.WORK, name), "upload": None, "now": clock.now()}
    return actions.correct_programme(actor=CHIEF, **given, **more)


# What is changed: how it is made, changed by an action, the field that carries its name, and the other fields typed.
CHANGED: dict[str, tuple[Callable[[], Any], Callable[..., Any], str, dict[str, str]]] = {
    "edit_outside": (make_outside, edit_outside, "name", {"kind": "agency"}),
    "edit_contact": (make_contact, edit_contact, "full_name", {}),
    "edit_constituency": (make_constituency, edit_constituency, "name", {"seats": "4"}),
    "correct_programme": (make_programme, correct_programme, "title", {"year": str(YEAR), "kind": "work"}),
}
each_kind = pytest.mark.parametrize("kind", CHANGED)


@each_kind
def test_an_action_of_an_older_version_is_refused_and_changes_nothing(council, kind):
    make, change, name, _ = CHANGED[kind]
    row = make()
    change(row, "Bản thứ hai", version=1)
    entries = AuditEntry.objects.count()

    with pytest.raises(VersionClash), transaction.atomic():
        change(row, "Bản thứ ba", version=1)

    row.refresh_from_db()
    assert (getattr(row, name), row.version, AuditEntry.objects.count()) == ("Bản thứ hai", 2, entries)


@each_kind
def test_who_saves_later_sees_the_other_text_and_may_save_again(council, kind):
    make, change, name, typed = CHANGED[kind]
    row, browser = make(), browser_of(council, Role.OFFICE_CHIEF)
    address = reverse(f"people:{kind}", "config.urls_council", [row.pk])
    read = browser.get(address).context["form"].initial["version"]
    change(row, "Bản của người khác")

    told = browser.post(address, {**typed, "version": read, name: "Bản của tôi"})
    row.refresh_from_db()
    after_first, again = getattr(row, name), told.context["form"]["version"].value()
    saved = browser.post(address, {**typed, "version": again, name: "Bản của tôi"})
    row.refresh_from_db()

    assert (told.status_code, after_first) == (409, "Bản của người khác")
    assert "Bản người khác vừa lưu" in words(told)
    assert "Bản của người khác" in words(told)
    assert 'value="Bản của tôi"' in told.content.decode()
    assert (saved.status_code, getattr(row, name)) == (302, "Bản của tôi")


@each_kind
def test_a_form_without_a_version_is_refused(council, kind):
    make, _, name, typed = CHANGED[kind]
    row, browser = make(), browser_of(council, Role.OFFICE_CHIEF)
    address = reverse(f"people:{kind}", "config.urls_council", [row.pk])

    assert browser.post(address, {**typed, name: "Bản mới"}).status_code == 422
    row.refresh_from_db()
    assert (row.version, getattr(row, name) == "Bản mới") == (1, False)
