"""The pages about the API: drawn from the schema that runs, and quick starts that run as they stand there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from graphql import build_client_schema, lexicographic_sort_schema, print_schema

from council.roles import Role
from gateway import reference
from gateway.core.errors import WORDS
from gateway.core.registered import operations
from gateway.models import SCOPE_WORDS, Endpoint, Scope, Way
from gateway.schemas import schema_of
from tests.factories.browsers import browser_of
from tests.gateway.conftest import CENTRAL_HOST
from tests.testbed.serving import served

HERE = "hoalu.localhost"
# Python's resolver knows no *.localhost; curl does.
AS_LOCAL = """import socket, sys
known = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest: known("127.0.0.1" if host.endswith(".localhost") else host, *rest)
exec(open(sys.argv[1]).read())
"""


@pytest.mark.unit
def test_every_scope_and_code_is_told_in_words():
    assert set(SCOPE_WORDS) == set(Scope)
    assert [code for code, _status, _said in reference.error_codes()] == sorted(WORDS)
    assert all(said.vietnamese and said.english for _code, _status, said in reference.error_codes())


@pytest.mark.usefixtures("schemas")
@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_reference_tells_every_field_of_the_schema_in_both_languages(endpoint):
    schema = schema_of(endpoint)
    told = reference.reference_of(schema)

    assert [field.name for field in told.roots] == list(schema.query_type.fields)
    fields = [field for kind in told.types for field in kind.fields] + list(told.roots)
    fields += [argument for field in fields for argument in field.arguments]
    assert [field.name for field in fields if not field.said.vietnamese] == []
    # Values of an enumeration have no type of their own; measures are named as their declaration names them.
    assert [field.name for field in fields if field.type and not field.said.english] == []
    scopes = {field.scope for field in told.roots}
    assert scopes >= {"council:read", "resolution:read", "vote:read"}
    assert ("rollup:read" in scopes) is (endpoint != Endpoint.PORTAL)
    assert all(field.cost for field in told.roots)


@pytest.mark.usefixtures("schemas")
@pytest.mark.parametrize("endpoint", list(Endpoint))
def test_editors_read_the_whole_schema_without_asking_for_it(endpoint):
    schema = schema_of(endpoint)
    read = build_client_schema(reference.introspection_of(schema))

    assert print_schema(lexicographic_sort_schema(read)) == print_schema(lexicographic_sort_schema(schema))


@pytest.mark.usefixtures("schemas")
@pytest.mark.parametrize("host", [HERE, CENTRAL_HOST])
def test_everybody_reads_the_papers_of_a_host(host):
    answer = Client(headers={"host": host}).get("/api/tai-lieu/")
    page = answer.content.decode()

    assert answer.status_code == 200
    latest = next(name for name, text in operations().items() if "query LatestResolutions" in text)
    for word in ("resolutions", "council:read", "TOO_MANY_REQUESTS", f"http://{host}/api/graphql", latest):
        assert word in page, word


def test_page_for_trying_out_is_for_people_who_may_ask(council):
    asked = {
        roles: browser_of(council, *roles).get("/api/thu/").status_code
        for roles in ((Role.OFFICE_STAFF,), (Role.DELEGATE,))
    }
    assert asked == {(Role.OFFICE_STAFF,): 200, (Role.DELEGATE,): 403}
    assert Client(headers={"host": HERE}).get("/api/thu/").status_code == 302
    assert Client(headers={"host": CENTRAL_HOST}).get("/api/thu/").status_code == 404


def run(name: str, folder: Path, **known: str) -> str:
    """Run a quick start as it stands on the page."""
    path = folder / name
    path.write_text(reference.starts()[name], encoding="utf-8")
    line = [sys.executable, "-c", AS_LOCAL, str(path)] if name == "python" else ["sh", str(path)]
    given = {**os.environ, **known}
    done = subprocess.run(line, env=given, cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def test_quick_starts_run_as_they_stand(world, make_key, tmp_path):
    key, client = make_key("hoalu"), make_key("hoalu", way=Way.TOKEN)
    with served() as port:
        site = f"http://{HERE}:{port}"
        known = {"API": f"{site}/api/graphql", "SITE": site, "KEY": key, "ID": client.split("_")[1], "SECRET": client}
        said = {name: run(name, tmp_path, **known) for name in reference.STARTS}
        again = run("registered", tmp_path, **known)

    assert '"totalCount":1' in said["curl"]
    assert said["python"].splitlines() == ["14329 HĐND phường Hoa Lư"]
    assert '"access_token": "hdndt_' in said["token"]
    assert '"nodes":[{' in said["registered"]
    assert again == ""  # the answer is known already: 304 without a body
