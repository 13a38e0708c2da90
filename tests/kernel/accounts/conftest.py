from collections.abc import Iterator

import pytest
from django.test import Client

from config.development.identity import CLIENT, SECRET, Authority
from council.roles import Role
from tests.kernel.accounts.providers import running

assert Role.DELEGATE == "delegate"  # importing the roles makes them known to the gate


@pytest.fixture
def browser(council, client_of) -> Client:
    """A browser at the council's host."""
    return client_of(council)


@pytest.fixture
def provider(settings) -> Iterator[Authority]:
    """A provider that is switched on at every council's host."""
    with running(Authority()) as authority:
        settings.IDENTITY_ISSUER, settings.IDENTITY_HOSTS = authority.issuer, [".localhost"]
        settings.IDENTITY_CLIENT_ID, settings.IDENTITY_CLIENT_SECRET = CLIENT, SECRET
        yield authority
