"""Raw SQL stands only in the files listed here, and nobody speaks of transactions in SQL.

Whoever can run SQL of his own on the application's login can become any council (docs/security.md), so each of
these files is read with that in mind: nothing in them is built from what a person typed.
"""

import ast
import re

import pytest

from tests.house.source import called_name, calls, product_files, shown, tree_of

pytestmark = pytest.mark.unit

LISTED = {
    "graphql/gateway/core/context.py",
    "modules/council/sessions/actions/ballots.py",
    "platform/hub/rollups/coverage.py",
    "platform/hub/rollups/folding.py",
    "platform/hub/rollups/publishing.py",
    "platform/hub/rollups/reading.py",
    "platform/hub/rollups/recount.py",
    "platform/hub/rollups/writing.py",
    "platform/kernel/locks.py",
    "tenants/tenancy/postgres/base.py",
    "tenants/tenancy/postgres/ground.py",
    "tenants/tenancy/postgres/logins.py",
}
RAW_METHODS = {"cursor", "raw", "extra"}
TRANSACTION = re.compile(
    r"^\s*(begin|start\s+transaction|commit|end|rollback|savepoint|release)\b(?!.*\belse\b)", re.IGNORECASE
)
EXECUTES = {"execute", "executemany", "mogrify"}


def raw_sql_lines(tree: ast.AST) -> list[int]:
    """Return the lines that speak to the database without the ORM."""
    return sorted({call.lineno for call in calls(tree) if _is_raw(call)})


def _is_raw(call: ast.Call) -> bool:
    name = called_name(call)
    return name == "RawSQL" or (name in RAW_METHODS and isinstance(call.func, ast.Attribute))


def transaction_lines(tree: ast.AST) -> list[int]:
    """Return the lines that execute BEGIN, COMMIT, ROLLBACK or a savepoint as text; Django would not know of it."""
    executed = (call for call in calls(tree) if called_name(call) in EXECUTES and call.args)
    return [call.lineno for call in executed if TRANSACTION.match(_text_of(call.args[0]))]


def _text_of(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr) and node.values:
        return _text_of(node.values[0])
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_raw_sql_stands_in_listed_files_only():
    found = {shown(path): raw_sql_lines(tree_of(path)) for path in product_files()}

    assert {path: lines for path, lines in found.items() if lines and path not in LISTED} == {}


def test_the_list_is_as_short_as_it_can_be():
    found = {shown(path) for path in product_files() if raw_sql_lines(tree_of(path))}

    assert sorted(LISTED - found) == []


def test_no_transaction_is_spoken_in_sql():
    found = {shown(path): transaction_lines(tree_of(path)) for path in product_files()}

    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("line", "is_raw"),
    [
        ("connection.cursor()", True),
        ("Vote.objects.raw('select 1')", True),
        ("rows.extra(where=['a = 1'])", True),
        ("rows.annotate(x=RawSQL('1', []))", True),
        ("expressions.RawSQL('1', [])", True),
        ("rows.filter(a=1)", False),
        ("cursor(1)", False),
    ],
)
def test_the_checker_sees_raw_sql(line, is_raw):
    assert bool(raw_sql_lines(ast.parse(line))) is is_raw


@pytest.mark.parametrize(
    ("line", "is_spoken"),
    [
        ("cursor.execute('BEGIN')", True),
        ("cursor.execute('  rollback to savepoint a')", True),
        ("cursor.execute('commit')", True),
        ("ground.execute(f'savepoint {name}')", True),
        ("cursor.execute('start transaction isolation level repeatable read')", True),
        ("cursor.execute('select 1 -- commit')", False),
        ("cursor.execute(statement)", False),
    ],
)
def test_the_checker_sees_a_spoken_transaction(line, is_spoken):
    assert bool(transaction_lines(ast.parse(line))) is is_spoken
