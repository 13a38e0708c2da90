"""A caller with a key, councils with figures and publications, and the schemas made for the tests' measures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.test import Client

from gateway.core.bucket import _client
from gateway.core.keys import digest_of, new_secret
from gateway.models import ApiKey, Endpoint, Scope
from gateway.schemas import schema_of
from hub.rollups.models import Delta, Figure
from kernel import clock
from tests.hub.rollups.cells import resolution, session, standing, swept, told
from tests.hub.rollups.papers import declared_papers

GRAPHQL = "application/graphql-response+json"
CENTRAL_HOST = "console.localhost"


@pytest.fixture
def schemas(ground) -> Iterator[None]:
    """The schemas with the tests' measures in them."""
    with declared_papers() as measures:
        schema_of.cache_clear()
        yield measures
    schema_of.cache_clear()


@pytest.fixture
def world(schemas) -> Iterator[dict[str, Any]]:
    """Three councils with figures, resolutions and sessions, committed."""
    with swept():
        told(Figure, "ninhbinh", "qppl", "2026-01-31", 4)
        told(Figure, "hoalu", "qppl", "2026-01-31", 3)
        told(Delta, "hoalu", "cá biệt", "2026-02-01", 2)
        told(Delta, "kimson", "qppl", "2026-03-05", 7)
        rows = [resolution("hoalu", f"Nghị quyết {n}", f"2026-03-0{n}") for n in range(1, 6)]
        yield {
            "councils": standing(),
            "hoalu": rows,
            "kimson": [resolution("kimson", "Của Kim Sơn", "2026-02-02")],
            "withdrawn": resolution("hoalu", "", "2026-01-01", withdrawn_at=clock.now()),
            "session": session("kimson", "Kỳ họp thứ ba"),
        }


@pytest.fixture
def make_key(ground) -> Iterator[Callable[..., str]]:
    """Make keys, committed, and take them away at the end."""
    made: list[ApiKey] = []

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
            "origin": "public",
        }
        made.append(ApiKey.objects.using("owner").create(**{**known, **changes}))
        return secret

    yield make
    for key in made:
        key.delete(using="owner")


@dataclass
class Asked:
    """An answer with its status."""

    status: int
    body: dict[str, Any]
    headers: Any

    @property
    def data(self) -> Any:
        assert "errors" not in self.body, self.body
        return self.body["data"]

    @property
    def code(self) -> str:
        return self.body["errors"][0]["extensions"]["code"]


def ask(query: Any, secret: str = "", *, host: str = CENTRAL_HOST, variables: Any = None, **headers: str) -> Asked:
    """Send a question as a machine does."""
    known = {"host": host, "accept": GRAPHQL, **headers}
    if secret:
        known["authorization"] = f"Bearer {secret}"
    body = {"query": query} if variables is None else {"query": query, "variables": variables}
    response = Client(headers=known, raise_request_exception=False).post(
        "/api/graphql", orjson.dumps(body), content_type="application/json"
    )
    return Asked(response.status_code, orjson.loads(response.content), response.headers)


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


@pytest.fixture(autouse=True)
def _empty_buckets() -> Iterator[None]:
    yield
    for key in _client().scan_iter("*:gateway:bucket:*"):
        _client().delete(key)
