"""Every step of a document, from every state, by every role: the table, and the real actions on it."""

from itertools import product
from types import SimpleNamespace

import pytest
from django.db import transaction

from council.documents import actions
from council.documents.models import Document, NumberSequence
from council.documents.workflow import STEPS, State
from council.roles import Role
from kernel.access import Actor, NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from kernel.files.models import StoredFile
from kernel.keys import new_key
from kernel.outbox.models import OutboxEvent
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.documents import (
    ADOPTED,
    CHAIR,
    CLERK,
    EFFECTIVE,
    NOW,
    PRESS,
    RULES,
    SECRETARY,
    STAFF,
    TEXT,
    make_in_state,
)
from tests.factories.steps import NOT_FROM_HERE, by_each_role, only_by

TABLE = {
    "edit": ({"draft"}, "draft", {Role.OFFICE_CHIEF, Role.OFFICE_STAFF, Role.SESSION_SECRETARY, "system"}),
    "finalise": ({"draft"}, "final_text", {Role.OFFICE_CHIEF, Role.SESSION_SECRETARY}),
    "reopen": ({"final_text"}, "draft", {Role.OFFICE_CHIEF, Role.SESSION_SECRETARY}),
    "sign": ({"final_text"}, "signed", {Role.COUNCIL_CHAIR}),
    "issue": ({"signed"}, "issued", {Role.RECORDS_CLERK}),
    "publish": ({"issued"}, "published", {Role.RECORDS_CLERK, Role.OFFICE_CHIEF}),
    "withdraw": ({"issued", "published"}, "withdrawn", {Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR}),
    "drop": ({"draft", "final_text"}, "dropped", {"system"}),
}
DO = {
    "edit": lambda document, actor: actions.edit_draft(
        actor=actor,
        document=document,
        version=document.version,
        subject="Mới",
        text=TEXT,
        adopted_on=ADOPTED,
        effective_on=EFFECTIVE,
    ),
    "finalise": lambda document, actor: actions.finalise(actor=actor, document=document, rules=RULES),
    "reopen": lambda document, actor: actions.reopen(actor=actor, document=document, reason="Sửa lỗi chính tả"),
    "sign": lambda document, actor: actions.sign(actor=actor, document=document, now=NOW),
    "issue": lambda document, actor: actions.issue(actor=actor, document=document, press=PRESS, now=NOW),
    "publish": lambda document, actor: actions.publish(actor=actor, document=document, now=NOW),
    "withdraw": lambda document, actor: actions.withdraw(actor=actor, document=document, reason="Lý do", now=NOW),
    "drop": lambda document, actor: actions.drop_draft(actor=actor, document=document, reason="Huỷ kết quả", now=NOW),
}
DOER = {
    "edit": STAFF,
    "finalise": SECRETARY,
    "reopen": SECRETARY,
    "sign": CHAIR,
    "issue": CLERK,
    "publish": CLERK,
    "withdraw": CHAIR,
    "drop": Actor.system("test"),
}


def everything() -> tuple:
    return (
        list(Document.objects.order_by("pk").values_list()),
        list(NumberSequence.objects.order_by("pk").values_list()),
        list(StoredFile.objects.order_by("pk").values_list()),
        AuditEntry.objects.count(),
        OutboxEvent.objects.count(),
    )


@pytest.mark.unit
def test_the_table_of_steps_is_the_one_of_the_rules() -> None:
    drawn = {step.name: ({str(state) for state in step.sources}, str(step.target)) for step in STEPS.values()}

    assert drawn == {name: (sources, target) for name, (sources, target, _) in TABLE.items()}
    assert {step.target for step in STEPS.values()} == set(State)


@pytest.mark.unit
@pytest.mark.parametrize(("name", "state"), list(product(TABLE, State)))
def test_each_step_from_each_state_by_each_role(name: str, state: State) -> None:
    sources, _, roles = TABLE[name]
    nobodys = {"committee_id": None, "edited_by": None, "writers": []}
    document = SimpleNamespace(STEPS=STEPS, state=str(state), drafted_by=new_key(), issuing_body="council", **nobodys)

    taken = STEPS[name] if state in sources else NOT_FROM_HERE
    assert by_each_role(name, lambda _: document) == only_by(roles, taken)


@pytest.mark.parametrize(("name", "state"), list(product(TABLE, State)))
def test_each_action_from_each_state(council, name: str, state: State) -> None:
    document = make_in_state(state)
    sources, target, _ = TABLE[name]
    before = everything()

    if state in sources:
        moved = DO[name](document, DOER[name])
        moved.refresh_from_db()
        assert (moved.state, moved.version) == (target, document.version + 1)
        assert AuditEntry.objects.latest("id").action == f"documents.{name}"
    else:
        with pytest.raises(StepNotAllowed), transaction.atomic():
            DO[name](document, DOER[name])
        assert everything() == before


@pytest.mark.parametrize("name", TABLE)
def test_each_action_refuses_all_other_roles_and_changes_nothing(council, name: str) -> None:
    document = make_in_state(sorted(TABLE[name][0])[0])
    before = everything()

    for role in EVERY_ROLE:
        if role not in TABLE[name][2]:
            with pytest.raises(NotPermitted), transaction.atomic():
                DO[name](document, actor_with(role, second_factor=True))

    assert everything() == before
