"""Who voted how: read only by whom the council's rules let read it; and nobody ever votes for another."""

import inspect
from types import SimpleNamespace

import pytest
from django.urls import get_resolver

from council.law import Override, national_rules
from council.people.models import Authorisation
from council.roles import Role
from council.rulebook.models import Override as OverrideRow
from council.sessions import actions
from council.sessions.models import Ballot, Sitting, Vote, VoteSubject
from council.sessions.models.sittings import SittingKind
from council.sessions.permissions import Can
from council.sessions.queries.names import audience_of, list_names, may_read_names
from kernel import clock
from kernel.access import ANONYMOUS, NotPermitted, may
from kernel.refusal import NotFound
from kernel.search.sources import SOURCES
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.halls import account_of, hold_session, staff_account
from tests.factories.sessions import CHAIR, OPENS, RULES, SECRETARY, make_hall
from tests.kernel.accounts.browsers import come_in, words

NAMES = "votes.names_public"
READERS = {
    Role.COUNCIL_CHAIR,
    Role.COUNCIL_VICE_CHAIR,
    Role.COMMITTEE_HEAD,
    Role.COMMITTEE_MEMBER,
    Role.TEAM_LEADER,
    Role.DELEGATE,
    Role.SESSION_SECRETARY,
}


def rules(audience: str):
    return national_rules("commune", OPENS, overrides=[Override(NAMES, audience, "Quy chế", OPENS)])


def mandate_of(actor) -> SimpleNamespace:
    return SimpleNamespace(person_id=actor.person_id, team_id=None)


def told_hall(**more):
    hall = make_hall(3, **more)
    for number, choice in enumerate(("for", "against")):
        hall.cast(number, choice)
    hall.close()
    hall.announce()
    hall.vote.refresh_from_db()
    return hall


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_by_default_nobody_reads_names_and_by_rule_the_delegates_do(council, role) -> None:
    hall, actor = told_hall(), actor_with(role)

    assert not may_read_names(actor, hall.vote, then=RULES, now=RULES)
    with pytest.raises(NotFound):
        list_names(actor, hall.vote, then=RULES, now=RULES)
    open_rules = rules("delegates")
    assert may_read_names(actor, hall.vote, then=open_rules, now=open_rules) is (role in READERS)


def test_the_list_names_everybody_who_could_vote_and_everybody_reads_it_by_rule(council) -> None:
    hall, public = told_hall(), rules("public")

    lines = list_names(ANONYMOUS, hall.vote, then=public, now=public)

    assert {line.mandate: line.choice for line in lines} == dict(
        zip(hall.mandates, ("for", "against", ""), strict=True)
    )
    assert {line.label for line in lines} == {"Tán thành", "Không tán thành", ""}
    with pytest.raises(NotFound):
        list_names(ANONYMOUS, hall.vote, then=rules("delegates"), now=rules("delegates"))


@pytest.mark.unit
@pytest.mark.parametrize(
    ("then", "now", "audience"),
    [("none", "public", "none"), ("public", "none", "none"), ("public", "delegates", "delegates")],
)
def test_the_narrower_of_two_days_holds(then, now, audience) -> None:
    assert audience_of(then=rules(then), now=rules(now)) == audience


@pytest.mark.parametrize("what", ["open", "closed", "annulled", "by hand"])
def test_names_are_of_announced_votes_by_device_only(council, what) -> None:
    public = rules("public")
    hall = make_hall(3, is_open=what != "by hand")
    if what in {"closed", "annulled"}:
        hall.close()
    if what == "annulled":
        asked = actions.ask_annulment(actor=SECRETARY, vote=hall.vote, reason="Sai", now=clock.now())
        actions.confirm_annulment(actor=CHAIR, annulment=asked, now=clock.now())
    hall.vote.refresh_from_db()

    assert not may_read_names(CHAIR, hall.vote, then=public, now=public)


def test_what_was_voted_in_a_closed_sitting_is_not_public(council) -> None:
    hall, public = make_hall(3, is_open=False), rules("public")
    closing = actions.prepare_procedural_vote(
        actor=SECRETARY, session=hall.session, subject=VoteSubject.CLOSED_SITTING, question=""
    )
    for vote in (closing, hall.vote):
        hall.open(vote=vote)
        for number in range(3):
            hall.cast(number, vote=vote)
        hall.close(vote=vote)
        actions.announce_vote(actor=CHAIR, vote=vote, now=clock.now())
        vote.refresh_from_db()

    assert not may_read_names(ANONYMOUS, hall.vote, then=public, now=public)
    assert may_read_names(CHAIR, hall.vote, then=public, now=public)


def test_a_sitting_that_is_closed_shows_the_public_no_names(council) -> None:
    hall, public = told_hall(), rules("public")
    assert may_read_names(ANONYMOUS, hall.vote, then=public, now=public)

    closed = {"closed_on_request_of": "standing_committee", "closed_document": "5/NQ-HĐND"}
    Sitting.objects.filter(pk=hall.sitting.pk).update(kind=SittingKind.CLOSED, **closed)
    vote = Vote.objects.get(pk=hall.vote.pk)

    assert not may_read_names(ANONYMOUS, vote, then=public, now=public)
    assert may_read_names(CHAIR, vote, then=public, now=public)


@pytest.mark.parametrize("audience", ["none", "delegates", "public"])
def test_the_pages_show_names_to_whom_the_rulebook_says(council, client_of, audience) -> None:
    held = hold_session(delegates=3)
    if audience != "none":
        OverrideRow.objects.create(
            key=NAMES, value=audience, document="Quy chế", in_force_on=clock.today(), set_by=None
        )
    vote = held.open_vote()
    name = held.mandates[1].person.full_name
    browser, office, nobody = client_of(council), client_of(council), client_of(council)
    come_in(browser, account_of(held.mandates[0], "dbhoa"))
    come_in(office, staff_account("vtlan", "office_staff"))
    actions.close_vote(actor=CHAIR, vote=vote, now=held.now, rules=held.rules)
    actions.announce_vote(actor=CHAIR, vote=vote, now=held.now)
    inside, outside = f"/ky-hop/bieu-quyet/{vote.pk}/theo-ten/", f"/cong-khai/ky-hop/bieu-quyet/{vote.pk}/"

    seen = {place: visitor.get(place) for place, visitor in ((inside, browser), (outside, nobody))}

    assert [answer.status_code for answer in seen.values()] == {
        "none": [404, 404],
        "delegates": [200, 404],
        "public": [200, 200],
    }[audience]
    assert all(name in words(answer) for answer in seen.values() if answer.status_code == 200)
    assert office.get(inside).status_code == (200 if audience == "public" else 404)
    assert ("theo-ten" in browser.get(f"/ky-hop/bieu-quyet/{vote.pk}/").content.decode()) is (audience != "none")


def test_no_search_knows_a_ballot(council) -> None:
    told_hall()

    tables = {model for source in SOURCES.values() for model in source.of}
    assert Ballot not in tables


@pytest.mark.unit
def test_nobody_has_the_right_to_vote_for_another() -> None:
    holders = {str(role) for role in EVERY_ROLE if may(own := actor_with(role), Can.VOTE, mandate_of(own))}

    assert holders == {Role.DELEGATE}
    assert not any(may(actor_with(role), Can.VOTE, mandate_of(actor_with(Role.DELEGATE))) for role in EVERY_ROLE)
    assert not any(may(actor_with(role), Can.VOTE) for role in EVERY_ROLE)


@pytest.mark.unit
def test_no_action_and_no_address_takes_a_vote_for_another() -> None:
    given = set(inspect.signature(actions.cast_ballot).parameters)
    assert given == {"actor", "vote", "mandate", "choice", "key", "prev", "now", "rules"}
    casting = [name for name in actions.__all__ if {"cast", "proxy", "behalf"} & set(name.split("_"))]
    assert casting == ["cast_ballot"]
    routes = {str(key) for key in get_resolver("config.urls_council").reverse_dict if isinstance(key, str)}
    assert not [name for name in routes if "proxy" in name or "uy_quyen_bieu_quyet" in name]


def test_an_authority_to_act_for_somebody_never_reaches_her_ballot(council) -> None:
    hall = make_hall(3)
    for role in (Role.DELEGATE, Role.COUNCIL_CHAIR, Role.COUNCIL_VICE_CHAIR):
        stand_in = actor_with(role, on_behalf_of="Giấy uỷ quyền số 5")
        with pytest.raises(NotPermitted):
            hall.cast(0, actor=stand_in)

    fields = {field.name for field in Authorisation._meta.get_fields()}
    assert not {"votes", "ballots", "vote"} & fields
    assert Ballot.objects.count() == 0
