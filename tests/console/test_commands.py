"""The operators' actions from the command line: the same as on the pages."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from console.models import Onboarding
from kernel.accounts.models import Account
from tenancy import hosts
from tenancy.models import Council
from tenancy.workflow import Status
from tests.console.places import HOST

pytestmark = pytest.mark.usefixtures("public_place")


def said(*arguments: str) -> list[str]:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


def test_list_shows_each_council():
    lines = said("council", "list")

    assert lines[0].split()[:3] == ["37", "active", "ninhbinh"]
    assert len(lines) == Council.objects.count()


def test_dry_run_shows_and_changes_nothing():
    lines = said("council", "onboard", "20056", "14329", "--dry-run")

    assert [line.split()[:3] for line in lines] == [
        ["20056", "new", "aluoi1.localhost"],
        ["14329", "exists", "hoalu.localhost"],
    ]
    assert not Onboarding.objects.exists()


def test_dry_run_of_a_province_shows_all_of_it():
    assert len(said("council", "onboard", "--province", "37", "--dry-run")) == 130


@pytest.mark.parametrize("arguments", [["99999"], ["--province", "14329"]])
def test_unknown_code_is_told(arguments):
    with pytest.raises(CommandError, match="no unit of the official list"):
        said("council", "onboard", *arguments)


def test_nothing_to_do_is_told():
    with pytest.raises(CommandError, match="nothing_to_do"):
        said("council", "onboard", "14329")


def test_suspend_and_resume():
    hosts.forget()
    assert said("council", "suspend", "hoalu", "--reason", "CV 1") == ["hoalu is suspended"]
    assert Council.objects.get(subdomain="hoalu").status == Status.SUSPENDED

    with pytest.raises(CommandError, match="step_not_allowed"):
        said("council", "suspend", "hoalu", "--reason", "CV 1")

    assert said("council", "resume", "hoalu", "--reason", "CV 2") == ["hoalu works again"]


def test_unknown_council_is_told():
    with pytest.raises(CommandError, match="no council has the subdomain nowhere"):
        said("council", "suspend", "nowhere", "--reason", "CV 1")


def test_operator_is_let_in_by_the_printed_address(settings):
    settings.COUNCIL_ADDRESS = "http://{host}:8000"

    (address,) = said("operator", "invite", "Dau@Tien.vn", "--name", "Người Đầu Tiên")

    assert address.startswith(f"http://{HOST}:8000/tai-khoan/loi-moi/")
    page = Client(headers={"host": HOST}).get(address.removeprefix(f"http://{HOST}:8000"))
    assert page.status_code == 200
    assert Account.objects.get(email="dau@tien.vn").state == "invited"


def test_operator_invited_again_gets_another_address():
    (first,) = said("operator", "invite", "dau@tien.vn", "--name", "Người Đầu Tiên")
    (second,) = said("operator", "invite", "dau@tien.vn", "--name", "Người Đầu Tiên")

    assert first != second
    path = first.partition(HOST)[2]
    assert "Lời mời không còn hiệu lực" in Client(headers={"host": HOST}).get(path).content.decode()
