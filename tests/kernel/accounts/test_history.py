"""What was done with one object, newest first, with names, in two queries."""

from kernel import audit
from kernel.access import Actor
from kernel.accounts.history import LATEST, list_history
from kernel.keys import new_key
from tests.factories.people import make_account
from tests.testbed.queries import count_queries


def actor_of(account):
    return Actor(account.id, account.full_name, None, frozenset())


def test_history_names_who_did_what_and_why_newest_first(council):
    thing, other = make_account(), make_account()
    somebody = make_account("Trần Thị Lan")
    audit.record(Actor.system("clock"), "things.begin", thing)
    audit.record(actor_of(somebody), "things.end", thing, reason="Theo quyết định")
    audit.record(actor_of(somebody), "things.end", other)

    lines = list_history(thing)

    assert [(line.action, line.who, line.reason) for line in lines] == [
        ("things.end", "Trần Thị Lan", "Theo quyết định"),
        ("things.begin", "Hệ thống", ""),
    ]


def test_an_account_that_is_gone_is_said_to_be_gone(council):
    thing = make_account()
    audit.record(Actor(new_key(), "Ai đó", None, frozenset()), "things.end", thing)

    assert [line.who for line in list_history(thing)] == ["Tài khoản không còn"]


def test_history_is_cut_and_costs_two_queries(council):
    thing, somebody = make_account(), make_account()
    for _ in range(LATEST + 1):
        audit.record(actor_of(somebody), "things.edit", thing)

    with count_queries() as asked:
        lines = list_history(thing)

    assert (len(lines), len(asked)) == (LATEST, 2)
