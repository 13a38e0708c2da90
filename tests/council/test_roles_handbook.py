"""The tests that the handbook of roles and permissions asks for in its section 6, named after what they prove.

On this ground stand 3 to 8 and 11 to 13. What is proved here of the others is their nearest kin on this ground:

- 1, letters: no module keeps letters yet; here a duty that was given to one delegate is opened by no other.
- 2, petitions: no module keeps them yet; here an agency opens nothing inside at all.
- 3, denunciations: no module keeps them yet; a restricted document is what must not be found in the same ways.
- 9, redacted copies come with the letters; 10, secret ballots are not held by this product yet (votes are open);
  14, councils are not merged yet. Each comes with its module.
"""

import io
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from graphql import GraphQLObjectType, build_schema
from openpyxl import load_workbook

from council.documents import actions as document_actions
from council.documents import queries as document_queries
from council.documents.law import Confidentiality
from council.documents.workflow import State
from council.people import actions, queries
from council.people.models import Person
from council.portal.queries.work import list_work
from council.roles import Role
from council.sessions.models import Ballot
from kernel import clock, files, search
from kernel.access import NotPermitted, actor_of, registered
from kernel.audit.models import AuditEntry
from kernel.files.models import StoredFile
from kernel.keys import new_key
from kernel.notify.models import Notice
from kernel.outbox import drain
from kernel.refusal import NotFound, Refusal
from tenancy.place import entered
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.documents import STAFF, make_draft
from tests.factories.office import pdf
from tests.factories.people import make_account, make_delegate, make_person
from tests.factories.sessions import NOW, OPENS, RULES, make_hall
from tests.kernel.accounts.browsers import words

CONF = "config.urls_council"
ADMINISTRATOR, CHIEF = actor_with(Role.ADMINISTRATOR), actor_with(Role.OFFICE_CHIEF)
DAY_BEFORE = date(2026, 7, 28)
PHONE = "0912345678"
SDL = Path(__file__).resolve().parents[2] / "graphql" / "gateway" / "sdl" / "central.graphql"
INNER = ["documents:index", "sessions:index", "people:index", "people:structure", "rights:list", "rulebook:list"]


def answers(browser: Any, names: list[str]) -> dict[str, int]:
    return {name: browser.get(reverse(name, CONF)).status_code for name in names}


def test_01_one_delegate_does_not_open_what_was_given_to_another(council):
    given_to, other = make_delegate(), make_delegate()
    leaver = actions.appoint(
        actor=ADMINISTRATOR, person=make_person(), role=Role.OFFICE_STAFF, from_on=date(2026, 4, 2)
    ).person
    handover = actions.open_handover(actor=CHIEF, person=leaver, leaves_on=OPENS, cause="Nghỉ hưu")
    duty = actions.add_duty(actor=CHIEF, handover=handover, label="Thư của cử tri")
    duty = actions.give_duty(actor=CHIEF, duty=duty, receiver=given_to.person, on=OPENS)
    mine, others = (actor_with(Role.DELEGATE, person=mandate.person) for mandate in (given_to, other))

    assert queries.get_duty(mine, duty.id) == duty
    with pytest.raises(NotFound):
        queries.get_duty(others, duty.id)
    with pytest.raises(NotPermitted):
        actions.accept_duty(actor=others, duty=duty, on=OPENS)
    duty.refresh_from_db()
    assert (duty.state, duty.receiver, queries.list_duties_given_to(others)) == ("given", given_to.person, [])


@pytest.mark.parametrize("role", [Role.AGENCY, Role.FRONT, Role.EXPERT])
def test_02_who_comes_from_outside_opens_nothing_inside(council, role):
    document = make_draft()
    outsider = actor_with(role)

    assert set(answers(browser_of(council, role), INNER).values()) == {403}
    with pytest.raises(NotFound):
        document_queries.get_document(outsider, document.id)
    assert list_work(outsider, now=clock.now(), rules=RULES) == []


def test_03_who_does_not_handle_a_restricted_document_does_not_find_it_in_any_way(council):
    document = make_draft(subject="Nhân sự trưởng Ban Pháp chế")
    document_actions.change_class(
        actor=STAFF, document=document, to_class=Confidentiality.RESTRICTED, reason="Nhân sự", now=NOW
    )
    type(document).objects.filter(pk=document.pk).update(state=State.FINAL_TEXT)
    search.refresh("document", document.id)
    drain()
    other, browser = actor_with(Role.OFFICE_STAFF), browser_of(council, Role.OFFICE_STAFF)

    found = {
        "search": list(search.find(other, "nhân sự trưởng ban").hits),
        "list": list(document_queries.list_documents(other)),
        "work": list_work(other, now=clock.now(), rules=RULES),
        "notices": list(Notice.objects.all()),
    }

    assert found == {"search": [], "list": [], "work": [], "notices": []}
    assert (
        browser.get(f"/van-ban/{document.id}/").status_code == browser.get(f"/van-ban/{new_key()}/").status_code == 404
    )
    assert "Nhân sự trưởng Ban" not in words(browser.get(reverse("documents:index", CONF)))
    assert list(document_queries.list_documents(STAFF)) == [document]


def test_04_the_administrator_sees_accounts_and_no_content(council):
    administrator = browser_of(council, Role.ADMINISTRATOR)
    account = make_account(
        full_name="Trần Thị Mơ", email="mo@example.vn", person_id=make_delegate("Trần Thị Mơ").person_id
    )

    seen = answers(administrator, ["people:index", "rights:list", "documents:index", "sessions:index", "portal:texts"])

    assert seen == {
        "people:index": 200,
        "rights:list": 200,
        "documents:index": 403,
        "sessions:index": 403,
        "portal:texts": 403,
    }
    assert "Trần Thị Mơ" in words(administrator.get(reverse("people:index", CONF)))
    assert queries.get_account(ADMINISTRATOR, account.pk)[0] == account
    with pytest.raises(NotFound):
        document_queries.get_document(ADMINISTRATOR, make_draft().id)


def test_05_the_province_counts_its_communes_and_reads_nobody_in_them(province, other_council):
    with entered(other_council):
        person = make_person("Đặng Thị Hằng", phone=PHONE)
    chair = browser_of(province, Role.COUNCIL_CHAIR)

    page = chair.get(reverse("indicators:province", CONF))

    assert (page.status_code, PHONE in page.content.decode(), "Đặng Thị Hằng" in words(page)) == (200, False, False)
    assert chair.get(reverse("people:person", CONF, [person.id])).status_code == 404
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'select phone from "{other_council.schema_name}"."{Person._meta.db_table}"')


# Words that are a person's elsewhere: here they name councils, measures, published papers, bodies, what a vote was on,
# and of holders of an office what their council's portal tells everybody: name, posts, whom it elected, who signed.
NO_SECRETS = {"name", "label", "title", "body", "subject", "posts", "candidates", "signer_name"}
# Of these only how many there are is told, small numbers withheld: they name the groups of a count.
ONLY_COUNTED = {"belief", "ethnic_group", "party", "schooling"}


@pytest.mark.unit
def test_06_the_central_agencies_can_ask_for_nothing_personal():
    schema = build_schema(SDL.read_text())
    types = [kind for name, kind in schema.type_map.items() if isinstance(kind, GraphQLObjectType) and name[:2] != "__"]
    fields = {kind.name: {snake(name) for name in kind.fields} for kind in types}
    asked = set().union(*fields.values())
    personal = {
        name for model in apps.get_models() for name in getattr(getattr(model, "keeping", None), "personal", ())
    }

    assert personal >= {"phone", "email", "birth_on", "signer_name", "drafted_by"}
    assert asked & personal == NO_SECRETS | ONLY_COUNTED
    assert {name for name, told in fields.items() if told & ONLY_COUNTED} == {"RollupRow"}
    assert asked & {"birth_year", "main_job", "portrait_path", "names", "choice", "gender", "address"} == set()
    assert {kind.name for kind in types} & {"Person", "Account", "Ballot", "Mandate", "VoteChoice"} == set()


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def untouched(attempt: Callable[[], Any], refusal: type[Refusal] = Refusal) -> bool:
    """Whether an attempt was refused and left every ballot as it was."""
    before = list(Ballot.objects.order_by("pk").values_list())
    with pytest.raises(refusal), transaction.atomic():
        attempt()
    return list(Ballot.objects.order_by("pk").values_list()) == before


def test_07_an_ended_mandate_does_not_vote(council):
    hall = make_hall(3)
    mandate, account = hall.mandates[0], make_account()
    actions.link_account(actor=ADMINISTRATOR, account=account, person=mandate.person, on=DAY_BEFORE)
    before = actor_of(account, on=DAY_BEFORE).roles
    actions.end_mandate(
        actor=actor_with(Role.COUNCIL_CHAIR), mandate=mandate, how="resign", on=DAY_BEFORE, document="15/NQ-HĐND"
    )
    gone = actor_of(account, on=OPENS)

    assert (before, gone.roles) == ({"delegate"}, set())
    assert untouched(partial(hall.cast, 0, actor=gone), NotPermitted)
    assert untouched(partial(hall.cast, 0))
    assert Ballot.objects.filter(choice__gt="").count() == 0


def test_08_one_persons_mandates_of_two_councils_vote_apart(council, other_council):
    here = make_hall(3)
    with entered(other_council):
        there = make_hall(3)
    voter = actor_with(Role.DELEGATE, person=here.mandates[0].person)

    receipt = here.cast(0, actor=voter)
    with entered(other_council):
        assert Ballot.objects.filter(choice__gt="").count() == 0
        assert untouched(partial(there.cast, 0, actor=voter), NotPermitted)
        elsewhere = there.cast(0)

    assert receipt != elsewhere
    assert [ballot.receipt for ballot in Ballot.objects.filter(choice__gt="")] == [receipt]


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_11_a_file_with_a_mark_of_secrecy_is_refused(council, mark):
    upload = SimpleUploadedFile("to-trinh.pdf", pdf(mark), content_type="application/pdf")

    with pytest.raises(files.MarkedSecret):
        files.store(actor=STAFF, upload=upload, kinds={files.Kind.PDF}, limit_bytes=10**7)

    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize("change", ["update {table} set reason = 'khác'", "delete from {table}"])
def test_12_no_role_changes_an_entry_of_the_audit(council, change):
    make_draft()
    before = list(AuditEntry.objects.order_by("id").values_list("id", "action", "reason"))

    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table=AuditEntry._meta.db_table))

    assert list(AuditEntry.objects.order_by("id").values_list("id", "action", "reason")) == before != []
    assert [grant.capability for grant in registered().grants if grant.module == "audit"] == []


def test_13_personal_data_is_read_for_a_reason_that_is_kept_and_leaves_with_no_list(council):
    person = make_person("Đặng Thị Hằng", phone=PHONE, email="hang@example.vn")
    actions.record_sensitive(
        actor=CHIEF, person=person, private=actions.Private(ethnicity="Mường", id_number="035079001234")
    )
    make_delegate(person=person)
    before = AuditEntry.objects.filter(action="people.read_sensitive").count()

    with pytest.raises(queries.ReasonNeeded):
        queries.read_sensitive(CHIEF, person, reason=" ")
    refused = AuditEntry.objects.filter(action="people.read_sensitive").count()
    queries.read_sensitive(CHIEF, person, reason="Làm hồ sơ khen thưởng")
    listed = b"".join(browser_of(council, Role.OFFICE_CHIEF).get(reverse("people:delegates_list", CONF)))
    cells = str([*load_workbook(io.BytesIO(listed)).active.values])

    assert (before, refused) == (0, 0)
    assert AuditEntry.objects.get(action="people.read_sensitive").reason == "Làm hồ sơ khen thưởng"
    assert "Đặng Thị Hằng" in cells
    assert [secret for secret in (PHONE, "hang@example.vn", "Mường", "035079001234") if secret in cells] == []
