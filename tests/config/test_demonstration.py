"""The demonstration: never in production, made by the ordinary actions, the same when asked for twice."""

import os
import subprocess
import sys
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config.demonstration import logins, stage
from console.models import Onboarding, OnboardingItem
from council.documents.models import Document, HeldNumber
from council.people.models import Mandate
from council.portal.models import TextVersion
from council.sessions.models import CouncilSession, Dossier, Election, Observer, Vote
from hub.rollups.recount import differences
from kernel import clock
from kernel.accounts.models import Account
from tenancy.models import Council
from tenancy.place import entered, in_public
from tests.config.test_production import HOSTS
from tests.factories.councils import remove_council
from tests.factories.operators import forget_operator

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.unit
def test_production_settings_refuse_demonstration_data() -> None:
    streets = os.pathsep.join(str(ROOT / street) for street in ("platform", "tenants", "graphql", "modules"))
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.prod", "PYTHONPATH": streets, **HOSTS}
    asked = "from django.conf import settings; print(settings.DEMO_ALLOWED)"

    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=env, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"


@pytest.mark.unit
@pytest.mark.parametrize("verb", ["set", "code", "vote"])
def test_command_is_refused_where_demonstration_data_is(settings, verb: str) -> None:
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="no demonstration data"):
        call_command("demo", verb)


@pytest.fixture
def small_stage(ground, monkeypatch):
    """The demonstration in one small commune of another province, whose communes wait behind the scene."""
    monkeypatch.setattr(stage, "PROVINCE", "04")  # Cao Bằng
    monkeypatch.setattr(stage, "WITH_PEOPLE", ())
    monkeypatch.setattr(stage, "NINH_BINH", stage.COMMUNE)
    monkeypatch.setattr(stage, "_onboard_later", lambda *_: None)
    stage.set_stage(lambda _said: None)
    with in_public():
        council = Council.objects.get(unit_code="04")
    yield council
    OnboardingItem.objects.using("owner").filter(council=council).delete()
    Onboarding.objects.using("owner").filter(items=None).delete()
    remove_council(council)
    with in_public():
        forget_operator(Account.objects.get(username=logins.OPERATOR))


@pytest.mark.full
def test_stage_has_people_sessions_and_an_open_vote_and_stays_the_same(small_stage) -> None:
    models = (CouncilSession, Vote, Mandate, Document, Account, TextVersion)
    with entered(small_stage):
        before = [model.objects.count() for model in models]
    said = []

    stage.set_stage(said.append)

    with entered(small_stage):
        assert [model.objects.count() for model in models] == before
        states = Counter(CouncilSession.objects.values_list("state", flat=True))
        assert (states["in_progress"], states["planned"]) == (1, 1)
        assert states["closed"] + states["archived"] >= 3  # what was held before, and the session of some weeks ago
        assert Vote.objects.filter(state="open").count() == 1
        minutes = Document.objects.filter(kind="minutes").values_list("state", flat=True)
        assert sorted(minutes) == ["issued", "signed"]  # of the counting, of the session
        resolutions = Counter(Document.objects.resolutions().values_list("state", flat=True))
        assert resolutions["published"] == resolutions.total() - resolutions["issued"] > 3
        assert HeldNumber.objects.get().state == "secret"
        shown = TextVersion.objects.shown(clock.now()).values_list("text__kind", flat=True)
        assert sorted(shown) == ["announcement", "announcement", "contact", "introduction"]
        assert Account.objects.filter(username__in=["chutich", "daibieu1", "vanthu", "quantri"]).count() == 4
        assert sorted(Election.objects.values_list("state", flat=True)) == ["draft", "filled"]
        assert Dossier.objects.count() == 6
        member = Account.objects.get(username=logins.MEMBER)
        assert Observer.objects.get().person_id == member.person_id
    assert said == []
    assert small_stage.is_demo
    assert differences(small_stage) == []


@pytest.mark.full
def test_delegates_vote_by_themselves(small_stage) -> None:
    said = StringIO()

    call_command("demo", "vote", small_stage.subdomain, stdout=said)

    assert "delegates have voted" in said.getvalue()
    with entered(small_stage):
        assert Vote.objects.get(state="open").ballots.count() > 10


@pytest.mark.unit
def test_code_of_the_phone_has_six_digits() -> None:
    assert len(logins.code_now()) == 6
    assert logins.code_now().isdigit()
