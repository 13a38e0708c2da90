"""R-VOT-09: no table, no column, no action and no event could link a voter and a secret ballot."""

import dataclasses
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models

from council.events import sessions as events
from council.sessions import actions
from council.sessions.models import BallotCount, BallotSheet, Election, Round, RoundAnnulment, RoundLine
from council.sessions.permissions import Can
from kernel.audit.models import AuditEntry
from kernel.outbox.models import OutboxEvent
from tests.factories.elections import make_counting

# What is counted of secret ballots; whoever points at one of these knows of a ballot paper.
COUNTED = {Round, RoundLine, BallotCount, BallotSheet, RoundAnnulment}
# Tables of people: a key of one of these, or a bare key of an account, names a human.
PEOPLE = {"council_people_person", "council_people_mandate", "accounts_account"}
# The humans who may stand beside a round: whoever counts, keeps the picture, asks for and decides an annulment.
OFFICIALS = {
    ("council_sessions_ballotcount", "entered_by"),
    ("council_sessions_ballotsheet", "added_by"),
    ("council_sessions_roundannulment", "asked_by"),
    ("council_sessions_roundannulment", "decided_by"),
}
# Keys of rows that are no humans.
OWN_KEYS = {"id", "minutes_id"}


def tables_of_rounds() -> Iterator[type[models.Model]]:
    """Return every model of all apps that has a row for a round or for something of a round."""
    names = {model._meta.label for model in COUNTED}
    for model in apps.get_models(include_auto_created=True):
        targets = {field.related_model._meta.label for field in model._meta.local_fields if field.related_model}
        if model in COUNTED or targets & names:
            yield model


@pytest.mark.unit
def test_nothing_but_the_five_tables_of_counts_points_at_a_round() -> None:
    assert set(tables_of_rounds()) == COUNTED


@pytest.mark.unit
def test_no_model_of_a_round_has_a_column_for_a_human_but_the_officials() -> None:
    found = set()
    for model in tables_of_rounds():
        for field in model._meta.local_fields:
            is_key = isinstance(field, models.UUIDField) and field.name not in OWN_KEYS
            target = field.related_model._meta.db_table if field.related_model else ""
            if target in PEOPLE or (is_key and not field.related_model):
                found.add((model._meta.db_table, field.column))

    assert found == OFFICIALS


@pytest.mark.unit
def test_no_count_belongs_to_one_ballot_so_there_is_at_most_one_row_a_candidate_or_a_counter() -> None:
    keys = {
        model: {rule.fields for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint)}
        for model in (RoundLine, BallotCount)
    }

    assert ("round", "candidate") in keys[RoundLine]
    assert {("round", "place"), ("round", "entered_by")} <= keys[BallotCount]


@pytest.mark.unit
def test_there_is_no_right_no_action_and_no_event_of_casting_a_secret_ballot() -> None:
    cast = [name for name in actions.__all__ if name.startswith("cast")]
    rounds = [each for each in vars(events).values() if dataclasses.is_dataclass(each) and _tells_of_round(each)]

    assert cast == ["cast_ballot"]  # of open votes
    assert [can for can in Can if "ballot" in can.value] == [Can.COUNT_BALLOTS]
    told = {field.name for event in rounds for field in dataclasses.fields(event)}
    assert told <= {"session_id", "election_id", "round_id", "board_id", "accounts", "announced_at", "annulled_at"}
    assert [event for event in rounds if "accounts" in _fields(event)] == [events.BallotCountsDiffer]


def _fields(event: type) -> set[str]:
    return {field.name for field in dataclasses.fields(event)}


def _tells_of_round(event: type) -> bool:
    return "round_id" in _fields(event)


def test_the_database_itself_knows_no_other_way_from_a_round_to_a_human(council) -> None:
    tables = [model._meta.db_table for model in COUNTED]
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = current_schema() and table_name = any(%s) and data_type in ('uuid', 'ARRAY')",
            [tables],
        )
        keys = set(cursor.fetchall())
        cursor.execute(
            "select conrelid::regclass::text, confrelid::regclass::text from pg_constraint"
            " where contype = 'f' and connamespace = current_schema()::regnamespace"
        )
        arrows = [(one.split(".")[-1], other.split(".")[-1]) for one, other in cursor.fetchall()]

    of_rows = {(table, f"{name}_id") for table, name in _foreign_columns(tables)}
    assert {(table, column) for table, column in keys if column not in OWN_KEYS} - of_rows == OFFICIALS
    pointing = {one for one, other in arrows if other in tables}
    assert pointing <= set(tables)
    assert {other for one, other in arrows if one in tables} & PEOPLE == set()


def _foreign_columns(tables: list[str]) -> set[tuple[str, str]]:
    models_by_table = {model._meta.db_table: model for model in COUNTED}
    return {
        (table, field.name)
        for table in tables
        for field in models_by_table[table]._meta.local_fields
        if field.related_model
    }


def test_a_whole_election_leaves_the_name_of_no_voter_anywhere(council) -> None:
    ballot = make_counting()
    ballot.count((7, 3), (3, 7))
    ballot.announce()

    members = {member.mandate.person_id for member in ballot.board.members.select_related("mandate")}
    voters = [each for each in ballot.hall.mandates[2:] if each.person_id not in members]
    traces = [str(vars(entry)) for entry in AuditEntry.objects.filter(object_id=str(ballot.round.pk))]
    traces += [str(event.payload) for event in OutboxEvent.objects.all() if "round_id" in event.payload]
    assert traces
    assert len(voters) == 5
    for voter in voters:
        assert not [trace for trace in traces if str(voter.pk) in trace or str(voter.person_id) in trace]
    assert Election.objects.count() == 1
