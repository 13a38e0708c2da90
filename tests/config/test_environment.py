"""Variables of the environment: an empty one counts as not set."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.settings import environment

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(("value", "read"), [("", 8), ("12", 12)])
def test_empty_number_takes_the_default(monkeypatch, value: str, read: int) -> None:
    monkeypatch.setenv("POOL_SIZE", value)

    assert environment.number("POOL_SIZE", 8) == read


def test_empty_secret_is_missing(monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "")

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        environment.text("SECRET_KEY")


def test_number_that_is_none_is_told(monkeypatch) -> None:
    monkeypatch.setenv("POOL_SIZE", "eight")

    with pytest.raises(ImproperlyConfigured, match="POOL_SIZE must be a whole number, not 'eight'"):
        environment.number("POOL_SIZE", 8)
