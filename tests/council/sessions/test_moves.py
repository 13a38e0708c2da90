"""The chair's red button says what pressing it does, in every state, and what to do where it cannot be pressed."""

import ast

import pytest

from council.sessions.web import moves
from tests.house.source import ROOT, called_name, calls, tree_of

pytestmark = pytest.mark.unit
NEXT = {"_next", "_in_sitting", "_with_item"}


def primary_names() -> set[str]:
    """Return the names of all moves that can be the one thing to do next, from the code."""
    tree = tree_of(ROOT / "modules" / "council" / "sessions" / "web" / "moves.py")
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) and each.name in NEXT]
    made = [call for function in functions for call in calls(function) if called_name(call) == "Move"]
    return {call.args[0].value for call in made if isinstance(call.args[0], ast.Constant)}


def test_each_move_that_can_be_next_says_what_it_does():
    assert len(primary_names()) >= 11
    assert sorted(name for name in primary_names() if not moves.Move(name, "", "").hint) == []


def test_no_hint_is_of_a_move_that_is_not_there():
    assert set(moves.HINTS) <= moves.MOVE_NAMES


def test_what_ends_a_sitting_stands_back_behind_what_goes_on():
    assert (moves.Move("end-sitting", "", "").tone, moves.Move("extend-vote", "", "").tone) == ("quiet", "")
