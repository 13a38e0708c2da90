"""What happens in a session is told through one door, which is shut for rehearsals."""

import ast

import pytest

from tests.house.source import ROOT, calls, shown, tree_of

pytestmark = pytest.mark.unit

ACTIONS = ROOT / "modules" / "council" / "sessions" / "actions"
# The door itself, and the tap of a delegate, which learns the purpose with the state of the vote, in one statement.
DOORS = {"telling.py": 1, "ballots.py": 1}
# A rehearsal has no dossiers (``dossiers.py`` begins none), so nothing of theirs can be of one.
DOORS |= {"answering.py": 1, "dossier_moves.py": 1, "dossier_papers.py": 1, "dossiers.py": 1}
# That an engine may begin to listen tells nobody anything: it is how the task learns of it.
DOORS |= {"listening.py": 1}


def events_told(tree: ast.AST) -> int:
    """Return how often a file publishes an event by itself."""
    return sum(isinstance(call.func, ast.Attribute) and call.func.attr == "publish" for call in calls(tree))


def test_no_action_publishes_an_event_past_the_door():
    told = {path.name: events_told(tree_of(path)) for path in sorted(ACTIONS.glob("*.py"))}

    assert {name: number for name, number in told.items() if number} == DOORS, shown(ACTIONS)


def test_the_checker_sees_an_event_that_is_published():
    assert events_told(ast.parse("outbox.publish(VoteOpened(), actor=actor)")) == 1
