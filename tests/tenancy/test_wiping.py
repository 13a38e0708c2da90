"""What may be wiped follows from the models, and the order is such that nothing is forgotten."""

import re

import pytest

from council.sessions.models import CouncilSession
from council.sessions.models.rehearsals import WIPES
from tenancy.wiping import belongings, provider

pytestmark = pytest.mark.unit


def test_each_model_that_must_point_at_what_belongs_belongs_too():
    known = {each.model for each in belongings(CouncilSession)}

    missing = [
        relation.related_model._meta.label
        for model in known
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete and not relation.field.null
        if relation.related_model not in known
    ]
    assert missing == []


def test_hidden_relations_and_far_ones_are_found():
    labels = {each.model.__name__: each.lookup for each in belongings(CouncilSession)}

    assert labels["CouncilSession"] == "pk"
    assert labels["MinutesLine"] == "session"
    assert labels["Ballot"] == "vote__session"
    assert labels["Wording"] == "passage__transcript__sitting__session"


def test_what_is_further_away_is_removed_first_and_the_session_last():
    sql = "\n".join(piece.sql for piece in provider(WIPES)("some_council"))
    removed = re.findall(r'delete from %1\$I\."(\w+)"', sql)

    nearest_first = [each.table for each in belongings(CouncilSession)]
    assert removed == nearest_first[::-1]
    assert removed[-1] == CouncilSession._meta.db_table


def test_function_bears_no_councils_name_and_changes_its_own_with_its_text():
    one, other = provider(WIPES)("one_council"), provider(WIPES)("other_council")

    assert one[0].sql == other[0].sql
    assert "one_council" not in one[0].sql
    assert [piece.name for piece in one] == [piece.name for piece in other]
