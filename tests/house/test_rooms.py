"""Every module of the council has the same rooms, and a room imports only rooms below it in its own module."""

import ast
from pathlib import Path

import pytest

from tests.house.source import ROOT, all_files, product_files, shown, tree_of

pytestmark = pytest.mark.unit

COUNCIL = ROOT / "modules" / "council"
# law and events are no modules with rooms: one is the national law, the other holds one file per module.
WITHOUT_ROOMS = {"law", "events"}
FLOORS = (
    {"apps"},
    {"web", "tasks", "reactions", "border", "founding", "search", "demo"},
    {"actions"},
    {"queries"},
    {"sheets", "papers", "models", "measures"},
    {"workflow"},
    {"permissions"},
    {"law"},
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
# A room's neighbours on its own floor that it may not see; papers and measures are made of models.
MAY_SEE_BESIDE = {
    ("sheets", "models"),
    ("papers", "models"),
    ("measures", "models"),
    ("demo", "founding"),
}
FOLDERS = {"migrations", "templates", "static"}
REFUSED = {"utils", "helpers", "services", "signals", "constants", "common", "misc"}


def strange_rooms(names: list[str]) -> list[str]:
    """Return the names of files or folders in a module that are no rooms."""
    known = set(FLOOR_OF) | FOLDERS | {"__init__"}
    return [name for name in names if name not in known]


def refused_names(paths: list[Path]) -> list[str]:
    """Return the files with a name that says nothing."""
    return [path.as_posix() for path in paths if path.stem in REFUSED or REFUSED & set(path.parts)]


def climbing_imports(tree: ast.AST, *, module: str, room: str) -> list[str]:
    """Return the imports of one room that look up or sideways inside its own module."""
    own = f"council.{module}"
    rooms = {name for name in _imported_rooms(tree, own) if name != room and name in FLOOR_OF}
    return sorted(other for other in rooms if not _may_see(room, other))


def _may_see(room: str, other: str) -> bool:
    return FLOOR_OF[other] > FLOOR_OF[room] or (room, other) in MAY_SEE_BESIDE


def _imported_rooms(tree: ast.AST, own: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = (alias.name for alias in node.names if alias.name.startswith(f"{own}."))
            found |= {name.removeprefix(f"{own}.").split(".")[0] for name in names}
        elif isinstance(node, ast.ImportFrom) and node.module == own:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{own}."):
            found.add((node.module or "").removeprefix(f"{own}.").split(".")[0])
    return found


def modules() -> list[Path]:
    return [
        path for path in sorted(COUNCIL.iterdir()) if path.is_dir() and path.name not in WITHOUT_ROOMS | {"__pycache__"}
    ]


def test_every_module_has_known_rooms_only():
    strange = {
        module.name: strange_rooms([path.stem for path in module.iterdir() if path.name != "__pycache__"])
        for module in modules()
    }

    assert {name: rooms for name, rooms in strange.items() if rooms} == {}


def test_no_file_has_a_name_that_says_nothing():
    ours = [path.relative_to(ROOT) for path in all_files() if path.suffix == ".py"]

    assert refused_names(ours) == []


def test_rooms_import_downwards_only():
    climbing = {}
    for path in product_files():
        if not path.is_relative_to(COUNCIL) or len(path.relative_to(COUNCIL).parts) < 2:
            continue
        module, room = path.relative_to(COUNCIL).parts[0], Path(path.relative_to(COUNCIL).parts[1]).stem
        if module not in WITHOUT_ROOMS and room in FLOOR_OF:
            climbing[shown(path)] = climbing_imports(tree_of(path), module=module, room=room)

    assert {path: rooms for path, rooms in climbing.items() if rooms} == {}


def test_the_checkers_see_a_strange_room_and_an_empty_name():
    assert strange_rooms(["actions", "managers", "migrations", "__init__"]) == ["managers"]
    assert refused_names(
        [Path("modules/council/x/utils.py"), Path("platform/kernel/helpers/a.py"), Path("a/law.py")]
    ) == [
        "modules/council/x/utils.py",
        "platform/kernel/helpers/a.py",
    ]


@pytest.mark.parametrize(
    ("room", "line", "seen"),
    [
        ("models", "from council.x.actions import convene", ["actions"]),
        ("queries", "from council.x import actions, models", ["actions"]),
        ("reactions", "import council.x.tasks", ["tasks"]),
        ("law", "from council.x.models import Row", ["models"]),
        ("actions", "from council.x import law, models, workflow", []),
        ("actions", "from council.y.web import views", []),
        ("papers", "from council.x.models import Row", []),
    ],
)
def test_the_checker_sees_an_import_that_climbs(room, line, seen):
    assert climbing_imports(ast.parse(line), module="x", room=room) == seen
