"""Acting for the chair: recorded with its document, named in every record and above the signature, ended in time."""

from datetime import date
from functools import partial
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.urls import reverse

from council.documents import actions as document_actions
from council.documents.law import Kind
from council.documents.permissions import Can as Documents
from council.people import actions, queries
from council.people.law import MAY_ACT_FOR_CHAIR, ActingAs
from council.people.models import Authorisation
from council.people.workflow import Ending
from council.roles import Role
from kernel import audit, clock
from kernel.access import NotPermitted, StepNotAllowed, actor_of, may
from kernel.access.models import HoldingRow
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.documents import NOW, RULES, SECRETARY, make_draft
from tests.factories.people import STARTED, make_account, make_committee, make_delegate, make_person
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import cost_of
from tests.testbed.threads import together

CONF = "config.urls_council"
FIRST, SIGNED, LAST, AFTER = date(2026, 7, 1), date(2026, 7, 10), date(2026, 7, 31), date(2026, 8, 1)
CHAIR, CHIEF = actor_with(Role.COUNCIL_CHAIR), actor_with(Role.OFFICE_CHIEF)
ADMINISTRATOR = actor_with(Role.ADMINISTRATOR)
TERM = actions.Term(FIRST, LAST, "12/GUQ-HĐND ngày 30/6/2026", "ký nghị quyết kỳ họp thứ 3")
LIST = reverse("people:authorisations", CONF)
NOBODY = {"committee_id": None, "drafted_by": None, "edited_by": None, "writers": [], "state": "final_text"}


def take_post(role, **body):
    return actions.appoint(actor=ADMINISTRATOR, person=make_delegate().person, role=role, from_on=STARTED, **body)


def give(receiver, acting_as=ActingAs.SIGN_FOR, term=TERM, actor=CHIEF):
    return actions.authorise(actor=actor, receiver=receiver, acting_as=acting_as, term=term)


def everything() -> tuple:
    rows = tuple(tuple(table.objects.order_by("pk").values_list()) for table in (Authorisation, HoldingRow))
    return (*rows, AuditEntry.objects.count())


def refused(error, action, **arguments) -> None:
    before = everything()

    with pytest.raises(error), transaction.atomic():
        action(**arguments)

    assert everything() == before


@pytest.fixture
def chair(council):
    return take_post(Role.COUNCIL_CHAIR)


@pytest.fixture
def vice(chair):
    post = take_post(Role.COUNCIL_VICE_CHAIR)
    actions.link_account(actor=ADMINISTRATOR, account=make_account(), person=post.person, on=FIRST)
    return post


def actor_on(post, on: date, **known):
    return actor_of(queries.find_account(post.person), on=on, second_factor=True, **known)


def test_the_document_is_named_in_all_that_is_done_in_its_time(vice, chair) -> None:
    authorisation = give(vice)

    assert (authorisation.giver, authorisation.state) == (chair, "given")
    assert actor_on(vice, STARTED).on_behalf_of == actor_on(vice, AFTER).on_behalf_of == ""
    for day in (FIRST, LAST):
        assert actor_on(vice, day).on_behalf_of == "12/GUQ-HĐND ngày 30/6/2026"
        assert actor_on(vice, day).roles == {"delegate", "council_vice_chair"}
    audit.record(actor_on(vice, SIGNED), "people.test", vice)
    assert AuditEntry.objects.get(action="people.test").on_behalf_of == "12/GUQ-HĐND ngày 30/6/2026"


@pytest.mark.parametrize(
    ("acting_as", "printed"),
    [
        (ActingAs.SIGN_FOR, "KT. Chủ tịch\nPhó Chủ tịch"),
        (ActingAs.BY_AUTHORITY, "TUQ. Chủ tịch\nPhó Chủ tịch"),
        (ActingAs.PRESIDE, "Chủ toạ kỳ họp"),
    ],
)
def test_a_vice_chair_signs_a_resolution_by_authorisation_and_the_block_says_so(vice, acting_as, printed) -> None:
    document = document_actions.finalise(actor=SECRETARY, document=make_draft(), rules=RULES)
    refused(NotPermitted, document_actions.sign, actor=actor_on(vice, SIGNED), document=document, now=NOW)
    give(vice, acting_as)

    signed = document_actions.sign(actor=actor_on(vice, SIGNED), document=document, now=NOW)

    assert (signed.state, signed.signer_capacity) == ("signed", printed)
    line = AuditEntry.objects.get(action="documents.sign")
    assert line.on_behalf_of == "12/GUQ-HĐND ngày 30/6/2026"
    refused(NotPermitted, document_actions.sign, actor=actor_on(vice, AFTER), document=document, now=NOW)


def test_who_only_presides_signs_what_the_session_made_and_nothing_else(vice) -> None:
    give(vice, ActingAs.PRESIDE)
    actor = actor_on(vice, SIGNED)
    papers = {kind: SimpleNamespace(issuing_body="council", kind=kind, **NOBODY) for kind in Kind}

    assert {kind for kind, paper in papers.items() if may(actor, Documents.SIGN, paper)} == {
        Kind.NORMATIVE_RESOLUTION,
        Kind.INDIVIDUAL_RESOLUTION,
        Kind.MINUTES,
    }


def test_an_authority_of_one_post_opens_nothing_to_another_post_of_the_same_person(vice) -> None:
    head = actions.appoint(
        actor=ADMINISTRATOR,
        person=vice.person,
        role=Role.COMMITTEE_HEAD,
        from_on=STARTED,
        committee=make_committee(),
    )
    give(head, ActingAs.BY_AUTHORITY)
    actor = actor_on(vice, SIGNED)
    document = document_actions.finalise(actor=SECRETARY, document=make_draft(), rules=RULES)

    refused(NotPermitted, document_actions.sign, actor=actor, document=document, now=NOW)
    assert queries.acting_as(actor, role=Role.COUNCIL_VICE_CHAIR) is None
    assert queries.acting_as(actor, role=Role.COMMITTEE_HEAD) is ActingAs.BY_AUTHORITY


def test_an_authority_reaches_over_no_committee(vice) -> None:
    committee = make_committee()
    head = take_post(Role.COMMITTEE_HEAD, committee=committee)
    actions.link_account(actor=ADMINISTRATOR, account=make_account(), person=head.person, on=FIRST)
    give(head, ActingAs.BY_AUTHORITY)
    actions.end_post(actor=ADMINISTRATOR, post=head, on=SIGNED, how=Ending.RELIEVED, decision="15/NQ-HĐND")

    held = HoldingRow.objects.filter(source__startswith="authorisation:").values_list("scope", "scope_id")
    assert list(held) == [("by_authority", None)]


def test_it_is_recorded_by_chair_or_chief_and_never_for_oneself(vice) -> None:
    for actor in (ADMINISTRATOR, actor_with(Role.COUNCIL_VICE_CHAIR), actor_with(Role.OFFICE_STAFF)):
        refused(NotPermitted, give, receiver=vice, actor=actor)
    refused(NotPermitted, give, receiver=vice, actor=actor_with(Role.OFFICE_CHIEF, person=vice.person))

    assert give(vice, actor=CHAIR).state == "given"


@pytest.mark.parametrize(
    "term",
    [
        actions.Term(FIRST, LAST, " "),
        actions.Term(LAST, FIRST, "12/GUQ"),
    ],
)
def test_it_needs_a_document_and_days_in_their_order(vice, term) -> None:
    refused(actions.AuthorisationIncomplete, give, receiver=vice, term=term)


@pytest.mark.parametrize("acting_as", ActingAs)
@pytest.mark.parametrize("role", [Role.COUNCIL_VICE_CHAIR, Role.COMMITTEE_HEAD, Role.OFFICE_CHIEF, Role.RECORDS_CLERK])
def test_only_the_posts_that_the_decree_names_act_for_the_chair(council, acting_as, role) -> None:
    body = {"committee": make_committee()} if role == Role.COMMITTEE_HEAD else {}
    post = take_post(role, **body)

    if role in MAY_ACT_FOR_CHAIR[acting_as]:
        assert give(post, acting_as).acting_as == acting_as
    else:
        refused(actions.ActingNotFitting, give, receiver=post, acting_as=acting_as)


def test_who_left_or_rests_or_has_not_begun_is_not_authorised(vice) -> None:
    early = actions.Term(date(2026, 4, 1), LAST, "12/GUQ")
    refused(actions.ActingNotFitting, give, receiver=vice, term=early)
    mandate = vice.person.mandates.get()
    actions.suspend_mandate(actor=CHAIR, mandate=mandate, reason="Khởi tố", on=FIRST)
    refused(actions.ActingNotFitting, give, receiver=vice)
    actions.reinstate_mandate(actor=CHAIR, mandate=mandate, reason="Đình chỉ vụ án", on=FIRST)
    gone = actions.end_post(actor=ADMINISTRATOR, post=vice, on=FIRST, how=Ending.RELIEVED, decision="15/NQ")
    refused(actions.ActingNotFitting, give, receiver=gone)


def test_one_document_at_a_time(vice) -> None:
    give(vice)

    refused(actions.ActingAlready, give, receiver=vice, term=actions.Term(LAST, AFTER, "13/GUQ"))
    assert give(vice, term=actions.Term(AFTER, date(2026, 8, 31), "13/GUQ")).document == "13/GUQ"


def test_while_nobody_is_chair_the_giver_is_empty(council) -> None:
    assert give(take_post(Role.COUNCIL_VICE_CHAIR)).giver is None


def test_it_ends_early_with_a_reason_and_once(vice) -> None:
    authorisation = give(vice)
    ending = {"actor": CHAIR, "authorisation": authorisation, "on": SIGNED}

    refused(actions.EndReasonMissing, actions.end_authorisation, **ending, reason=" ")
    me = actor_with(Role.OFFICE_CHIEF, person=vice.person)
    refused(NotPermitted, actions.end_authorisation, **{**ending, "actor": me}, reason="x")
    ended = actions.end_authorisation(**ending, reason="Chủ tịch trở lại làm việc")

    assert (ended.state, ended.to_on, ended.end_reason) == ("ended", SIGNED, "Chủ tịch trở lại làm việc")
    assert actor_on(vice, SIGNED).on_behalf_of
    assert actor_on(vice, date(2026, 7, 11)).on_behalf_of == ""
    assert actor_on(vice, date(2026, 7, 11)).roles == {"delegate", "council_vice_chair"}
    refused(StepNotAllowed, actions.end_authorisation, **ending, reason="x")


def test_one_that_has_not_begun_never_does(vice) -> None:
    authorisation = give(vice)

    actions.end_authorisation(actor=CHAIR, authorisation=authorisation, on=STARTED, reason="Nhầm")

    assert actor_on(vice, FIRST).on_behalf_of == ""


@pytest.mark.parametrize("leaver", ["chair", "vice"])
def test_it_ends_with_the_post_of_who_gave_and_of_who_got_it(vice, chair, leaver) -> None:
    authorisation = give(vice)
    post = chair if leaver == "chair" else vice

    actions.end_post(actor=ADMINISTRATOR, post=post, on=SIGNED, how=Ending.RELIEVED, decision="15/NQ-HĐND")

    authorisation.refresh_from_db()
    assert (authorisation.state, authorisation.to_on, authorisation.end_reason) == ("ended", SIGNED, "Miễn nhiệm")
    assert actor_on(vice, date(2026, 7, 11)).on_behalf_of == ""


@pytest.mark.parametrize("leaver", ["chair", "vice"])
def test_it_ends_with_a_suspension_and_does_not_come_back(vice, chair, leaver) -> None:
    authorisation = give(vice)
    mandate = (chair if leaver == "chair" else vice).person.mandates.get()

    actions.suspend_mandate(actor=actor_with(Role.COUNCIL_CHAIR), mandate=mandate, reason="Khởi tố", on=SIGNED)
    actions.reinstate_mandate(actor=actor_with(Role.COUNCIL_CHAIR), mandate=mandate, reason="Đình chỉ", on=SIGNED)

    authorisation.refresh_from_db()
    assert (authorisation.state, authorisation.to_on) == ("ended", date(2026, 7, 9))
    assert actor_on(vice, SIGNED).on_behalf_of == ""


def test_an_account_linked_later_acts_by_it_too(chair) -> None:
    post = take_post(Role.COUNCIL_VICE_CHAIR)
    give(post)

    actions.link_account(actor=ADMINISTRATOR, account=make_account(), person=post.person, on=FIRST)

    assert actor_on(post, SIGNED).on_behalf_of == "12/GUQ-HĐND ngày 30/6/2026"
    assert queries.acting_as(actor_on(post, SIGNED), role=post.role) is ActingAs.SIGN_FOR
    assert queries.acting_as(actor_on(post, AFTER), role=post.role) is None


def test_authorisations_are_read_inside(vice) -> None:
    authorisation = give(vice)

    assert queries.get_authorisation(CHIEF, authorisation.id) == authorisation
    assert list(queries.list_who_may_act(on=FIRST)) == [vice]
    with pytest.raises(NotFound):
        queries.get_authorisation(actor_with(Role.AGENCY), authorisation.id)
    with pytest.raises(NotPermitted):
        queries.list_authorisations(actor_with(Role.AGENCY))


def test_two_who_authorise_one_person_do_it_once(fresh_council) -> None:
    post = take_post(Role.COUNCIL_VICE_CHAIR)
    terms = [actions.Term(FIRST, LAST, document) for document in ("12/GUQ", "13/GUQ")]

    results = together(fresh_council, [partial(give, post, term=term) for term in terms])

    assert sorted(type(result).__name__ for result in results) == ["ActingAlready", "Authorisation"]
    assert Authorisation.objects.count() == 1


# -- the pages ------------------------------------------------------------------------------------------------------


def typed(post, **changes):
    today = str(clock.today())
    known = {"receiver_post": str(post.pk), "acting_as": "sign_for", "document": "12/GUQ", "field": "ký nghị quyết"}
    return {**known, "from_on": today, "to_on": today, **changes}


def test_the_chief_records_and_ends_one_on_screen(council, vice) -> None:
    chief = browser_of(council, Role.OFFICE_CHIEF)

    answer = chief.post(reverse("people:authorise", CONF), typed(vice))

    page = words(chief.get(answer.headers["Location"]))
    for part in ("Đã ghi nhận uỷ quyền", vice.person.full_name, "Ký thay (KT.)", "12/GUQ", "Đang có hiệu lực"):
        assert part in page
    authorisation = Authorisation.objects.get()
    end = reverse("people:end_authorisation", CONF, [authorisation.pk])
    assert chief.post(end, {"reason": " "}).status_code == 422
    answer = chief.post(end, {"reason": "Chủ tịch trở lại"})
    page = words(chief.get(answer.headers["Location"]))
    assert "Chủ tịch trở lại" in page
    assert "Đã chấm dứt" in page
    assert chief.get(end).status_code == 409


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"receiver_post": ""}, "Hãy chọn người được uỷ quyền."),
        ({"acting_as": ""}, "Hãy chọn hình thức."),
        ({"document": ""}, "Hãy ghi số, ký hiệu và ngày của văn bản làm căn cứ."),
        ({"to_on": "2020-01-01"}, "ngày kết thúc không được trước ngày bắt đầu"),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(council, vice, changes, sentence) -> None:
    chief = browser_of(council, Role.OFFICE_CHIEF)

    answer = chief.post(reverse("people:authorise", CONF), typed(vice, **changes))

    assert (answer.status_code, Authorisation.objects.count()) == (422, 0)
    assert sentence in words(answer)
    assert 'value="ký nghị quyết"' in answer.content.decode()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DELEGATE, Role.COUNCIL_VICE_CHAIR])
def test_others_see_the_list_and_record_nothing(council, vice, role) -> None:
    browser = browser_of(council, role)

    assert "Ghi nhận uỷ quyền" not in words(browser.get(LIST))
    assert browser.post(reverse("people:authorise", CONF), typed(vice)).status_code == 403
    assert Authorisation.objects.count() == 0


def test_the_list_costs_the_same_for_one_and_for_three(council, chair) -> None:
    browser, costs = browser_of(council, Role.DELEGATE), set()
    for _ in range(3):
        give(take_post(Role.COUNCIL_VICE_CHAIR))
        costs.add(cost_of(browser, LIST))

    assert len(costs) == 1


@pytest.mark.parametrize(
    ("rank", "capacity"), [("deputy", "KT. Chánh Văn phòng\nPhó Chánh Văn phòng"), ("principal", "Chánh Văn phòng")]
)
def test_a_deputy_signs_in_the_place_of_the_head_and_says_so(council, rank, capacity) -> None:
    person = make_person()
    post = actions.appoint(actor=ADMINISTRATOR, person=person, role=Role.OFFICE_CHIEF, from_on=STARTED)
    type(post).objects.filter(pk=post.pk).update(rank=rank)
    paper = SimpleNamespace(issuing_body="office", committee_id=None)

    signer = actor_with(Role.OFFICE_CHIEF, person=person)
    assert document_actions.capacity_of(signer, paper, on=STARTED) == capacity
