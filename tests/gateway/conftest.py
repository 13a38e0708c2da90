"""A caller with a key, councils with figures and publications, and the schemas made for the tests' measures."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import orjson
import pytest
from django.test import Client
from graphql import GraphQLSchema

from gateway import schemas as made
from gateway.core.keys import digest_of, new_secret
from gateway.models import ApiKey, Endpoint, Scope
from gateway.schemas import built, schema_of
from hub.rollups import declared
from hub.rollups.models import Delta, Figure
from kernel import clock
from tenancy.place import entered, in_public
from tenancy.postgres import ground
from tests.hub.rollups.cells import published, published_now, resolution, session, standing, sweep, told
from tests.hub.rollups.papers import declared_papers

GRAPHQL = "application/graphql-response+json"
CENTRAL_HOST = "console.localhost"


@pytest.fixture
def schemas(ground, monkeypatch) -> Iterator[None]:
    """The schemas with the tests' measures in them."""
    with declared_papers() as measures:
        monkeypatch.setattr(made, "built", built_once)
        schema_of.cache_clear()
        yield measures
    schema_of.cache_clear()


def built_once(endpoint: Endpoint) -> GraphQLSchema:
    """Build an endpoint's schema, once for the same measures."""
    return _built(endpoint, tuple(one.name for one in declared()))


@cache
def _built(endpoint: Endpoint, _measures: tuple[str, ...]) -> GraphQLSchema:
    return built(endpoint)


@dataclass
class Stage:
    """Councils with figures, resolutions and sessions, committed: they stand until a test has changed them."""

    world: dict[str, Any] = field(default_factory=dict)
    stood: str = ""

    def raised(self) -> dict[str, Any]:
        """Return the world, made anew unless every row stands as it was made."""
        if not self.stood or published_now() != self.stood:
            sweep()
            self.world = make_world()
            self.stood = published_now()
        return deepcopy(self.world)


@pytest.fixture(scope="module")
def stage(ground) -> Iterator[Stage]:
    """The world of a file of tests, which takes it away at its end."""
    yield Stage()
    sweep()


@pytest.fixture
def world(schemas, stage) -> dict[str, Any]:
    """Three councils with figures, resolutions and sessions, committed."""
    return stage.raised()


def make_world() -> dict[str, Any]:
    """Publish what the councils tell."""
    told(Figure, "ninhbinh", "qppl", "2026-01-31", 4)
    told(Figure, "hoalu", "qppl", "2026-01-31", 3)
    told(Delta, "hoalu", "cá biệt", "2026-02-01", 2)
    told(Delta, "kimson", "qppl", "2026-03-05", 7)
    rows = [resolution("hoalu", f"Nghị quyết {n}", f"2026-03-0{n}") for n in range(1, 6)]
    return {
        "councils": standing(),
        "hoalu": rows,
        "kimson": [resolution("kimson", "Của Kim Sơn", "2026-02-02")],
        "withdrawn": resolution("hoalu", "", "2026-01-01", withdrawn_at=clock.now()),
        **around_a_session(),
    }


def around_a_session() -> dict[str, Any]:
    """Publish a session of Kim Sơn with one thing of each kind, committed; return them by their kind."""
    day = date(2026, 7, 1)
    sitting = {"day_on": "2026-07-01", "part": "morning", "kind": "plenary", "state": "ended"}
    held = session("kimson", "Kỳ họp thứ ba", number=3, closes_on=day, closed_on=day, sittings=[sitting])
    of_session = {"session_id": held.id, "part_of": held.id}
    head = published("agenda_item", "kimson", title="Kinh tế", position=1, number="1", **of_session)
    item = published(
        "agenda_item",
        "kimson",
        title="Ngân sách",
        position=2,
        number="1.1",
        parent_id=head.id,
        state="adopted",
        **of_session,
    )
    term = published("term", "kimson", title="2026-2031", number=16, state="current")
    body = published("body", "kimson", title="Tổ số 1", kind="team", position=1, term_id=term.id)
    vote = published(
        "vote",
        "kimson",
        title="Thông qua ngân sách?",
        method="electronic",
        outcome="adopted",
        state="announced",
        announced_on=day,
        announced_at=datetime(2026, 7, 1, 3, tzinfo=UTC),
        total=5,
        in_favour=4,
        against=1,
        abstained=0,
        not_voting=0,
        item_id=item.id,
        session_id=held.id,
        names=[{"delegate_id": str(body.id), "name": "Phạm Thu Hằng", "choice": "for"}],
    )
    return {
        "session": held,
        "agenda_item": item,
        "paper": published(
            "paper", "kimson", title="Tờ trình", position=1, item_id=item.id, file_type="pdf", size=9, **of_session
        ),
        "vote": vote,
        "term": term,
        "body": body,
        "delegate": published(
            "delegate", "kimson", title="Phạm Thu Hằng", sort_key="hang pham thu", state="in_office", term_id=term.id,
            team_id=body.id, birth_year=1980, full_time=True, posts=["Trưởng ban"],
        ),
    }  # fmt: skip


@pytest.fixture
def make_key(ground) -> Iterator[Callable[..., str]]:
    """Make keys, committed, each in its own place, and take them away at the end."""
    made: list[tuple[str, UUID]] = []

    def make(subdomain: str = "", **changes: Any) -> str:
        prefix, secret = new_secret()
        known = {
            "prefix": prefix,
            "digest": digest_of(secret),
            "holder": "Cơ quan thử nghiệm",
            "ground": "Công văn 1/CV",
            "endpoint": Endpoint.PROVINCE if subdomain else Endpoint.CENTRAL,
            "council_key": standing()[subdomain].key if subdomain else "",
            "scopes": [scope for scope in Scope.values if scope != Scope.SCHEMA],
            "expires_at": clock.now() + timedelta(days=1),
        }
        with entered(standing()[subdomain]) if subdomain else in_public():
            key = ApiKey.objects.create(**{**known, **changes})
        made.append((standing()[subdomain].schema_name if subdomain else "public", key.pk))
        return secret

    yield make
    for schema, pk in made:
        take_away(schema, pk)


def take_away(schema: str, pk: UUID) -> None:
    """Take a key, its use and what was audited of it out of a schema, for good."""
    for table, column in (("gateway_keyuse", "key_id"), ("gateway_apikey", "id"), ("audit_auditentry", "object_id")):
        ground.execute(f'delete from "{schema}".{table} where {column} = %s', [str(pk)])


@dataclass
class Asked:
    """An answer with its status."""

    status: int
    body: dict[str, Any]
    headers: Any
    raw: bytes = b""

    @property
    def data(self) -> Any:
        assert "errors" not in self.body, self.body
        return self.body["data"]

    @property
    def code(self) -> str:
        return self.body["errors"][0]["extensions"]["code"]


def ask(
    query: Any,
    secret: str = "",
    *,
    host: str = CENTRAL_HOST,
    path: str = "/api/graphql",
    variables: Any = None,
    **headers: str,
) -> Asked:
    """Send a question as a machine does."""
    known = {"host": host, "accept": GRAPHQL, **headers}
    if secret:
        known["authorization"] = f"Bearer {secret}"
    body = {"query": query} if variables is None else {"query": query, "variables": variables}
    response = Client(headers=known, raise_request_exception=False).post(
        path, orjson.dumps(body), content_type="application/json"
    )
    return Asked(response.status_code, orjson.loads(response.content), response.headers, response.content)


@pytest.fixture
def central(world, make_key) -> Callable[..., Asked]:
    """Ask the central endpoint with a key that opens everything but the schema."""
    secret = make_key()
    return lambda query, variables=None, **headers: ask(query, secret, variables=variables, **headers)


@pytest.fixture
def province(world, make_key) -> Callable[..., Asked]:
    """Ask the province's own endpoint with its key."""
    secret = make_key("ninhbinh")
    return lambda query, variables=None, **headers: ask(
        query, secret, host="ninhbinh.localhost", variables=variables, **headers
    )


@pytest.fixture
def portal(world, make_key) -> Callable[..., Asked]:
    """Ask the portal of Kim Sơn with a key of its council."""
    secret = make_key("kimson")
    return lambda query, variables=None, **headers: ask(
        query, secret, host="kimson.localhost", path="/api/portal", variables=variables, **headers
    )
