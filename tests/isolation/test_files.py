"""Files: kept under the key of their place, given at addresses that the matrix knows, never shared by two councils."""

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kernel import clock, files
from kernel.files.models import StoredFile
from kernel.files.storage import path_of, place_storage
from kernel.place import NoPlace
from kernel.refusal import NotFound
from tenancy.models import Council
from tenancy.place import entered
from tests.factories.halls import OFFICE
from tests.house.source import calls, product_files, shown, tree_of
from tests.isolation.objects import names_object
from tests.isolation.routes import COUNCIL, Route, routes_of
from tests.isolation.worlds import World, make_twin
from tests.kernel.files.making import pdf

SERVES = {"kernel.files.serve", "files.serve", "serve", "FileResponse", "serving.serve"}
BYTES = pdf("Cùng một nội dung")


def servers(tree: ast.AST) -> list[str]:
    """Return the names of the functions that answer with a stored file."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [each.name for each in functions if any(ast.unparse(call.func) in SERVES for call in calls(each))]


def file_faults(found: Iterable[tuple[str, str]], routes: Iterable[Route]) -> list[str]:
    """Return a sentence for each function that gives files and is no view of a route with an object."""
    views = {(route.view.__module__, route.view.__name__) for route in routes if names_object(route)}
    return [
        f"{module}.{name} gives a file: let it be the view of a route that names the object it belongs to"
        for module, name in found
        if (module, name) not in views
    ]


def module_of(path: Path) -> str:
    return ".".join(Path(shown(path)).with_suffix("").parts[1:])


def keep(council: Council, data: bytes = BYTES) -> StoredFile:
    """Keep the same bytes under the same name in a council."""
    with entered(council):
        upload = SimpleUploadedFile("nghi-quyet.pdf", data)
        return files.store(actor=OFFICE, upload=upload, kinds=files.DOCUMENTS, limit_bytes=10**7)


def test_every_view_that_gives_a_file_stands_in_the_matrix_of_routes():
    """What the matrix of routes asks of each: with another council's object, 404 and nothing changed."""
    found = [
        (module_of(path), name)
        for path in product_files()
        if shown(path) != "platform/kernel/files/serving.py"
        for name in servers(tree_of(path))
    ]

    assert len(found) >= 3
    assert file_faults(found, routes_of(COUNCIL)) == []


def test_a_new_view_that_gives_files_without_an_object_is_seen():
    code = "def anything(request):\n    return files.serve(request, StoredFile.objects.get(name=request.GET['n']))"

    (fault,) = file_faults([("council.x", name) for name in servers(ast.parse(code))], routes_of(COUNCIL))
    assert fault.startswith("council.x.anything gives a file")


def test_same_bytes_in_two_councils_are_two_files_each_in_its_own_folder(council, other_council, folder):
    for place in (council, other_council):
        keep(place)

    kept = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert len(kept) == 2
    assert {path.partition("/")[0] for path in kept} == {council.key, other_council.key}


def test_bytes_that_vanish_in_one_council_stay_in_the_other(council, other_council):
    here, there = keep(council), keep(other_council)
    place_storage().delete(path_of(here.sha256))

    with pytest.raises(FileNotFoundError):
        files.read(here)
    with entered(other_council), files.read(there) as file:
        assert file.read() == BYTES


def test_row_of_another_council_opens_nothing_here(council, other_council):
    there = keep(other_council)

    with pytest.raises(FileNotFoundError):
        files.read(there)
    assert not StoredFile.objects.filter(pk=there.pk).exists()


def test_withdrawing_here_leaves_the_others_file(council, other_council, rf):
    here, there = keep(council), keep(other_council)
    withdrawn = files.withdraw(actor=OFFICE, stored=here, reason="Sai tệp", now=clock.now())

    with pytest.raises(NotFound):
        files.serve(rf.get("/"), withdrawn)
    with entered(other_council):
        there.refresh_from_db()
        assert there.state == StoredFile.State.INTERNAL
        assert files.serve(rf.head("/"), there).status_code == 200
        with files.read(there) as file:
            assert file.read() == BYTES


def test_nothing_is_stored_where_nobody_stands(ground, folder):
    with pytest.raises(NoPlace):
        path_of("0" * 64)

    assert not folder.exists()


def test_file_of_the_twin_is_not_served_though_its_hash_is_known(world: World, other_council):
    """A browser that knows another council's hash asks with it: the tag is compared only with what is one's own."""
    keys = make_twin(world, other_council, same_keys=False)
    address = f"/ky-hop/tai-lieu/{keys[str(world.paper.pk)]}/"

    answer = world.browser().get(address, headers={"if-none-match": f'"{world.paper.file.sha256}"'})

    assert answer.status_code == 404
