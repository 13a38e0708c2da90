"""The nightly forgetting reaches each place, and takes only what is over."""

from datetime import timedelta

from kernel import clock
from kernel.accounts.demo import make_account
from kernel.accounts.models import Account, SessionRow, WrongTries
from tenancy.place import in_public
from tenancy.tasks.tidying import tidy
from tests.factories.operators import forget_operator


def leave_traces() -> Account:
    """One session and one count that are over, one of each that is not; return whose they are."""
    now = clock.now()
    account = make_account(username=f"ai{now.timestamp()}", full_name="Ai Đó", password="ngọn đèn đứng gác")
    for number, until in enumerate((now - timedelta(seconds=1), now + timedelta(hours=1))):
        SessionRow.objects.create(
            account=account, session_key=f"{number}{now}", session_data="", expire_date=until, last_seen_at=now
        )
        WrongTries.objects.create(subject=f"{number}{now}", failures=1, since=until - timedelta(days=1))
    return account


def left() -> tuple[int, int]:
    return SessionRow.objects.count(), WrongTries.objects.count()


def forget_everything() -> None:
    """The operators' place is one for all tests: what another left in it must not be counted."""
    SessionRow.objects.all().delete()
    WrongTries.objects.all().delete()


def test_night_forgets_what_is_over_in_councils_and_for_operators(fresh_council):
    with in_public():
        forget_everything()
        operator = leave_traces()
        before = left()
    leave_traces()

    tidy.delay()

    assert left() == (1, 1)
    with in_public():
        assert (before, left()) == ((2, 2), (1, 1))
        forget_everything()
        forget_operator(operator)
