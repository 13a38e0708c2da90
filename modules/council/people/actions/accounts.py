"""Whose account it is, and letting a person in."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.people import law
from council.people.actions.rights import hold_authorisation, hold_mandate, hold_post
from council.people.models import Authorisation, Person
from council.people.permissions import Can
from council.people.workflow import AuthorisationState, MandateState, PostState
from kernel import audit, clock
from kernel.access import Actor, require
from kernel.accounts import actions as account_actions
from kernel.accounts.models import Account
from kernel.accounts.rules import Rules as AccountRules
from kernel.refusal import Refusal
from kernel.rows import lock


class AccountTaken(Refusal):
    """The account belongs to another person, or the person has an account."""

    code = "account_taken"
    message = _("Tài khoản hoặc người này đã được liên kết với nhau hoặc với người khác.")
    field = "account"


@transaction.atomic
def link_account(*, actor: Actor, account: Account, person: Person, on: date) -> None:
    """Say whose account it is: from now on it has the rights of the person's mandate and posts.

    A suspended delegate's account gets the rights of a delegate with the reinstatement.

    :raises NotPermitted: the actor may not link accounts.
    :raises AccountTaken: account or person is linked already.
    """
    require(actor, Can.LINK_ACCOUNT)
    account = lock(account)
    person = lock(person)
    others = Account.objects.filter(person_id=person.id).exclude(pk=account.pk)
    if account.person_id not in {None, person.id} or others.exists():
        raise AccountTaken()
    account.person_id = person.id
    account.save(update_fields=["person_id"])
    for mandate in person.mandates.filter(state=MandateState.ACTIVE):
        hold_mandate(mandate, from_on=mandate.started_on)
    posts = person.posts.filter(state=PostState.HELD).exclude(to_on__lt=on)  # also one that begins later
    if person.mandates.filter(state=MandateState.SUSPENDED).exists():
        posts = posts.exclude(role__in=law.FOR_DELEGATES)
    for post in posts:
        hold_post(post)
    for authorisation in Authorisation.objects.filter(
        receiver__in=posts, state=AuthorisationState.GIVEN, to_on__gte=on
    ):
        hold_authorisation(authorisation)
    audit.record(actor, "people.link_account", person)


@transaction.atomic
def invite_person(
    *, actor: Actor, person: Person, email: str, now: datetime, rules: AccountRules
) -> account_actions.Issued:
    """Give a person an account of her own; it has the rights of her mandate and posts once she accepts.

    The caller sends the letter after the commit: its secret is stored nowhere.

    :raises NotPermitted: the actor may not invite, or not link accounts.
    :raises NameTaken: the address or the person has an account already.
    """
    require(actor, Can.LINK_ACCOUNT)
    invitee = account_actions.Invitee(full_name=person.full_name, email=email, phone=person.phone, person_id=person.id)
    issued = account_actions.invite(actor=actor, invitee=invitee, now=now, rules=rules)
    link_account(actor=actor, account=issued.invitation.account, person=person, on=clock.local_day(now))
    return issued
