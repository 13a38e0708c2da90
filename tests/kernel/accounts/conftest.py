import pytest
from django.test import Client

from council.roles import Role

assert Role.DELEGATE == "delegate"  # importing the roles makes them known to the gate


@pytest.fixture
def browser(council, client_of) -> Client:
    """A browser at the council's host."""
    return client_of(council)
