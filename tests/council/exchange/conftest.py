"""A province with its standing communes, and one of its own for figures that the readers' login must see."""

from datetime import date

import pytest

from tenancy.models import Council
from tenancy.place import in_public
from tests.council.indicators.conftest import communes, fresh_province  # noqa: F401 -- fixtures

TODAY = date(2026, 11, 23)


@pytest.fixture
def commune(province):
    """A commune of the province in which the test stands, with a schema of its own."""
    with in_public():
        return Council.objects.get(subdomain="hoalu")
