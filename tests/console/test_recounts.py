"""The nightly recount, and where operators see that a figure differs."""

from datetime import date

import pytest

from console.tasks import recount_fleet
from hub.rollups.models import Delta, Recounted, RecountRun
from tenancy.models import Council

DIFFERS = "số liệu lệch ở"


@pytest.fixture
def recounted(ground):
    yield
    for model in (Recounted, RecountRun, Delta):
        model.objects.using("owner").all().delete()


def test_every_council_is_recounted_at_night_and_operators_see_which_differ(recounted, console, ward):
    Delta.objects.using("owner").create(
        council_key=ward.key, measure="sessions_held", d1="regular", day=date(2026, 7, 1), n=1
    )
    assert DIFFERS not in console.get("/").content.decode()
    assert "Chưa đếm lại lần nào" in console.get(f"/hoi-dong/{ward.key}/").content.decode()

    recount_fleet.apply(throw=True)

    results = dict(Recounted.objects.using("owner").values_list("council_key", "result"))
    assert set(results) == set(Council.objects.values_list("key", flat=True))
    assert {key for key, result in results.items() if result != "exact"} == {ward.key}
    page = console.get("/")
    assert DIFFERS in page.content.decode()
    assert [council.key for council in page.context["differing"]] == [ward.key]
    assert "Lệch" in console.get(f"/hoi-dong/{ward.key}/").content.decode()


def test_mended_council_is_no_longer_named(recounted, console, ward):
    Recounted.objects.using("owner").create(council_key=ward.key, at="2026-01-01T00:00:00Z", result="mended")

    assert DIFFERS not in console.get("/").content.decode()
