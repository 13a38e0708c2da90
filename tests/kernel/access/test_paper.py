import pytest

from kernel.access import OWN, Belongs, grants, permissions_paper, registered, workflows_paper
from tests.kernel.access.office import Can, Role, open_office, wrote_it

pytestmark = [pytest.mark.unit, pytest.mark.usefixtures("empty_book")]


def test_registered_lists_every_capability_role_and_table() -> None:
    table = open_office()

    found = registered()

    assert [(grant.capability, sorted(grant.roles), grant.condition) for grant in found.grants] == [
        ("letters.burn", [], None),
        ("letters.draft", ["clerk", "system"], wrote_it),
        ("letters.sign", ["chair"], None),
    ]
    assert found.roles == frozenset({"central_reader", "chair", "clerk", "everyone", "operator", "system"})
    assert found.tables == (table,)


def test_permissions_paper_shows_labels_and_conditions() -> None:
    open_office()

    rows = [line for line in permissions_paper({"chair": "Chủ tịch"}).splitlines() if line.startswith("| `")]

    assert rows == [
        "| `letters.burn` | nobody |  |  |",
        "| `letters.draft` | clerk (`clerk`), system (`system`) | The actor wrote the letter. |  |",
        "| `letters.sign` | Chủ tịch (`chair`) |  |  |",
    ]


def test_workflows_paper_shows_states_and_steps() -> None:
    open_office()

    paper = workflows_paper()

    assert "## tests.kernel.access.office.State" in paper
    assert "- `signed` Đã ký" in paper
    assert "| sign | `drafted` | `signed` | `letters.sign` |" in paper
    assert "| withdraw | `drafted`, `signed` | `withdrawn` | `letters.draft` |" in paper


def test_permissions_paper_narrows_nobody_who_reaches_over_the_whole_place() -> None:
    reaches = {Role.CHAIR: {Can.SIGN, *OWN.of(Can.SIGN)}, Role.CLERK: {*OWN.of(Can.SIGN)}}
    grants(Can, reaches, belongs={Can.SIGN: lambda _letter: Belongs()})

    (row,) = [line for line in permissions_paper({}).splitlines() if line.startswith("| `letters.sign")]

    assert row == "| `letters.sign` | chair (`chair`), clerk (`clerk`): own |  |  |"
