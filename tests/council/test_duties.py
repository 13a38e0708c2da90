"""What somebody leaves open in every module: listed without its content, taken over by another, a row of work each."""

from datetime import date

import pytest

from council.documents import actions as document_actions
from council.documents import queries as document_queries
from council.documents.law import Confidentiality, Issuer, Kind, Letterhead
from council.documents.workflow import State
from council.people import actions, queries
from council.people.law import ActingAs
from council.people.models import Duty, Handover
from council.people.queries.duties import SOURCES
from council.people.workflow import Ending
from council.portal.queries.work import list_work
from council.roles import Role
from council.sessions.models import CouncilSession
from council.sessions.workflow import SessionState
from kernel import clock
from kernel.access import actor_of
from kernel.access.actions import Wanted, propose_move
from kernel.access.workflow import Effect
from kernel.audit.models import AuditEntry
from kernel.outbox import drain
from kernel.refusal import NotFound
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.documents import LETTERHEAD, NOW, STAFF, make_draft
from tests.factories.people import STARTED, make_account, make_committee, make_delegate, make_person
from tests.factories.sessions import PLAN, RULES, make_item, make_paper, make_session
from tests.judges import judge_html
from tests.kernel.accounts.browsers import words
from tests.testbed.queries import count_queries

pytestmark = pytest.mark.usefixtures("council")

TODAY = date(2026, 7, 8)
ADMINISTRATOR, CHIEF = actor_with(Role.ADMINISTRATOR), actor_with(Role.OFFICE_CHIEF)
SECRET = "Về nhân sự trưởng ban"


def take_post(role, person=None, **body):
    """Let somebody with an account of her own take a post."""
    person = person or make_person()
    post = actions.appoint(actor=ADMINISTRATOR, person=person, role=role, from_on=STARTED, **body)
    if queries.find_account(person) is None:
        account = make_account(full_name=person.full_name)
        actions.link_account(actor=ADMINISTRATOR, account=account, person=person, on=STARTED)
    return post


def acting(post, on=TODAY):
    return actor_of(queries.find_account(post.person), on=on, second_factor=True)


def end(post):
    return actions.end_post(actor=ADMINISTRATOR, post=post, on=TODAY, how=Ending.TRANSFERRED, decision="12/QĐ")


def labels(person, kind: str) -> list[str]:
    return [duty.label for duty in SOURCES[kind].find(person)]


def hand_over(post, receiver) -> None:
    """End the post; another takes over everything that it leaves."""
    end(post)
    for duty in Duty.objects.filter(handover__person=post.person):
        given = actions.give_duty(actor=CHIEF, duty=duty, receiver=receiver.person, on=TODAY)
        actions.accept_duty(actor=acting(receiver), duty=given, on=TODAY)
    drain()


def test_every_module_says_what_it_leaves_open():
    assert set(SOURCES) == {
        *("documents.draft", "documents.signature", "sessions.preparation"),
        *("people.authorisation", "access.proposal", "access.confirmation", "people.taken"),
    }


def test_drafts_go_to_who_takes_them_over_and_their_writer_stays_written():
    leaver, receiver = take_post(Role.OFFICE_STAFF), take_post(Role.OFFICE_STAFF)
    draft, other = make_draft(actor=acting(leaver)), make_draft(actor=STAFF)

    hand_over(leaver, receiver)

    duty = Duty.objects.get()
    assert (duty.kind, duty.object_id, duty.path) == ("documents.draft", draft.id, f"/van-ban/{draft.id}/")
    draft.refresh_from_db()
    other.refresh_from_db()
    assert draft.handled_by == acting(receiver).account_id
    assert (draft.drafted_by, draft.writers) == (acting(leaver).account_id, [acting(leaver).account_id])
    assert other.handled_by == STAFF.account_id
    assert (labels(leaver.person, "documents.draft"), len(labels(receiver.person, "documents.draft"))) == ([], 1)


def test_a_restricted_draft_opens_to_who_took_it_over_and_its_duty_does_not_say_what_it_is_about():
    leaver, receiver = take_post(Role.OFFICE_STAFF), take_post(Role.OFFICE_STAFF)
    draft = make_draft(actor=acting(leaver), subject=SECRET)
    document_actions.change_class(
        actor=acting(leaver), document=draft, to_class=Confidentiality.RESTRICTED, reason="Nhân sự", now=NOW
    )
    with pytest.raises(NotFound):
        document_queries.get_document(acting(receiver), draft.id)

    hand_over(leaver, receiver)

    assert document_queries.get_document(acting(receiver), draft.id) == draft
    assert draft in document_queries.list_documents(acting(receiver))
    assert Duty.objects.get().label == f"Soạn Nghị quyết cá biệt, mã {draft.short_code}"


@pytest.mark.parametrize("state", [state for state in State if state not in {State.DRAFT, State.FINAL_TEXT}])
def test_a_document_that_is_signed_leaves_nothing_to_its_drafter(state):
    leaver = take_post(Role.OFFICE_STAFF)
    draft = make_draft(actor=acting(leaver))
    on_the_way = {"signed": {}, "issued": {"symbol": "01/NQ-HĐND", "number": 1, "year": 2026, "issued_on": TODAY}}
    numbered = on_the_way["issued"]
    more = {"published": {**numbered, "confidentiality": "public"}}
    more["dropped"] = {"removed_at": NOW, "removed_reason": "Biểu quyết lại"}
    more["withdrawn"] = {**numbered, "removed_at": NOW, "removed_reason": "Sai"}
    type(draft).objects.filter(pk=draft.pk).update(state=state, **{**on_the_way, **more}[state])

    assert labels(leaver.person, "documents.draft") == []


def final(issuer: str, committee=None):
    letterhead = Letterhead(LETTERHEAD.issuer, LETTERHEAD.place, body=Issuer(issuer), committee_id=committee)
    kind = Kind.INDIVIDUAL_RESOLUTION if issuer == "council" else Kind.REPORT
    document = make_draft(kind, letterhead=letterhead)
    type(document).objects.filter(pk=document.pk).update(state=State.FINAL_TEXT)
    return document


def test_texts_that_wait_for_a_signature_are_left_by_who_heads_the_body():
    legal, other = make_committee(), make_committee("Ban Kinh tế", "economy_budget")
    head = take_post(Role.COMMITTEE_HEAD, make_delegate().person, committee=legal)
    beside = take_post(Role.COMMITTEE_HEAD, make_delegate().person, committee=other)
    chair = take_post(Role.COUNCIL_CHAIR, make_delegate().person)
    wanted = {head: final("legal", legal.id), chair: final("council")}
    final("office")

    for post, document in wanted.items():
        assert labels(post.person, "documents.signature") == [
            f"{document.get_kind_display()}, mã {document.short_code} chờ ký"
        ]
    assert labels(beside.person, "documents.signature") == []
    end(head)
    assert len(labels(head.person, "documents.signature")) == 1
    take_post(Role.COMMITTEE_HEAD, make_delegate().person, committee=legal)
    assert labels(head.person, "documents.signature") == []


def test_a_session_goes_on_with_who_takes_its_preparing_over():
    leaver, receiver = take_post(Role.OFFICE_STAFF), take_post(Role.OFFICE_STAFF)
    mine, others = make_session(), make_session(opens_on=date(2026, 9, 29), closes_on=date(2026, 9, 30))
    CouncilSession.objects.filter(pk=mine.pk).update(prepared_by=acting(leaver).account_id)
    before = labels(leaver.person, "sessions.preparation")
    make_paper(mine, item=make_item(mine))
    make_paper(mine, state="released")

    said = labels(leaver.person, "sessions.preparation")
    hand_over(leaver, receiver)

    assert (before, said) == (
        [f"Chuẩn bị {mine.title}"],
        [f"Chuẩn bị {mine.title}, còn 1 tài liệu chưa phát hành, hạn 24/07/2026"],
    )
    mine.refresh_from_db()
    others.refresh_from_db()
    assert mine.prepared_by == acting(receiver).account_id
    assert others.prepared_by not in {None, acting(receiver).account_id}


def test_who_plans_a_session_prepares_it_until_its_papers_went_out():
    staff = take_post(Role.OFFICE_STAFF)
    session = make_session()
    assert session.prepared_by is not None
    found = {}
    for state in SessionState:
        if state == SessionState.ARCHIVED:  # nothing is left of it but its signed minutes
            continue
        days = {"convened_on": TODAY, "opened_on": PLAN.opens_on, "closed_on": PLAN.closes_on, "state_reason": "Bão"}
        CouncilSession.objects.filter(pk=session.pk).update(state=state, prepared_by=acting(staff).account_id, **days)
        found[state] = len(labels(staff.person, "sessions.preparation"))

    preparing = {SessionState.PLANNED, SessionState.CONTENT_AGREED, SessionState.CONVENED}
    assert {state for state, number in found.items() if number} == preparing


def test_authorisations_are_left_by_who_gave_and_by_who_acts():
    chair = take_post(Role.COUNCIL_CHAIR, make_delegate().person)
    vice = take_post(Role.COUNCIL_VICE_CHAIR, make_delegate().person)
    term = actions.Term(TODAY, date(2026, 7, 31), "12/GUQ")
    authorisation = actions.authorise(actor=CHIEF, receiver=vice, acting_as=ActingAs.SIGN_FOR, term=term)

    for post in (chair, vice):
        assert labels(post.person, "people.authorisation") == ["Uỷ quyền theo 12/GUQ, đến hết ngày 31/07/2026"]
    actions.end_authorisation(actor=CHIEF, authorisation=authorisation, on=TODAY, reason="Xong")
    assert labels(vice.person, "people.authorisation") == []


def test_proposals_and_waited_for_words_are_left_by_who_made_and_owes_them():
    chief, vice = take_post(Role.OFFICE_CHIEF), take_post(Role.COUNCIL_VICE_CHAIR, make_delegate().person)
    staff = take_post(Role.OFFICE_STAFF)
    propose_move(
        actor=acting(chief, clock.today()),
        wanted=Wanted(Effect.GIVE, Role.COMMITTEE_HEAD, "documents.draft"),
        reason="Ban tự soạn",
        from_on=clock.today(),
        now=clock.now(),
    )
    said = "Giao quyền “Soạn văn bản” cho Trưởng ban"

    assert labels(chief.person, "access.proposal") == [f"Đề nghị chờ xác nhận: {said}"]
    assert labels(vice.person, "access.confirmation") == [f"Chờ xác nhận: {said}"]
    assert [labels(chief.person, "access.confirmation"), labels(staff.person, "access.confirmation")] == [[], []]


def test_what_no_module_knows_goes_from_hand_to_hand():
    first, second, third = (take_post(Role.OFFICE_STAFF) for _number in range(3))
    handover = actions.open_handover(actor=CHIEF, person=first.person, leaves_on=TODAY, cause="Nghỉ hưu")
    actions.add_duty(actor=CHIEF, handover=handover, label="Chìa khoá tủ hồ sơ")

    hand_over(first, second)
    with_second = labels(second.person, "people.taken")
    hand_over(second, third)

    assert (with_second, labels(third.person, "people.taken")) == (["Chìa khoá tủ hồ sơ"], ["Chìa khoá tủ hồ sơ"])
    assert labels(second.person, "people.taken") == labels(first.person, "people.taken") == []


def test_what_was_given_to_somebody_who_leaves_goes_back_to_who_arranges():
    leaver, receiver = take_post(Role.OFFICE_STAFF), take_post(Role.OFFICE_STAFF)
    actions.appoint(actor=ADMINISTRATOR, person=receiver.person, role=Role.EDITOR, from_on=STARTED)
    make_draft(actor=acting(leaver))
    end(leaver)
    duty = actions.give_duty(actor=CHIEF, duty=Duty.objects.get(), receiver=receiver.person, on=TODAY)
    end(receiver)
    duty.refresh_from_db()
    keeps_a_post = duty.state

    end(receiver.person.posts.get(role=Role.EDITOR))

    duty.refresh_from_db()
    assert (keeps_a_post, duty.state, duty.receiver) == ("given", "open", None)
    assert AuditEntry.objects.get(action="people.return_duty").object_id == str(duty.id)
    assert queries.list_handovers_to_arrange(ADMINISTRATOR) == [(duty.handover, 1)]


def test_somebody_without_an_account_leaves_nothing_that_accounts_hold():
    assert queries.find_duties(make_person()) == []


# -- as work ---------------------------------------------------------------------------------------------------------


def rows(actor):
    return [(row.name, str(row.verb), row.href) for row in list_work(actor, now=clock.now(), rules=RULES)]


def test_a_hand_over_is_a_row_with_one_verb_for_whose_turn_it_is():
    leaver, receiver = take_post(Role.OFFICE_STAFF), take_post(Role.RECORDS_CLERK)
    session = make_session()
    CouncilSession.objects.filter(pk=session.pk).update(prepared_by=acting(leaver).account_id)
    end(leaver)
    handover, duty = Handover.objects.get(), Duty.objects.get()
    name, page = f"Bàn giao việc của {leaver.person.full_name}", f"/dai-bieu/ban-giao/{handover.id}/"
    found = [(rows(ADMINISTRATOR), rows(acting(receiver)))]

    given = actions.give_duty(actor=CHIEF, duty=duty, receiver=receiver.person, on=TODAY)
    found.append((rows(ADMINISTRATOR), rows(acting(receiver))))
    actions.accept_duty(actor=acting(receiver), duty=given, on=TODAY)
    found.append((rows(ADMINISTRATOR), rows(acting(receiver))))
    actions.complete_handover(actor=CHIEF, handover=handover, on=TODAY)
    found.append((rows(ADMINISTRATOR), rows(acting(receiver))))

    assert found == [
        ([(name, "Giao việc", page)], []),
        ([], [(f"Chuẩn bị {session.title}", "Nhận việc", "/dai-bieu/ban-giao/cho-nhan/")]),
        ([(name, "Kết thúc bàn giao", page)], []),
        ([], []),
    ]


def test_the_rows_cost_the_same_for_one_and_for_three():
    costs = set()
    for _number in range(3):
        leaver = take_post(Role.OFFICE_STAFF)
        make_draft(actor=acting(leaver))
        end(leaver)
        with count_queries() as asked:
            found = queries.list_handovers_to_arrange(ADMINISTRATOR)
        costs.add(len(asked))

    assert (len(found), [left for _handover, left in found], costs) == (3, [1, 1, 1], {1})


def test_the_hand_over_page_lists_and_gives_what_the_modules_know(council):
    leaver, receiver = take_post(Role.OFFICE_STAFF), take_post(Role.OFFICE_STAFF)
    draft = make_draft(actor=acting(leaver), subject=SECRET)
    chief = browser_of(council, Role.OFFICE_CHIEF)

    answer = chief.post(
        f"/dai-bieu/nguoi/{leaver.person_id}/ban-giao/", {"leaves_on": TODAY.isoformat(), "cause": "Nghỉ hưu"}
    )
    page = chief.get(answer.headers["Location"])
    duty = Duty.objects.get()
    chief.post(f"/dai-bieu/ban-giao/viec/{duty.id}/giao/", {"receiver": receiver.person_id, "note": ""})

    assert f"Soạn Nghị quyết cá biệt, mã {draft.short_code}" in words(page)
    assert SECRET not in words(browser_of(council, Role.ADMINISTRATOR).get(answer.headers["Location"].split("?")[0]))
    duty.refresh_from_db()
    assert (duty.state, duty.receiver) == ("given", receiver.person)
    judge_html({"handover": page.content.decode(), "work": chief.get("/lam-viec/").content.decode()})
