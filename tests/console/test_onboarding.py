"""Making councils: every step once, whoever dies in the middle."""

import os
import re
import signal
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, connections

from console import onboarding as work
from console.actions import FirstAdministrator, retry_failed, start_onboarding
from console.models import Onboarding, OnboardingItem, Reached
from console.onboarding import MOST_ATTEMPTS, work_off
from console.queries import LEFT_LYING
from console.tasks import fill_pool, onboard_item, recount_council, recount_fleet, take_up
from kernel import clock, locks
from kernel.accounts.models import Account, Invitation
from kernel.audit.models import AuditEntry
from kernel.live import names
from tenancy import template
from tenancy.models import Council, Domain, PoolEntry
from tenancy.place import entered, in_public
from tenancy.postgres import ground as owner
from tenancy.postgres.fingerprint import fingerprint
from tenancy.postgres.standing import council_role
from tenancy.workflow import Status
from tests.console.places import A_LUOI, AN_CUU, HUE, OPERATOR
from tests.testbed.listening import listening
from tests.testbed.waiting import eventually

ADMIN = FirstAdministrator("Nguyễn Thị Quản Trị", "quantri.{ten}@example.vn")
UNITS = [HUE, A_LUOI, AN_CUU]


@pytest.fixture(autouse=True)
def cleared(ground) -> Iterator[None]:
    """Nothing of these units before and after: the tests commit."""
    _clear()
    with in_public():
        yield
    _clear()


def _clear() -> None:
    codes = [unit.code for unit in UNITS]
    OnboardingItem.objects.using("owner").all().delete()
    Onboarding.objects.using("owner").all().delete()
    Council.objects.using("owner").filter(unit_code__in=codes, level="commune").delete()
    Council.objects.using("owner").filter(unit_code__in=codes).delete()


def queue(*units, administrator=ADMIN) -> list[OnboardingItem]:
    batch = start_onboarding(actor=OPERATOR, units=units, ground="HĐ 12", administrator=administrator, now=clock.now())
    return list(batch.items.order_by("position"))


def run(item: OnboardingItem) -> OnboardingItem:
    work_off(item.pk, now=clock.now())
    return OnboardingItem.objects.get(pk=item.pk)


def facts_of(council: Council) -> dict[str, object]:
    """What a council holds after its founding, counted."""
    from council.people.models import Committee, Person, Post, TermOfOffice

    with entered(council):
        return {
            "terms": TermOfOffice.objects.count(),
            "committees": sorted(Committee.objects.values_list("kind", flat=True)),
            "persons": Person.objects.count(),
            "posts": list(Post.objects.values_list("role", flat=True)),
            "accounts": list(Account.objects.values_list("email", "state")),
            "letters": Invitation.objects.filter(state="sent").count(),
        }


FOUNDED = {
    "terms": 1,
    "committees": ["economy_society", "legal"],
    "persons": 1,
    "posts": ["administrator"],
    "accounts": [("quantri.aluoi1@example.vn", "invited")],
    "letters": 1,
}


def test_line_is_brought_to_its_end():
    (item,) = queue(A_LUOI)

    done = run(item)

    assert (done.state, done.reached, done.attempts, done.error_code) == ("done", "active", 1, "")
    council = done.council
    assert (council.status, council.name, council.level) == (Status.ACTIVE, "HĐND xã A Lưới 1", "commune")
    assert council.modules == ["rulebook", "people", "documents", "sessions"]
    assert list(council.domains.values_list("domain", flat=True)) == ["aluoi1.localhost"]
    assert facts_of(council) == FOUNDED
    assert AuditEntry.objects.filter(action="tenancy.activate", object_id=str(council.pk)).count() == 1


def test_letter_opens_the_administrators_account(settings):
    settings.COUNCIL_ADDRESS = "http://{host}:8000"
    (item,) = queue(A_LUOI)

    council = run(item).council

    (letter,) = mail.outbox
    assert letter.to == ["quantri.aluoi1@example.vn"]
    assert "HĐND xã A Lưới 1" in letter.subject
    (path,) = re.findall(r"http://aluoi1\.localhost:8000(/tai-khoan/loi-moi/\S+/)", letter.body)
    with entered(council):
        from kernel.accounts.queries import get_invitation

        _, _, _, identifier, token, _ = path.split("/")
        assert get_invitation(identifier, token, now=clock.now()).account.email == letter.to[0]


def test_line_without_address_invites_nobody():
    (item,) = queue(A_LUOI, administrator=FirstAdministrator())

    done = run(item)

    assert (done.state, done.invited_at) == ("done", None)
    assert facts_of(done.council)["accounts"] == []
    assert mail.outbox == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_commune_stands_under_its_province_whichever_came_first(order):
    items = queue(HUE, A_LUOI)

    for place in order:
        run(items[place])

    assert Council.objects.get(unit_code=A_LUOI.code).parent == Council.objects.get(unit_code=HUE.code)


def test_finished_line_is_not_begun_again():
    (item,) = queue(A_LUOI)
    run(item)

    assert run(item).attempts == 1
    assert len(mail.outbox) == 1


def test_two_workers_at_one_line_make_one_council():
    (item,) = queue(A_LUOI)

    with locks.alone(f"onboarding-item-{item.pk}"):
        assert _in_another_connection(item) == "queued"
    run(item)

    assert Council.objects.filter(unit_code=A_LUOI.code).count() == 1


def _in_another_connection(item: OnboardingItem) -> str:
    from threading import Thread

    def work_there() -> None:
        try:
            work_off(item.pk, now=clock.now())
        finally:
            connections.close_all()

    thread = Thread(target=work_there)
    thread.start()
    thread.join()
    return OnboardingItem.objects.get(pk=item.pk).state


def test_address_of_another_unit_fails_the_line_and_touches_nothing(ground):
    (item,) = queue(A_LUOI)
    other = Council.objects.get(unit_code="14329")
    OnboardingItem.objects.filter(pk=item.pk).update(subdomain=other.subdomain)
    before = Council.objects.count()

    failed = run(item)

    assert (failed.state, failed.error_code, failed.reached, failed.council) == (
        "failed",
        "subdomain_taken",
        "nothing",
        None,
    )
    assert Council.objects.count() == before


def test_mail_server_that_is_away_fails_the_line_and_a_retry_sends_a_new_letter(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    (item,) = queue(A_LUOI)
    failed = run(item)
    assert (failed.state, failed.error_code, failed.reached) == ("failed", "letter_not_taken", "founded")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    retry_failed(actor=OPERATOR, onboarding=failed.onboarding, now=clock.now())
    done = run(item)

    assert (done.state, done.attempts) == ("done", 2)
    assert facts_of(done.council) == FOUNDED
    assert len(mail.outbox) == 1


def test_line_that_never_ends_is_given_up():
    (item,) = queue(A_LUOI)
    OnboardingItem.objects.filter(pk=item.pk).update(state="working", attempts=MOST_ATTEMPTS)

    failed = run(item)

    assert (failed.state, failed.error_code) == ("failed", "gave_up")
    assert not Council.objects.filter(unit_code=A_LUOI.code).exists()


def test_error_of_one_line_is_written_on_it_and_leaves_the_next_alone(monkeypatch):
    first, second = queue(A_LUOI, AN_CUU, administrator=FirstAdministrator())
    monkeypatch.setattr(work, "STAGES", ((Reached.PROVISIONED, _breaks), *work.STAGES[1:]))
    failed = run(first)
    monkeypatch.undo()

    assert (failed.state, failed.error_code) == ("failed", "unexpected")
    assert run(second).state == "done"


def _breaks(item: OnboardingItem, now: object) -> None:
    raise ZeroDivisionError


def test_watchers_are_told_of_each_step():
    (item,) = queue(A_LUOI)
    with listening(names.channel("public", f"onboarding-{item.onboarding_id}")) as told:
        council = run(item).council
        said = [text for _channel, text in told()]

    assert len(said) == 1 + len(work.STAGES) + 1  # begun, each stage, finished
    assert "Đã xong 0/1 hội đồng" in said[0]
    assert "Đã xong 1/1 hội đồng" in said[-1]
    assert f'href="/hoi-dong/{council.key}/"' in said[-1]


# --- kill -9 in the middle --------------------------------------------------------------------------

# At which statement the worker dies; counted on both of its connections. The whole takes about 130.
MOMENTS = [*range(2, 30, 4), *range(30, 150, 9)]


def backends() -> set[int]:
    """Return who else holds a connection to this database; PostgreSQL keeps a dead one's locks until it notices.

    Who has no login is PostgreSQL itself, whose tidying comes when it pleases and lasts as long as it takes.
    """
    others = "datname = current_database() and usesysid is not null and pid <> pg_backend_pid()"
    with connection.cursor() as cursor:
        cursor.execute(f"select pid from pg_stat_activity where {others}")
        return {pid for (pid,) in cursor.fetchall()}


def run_and_die(item: OnboardingItem, moment: int) -> bool:
    """Work a line off in a process of its own that is killed before its n-th statement; tell whether it was."""
    before = backends()
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:  # whatever happens, no second process goes on with the tests
            _die_at(moment)
            work_off(item.pk, now=clock.now())
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    eventually(lambda: backends() <= before)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def _die_at(moment: int) -> None:
    seen = iter(range(1, 10_000))

    def count(execute, sql, params, many, context):
        if next(seen) == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    for alias in ("default", "owner"):
        connections[alias].execute_wrappers.append(count)


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_worker_leaves_nothing_half_made_and_the_next_one_goes_on(moment):
    (item,) = queue(A_LUOI)
    pool_before = {entry.schema_name for entry in PoolEntry.objects.using("owner").all()}

    was_killed = run_and_die(item, moment)
    done = run(item)

    assert was_killed or moment > 100
    assert (done.state, done.reached) == ("done", "active")
    council = Council.objects.get(unit_code=A_LUOI.code)
    assert Domain.objects.filter(tenant=council).count() == 1
    assert facts_of(council) == FOUNDED
    role = council_role(connection.settings_dict["NAME"], council.key)
    assert fingerprint(council.schema_name, role) == template.current().digest
    gone = pool_before - {entry.schema_name for entry in PoolEntry.objects.using("owner").all()}
    assert len(gone) <= 1
    assert owner.value("select count(*) from pg_namespace where nspname = %s", [council.schema_name]) == 1


# --- the control worker's chores --------------------------------------------------------------------


def test_take_up_finds_what_a_killed_worker_left_and_nothing_fresh():
    lying, fresh = queue(A_LUOI, AN_CUU, administrator=FirstAdministrator())
    long_ago = clock.now() - LEFT_LYING - LEFT_LYING
    OnboardingItem.objects.filter(pk=lying.pk).update(state="working", touched_at=long_ago)

    take_up.apply(throw=True)

    states = dict(OnboardingItem.objects.values_list("unit_code", "state"))
    assert states == {A_LUOI.code: "done", AN_CUU.code: "queued"}
    assert OnboardingItem.objects.get(pk=fresh.pk).attempts == 0


def test_pool_is_kept_filled(settings):
    current = PoolEntry.objects.using("owner").filter(digest=template.current().digest)
    settings.POOL_SIZE = current.count() + 1

    fill_pool.apply(throw=True)

    assert current.count() == settings.POOL_SIZE


def test_command_makes_councils(capsys):
    call_command("council", "onboard", A_LUOI.code, AN_CUU.code, "--admin-email", "quantri.{ten}@example.vn")

    assert capsys.readouterr().out.splitlines()[-1] == "2 councils made"
    assert Council.objects.filter(unit_code__in=[A_LUOI.code, AN_CUU.code], status=Status.ACTIVE).count() == 2
    assert sorted(letter.to[0] for letter in mail.outbox) == ["quantri.aluoi1@example.vn", "quantri.ancuu@example.vn"]


def test_chores_go_to_the_worker_that_logs_in_as_the_owner():
    from config.celery import app

    for task in (onboard_item, take_up, fill_pool, recount_fleet, recount_council):
        assert app.amqp.router.route({}, task.name)["queue"].name == "control"
