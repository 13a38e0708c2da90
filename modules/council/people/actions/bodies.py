"""The council's own bodies: teams and committees made and named, delegates put into teams, the term's numbers."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from council.people.actions.posts import DaysWrong, ExecutiveConflict
from council.people.actions.present import check_open
from council.people.actions.showing import show_delegate, show_directory
from council.people.law import IN_STANDING_COMMITTEE, CommitteeKind
from council.people.models import Committee, Mandate, OutsideOffice, Person, Post, Team, TeamStay, TermOfOffice
from council.people.permissions import Can
from council.people.workflow import IN_OFFICE, PostState, Rank
from kernel import audit
from kernel.access import Actor, require
from kernel.refusal import Refusal
from kernel.rows import lock


class BodyKnown(Refusal):
    """A team of this number, or a committee of this kind, exists in the term."""

    code = "body_known"
    message = _("Tổ số này hoặc ban này đã có trong nhiệm kỳ.")
    field = "number"


class NotInTeam(Refusal):
    """Only a delegate in office is put into a team, of the mandate's own term and not the one it is in."""

    code = "not_in_team"
    message = _("Chỉ chuyển đại biểu đương nhiệm sang một tổ khác của cùng nhiệm kỳ.")
    field = "team"


class LeadsTeam(Refusal):
    """Whoever leads a team leaves that post first."""

    code = "leads_team"
    message = _("Đại biểu đang là Tổ trưởng hoặc Tổ phó. Hãy ghi việc thôi giữ chức vụ trước.")
    field = "team"


@transaction.atomic
def add_team(*, actor: Actor, term: TermOfOffice, number: int, name: str, area: str = "") -> Team:
    """Make a team of a term.

    :raises NotPermitted: the actor may not arrange bodies.
    :raises BodyKnown: the number is taken.
    :raises TermIsClosed: the term is over.
    """
    require(actor, Can.ARRANGE)
    term = lock(term)
    check_open(term)
    if term.teams.filter(number=number).exists():
        raise BodyKnown()
    team = Team.objects.create(term=term, number=number, name=" ".join(name.split()), area=area, from_on=term.starts_on)
    audit.record(actor, "people.add_team", team)
    show_directory(term, actor=actor)
    return team


@transaction.atomic
def edit_team(*, actor: Actor, team: Team, name: str, area: str) -> Team:
    """Give a team another name or area.

    :raises NotPermitted: the actor may not arrange bodies.
    :raises TermIsClosed: the term is over.
    """
    require(actor, Can.ARRANGE)
    team = lock(team)
    check_open(team.term)
    team.name, team.area = " ".join(name.split()), area
    team.save(update_fields=["name", "area"])
    audit.record(actor, "people.edit_team", team, fields=("name", "area"))
    show_directory(team.term, actor=actor)
    return team


@transaction.atomic
def move_to_team(*, actor: Actor, mandate: Mandate, team: Team, on: date, document: str = "") -> Mandate:
    """Put a delegate into a team from a day on; where she was before, and until when, is kept.

    :raises NotPermitted: the actor may not arrange bodies.
    :raises NotInTeam: the mandate has ended, or the team is of another term or the present one.
    :raises LeadsTeam: she leads the team that she would leave.
    :raises DaysWrong: the day lies before the mandate's first, or before the present stay's.
    """
    require(actor, Can.ARRANGE)
    lock(mandate.person)
    mandate = lock(mandate)
    if mandate.state not in IN_OFFICE or team.term_id != mandate.term_id or team.id == mandate.team_id:
        raise NotInTeam()
    posts = Post.objects.filter(person_id=mandate.person_id, state=PostState.HELD, team__isnull=False)
    if posts.filter(team=mandate.team).exists():
        raise LeadsTeam()
    _end_stay(mandate, on)
    TeamStay.objects.create(mandate=mandate, team=team, from_on=on, document=document)
    mandate.team = team
    mandate.version += 1
    mandate.save(update_fields=["team", "version"])
    audit.record(actor, "people.move_to_team", mandate, fields=("team",), reason=document)
    show_delegate(mandate, actor=actor)
    return mandate


@transaction.atomic
def add_committee(*, actor: Actor, term: TermOfOffice, kind: CommitteeKind, name: str) -> Committee:
    """Make a committee of a term.

    :raises NotPermitted: the actor may not arrange bodies.
    :raises BodyKnown: the term has one of this kind.
    :raises TermIsClosed: the term is over.
    """
    require(actor, Can.ARRANGE)
    term = lock(term)
    check_open(term)
    if term.committees.filter(kind=kind).exists():
        raise BodyKnown(field="kind")
    position = term.committees.count()
    committee = Committee.objects.create(
        term=term, kind=kind, name=" ".join(name.split()), position=position, from_on=term.starts_on
    )
    audit.record(actor, "people.add_committee", committee)
    show_directory(term, actor=actor)
    return committee


@transaction.atomic
def rename_committee(*, actor: Actor, committee: Committee, name: str) -> Committee:
    """Give a committee another name.

    :raises NotPermitted: the actor may not arrange bodies.
    :raises TermIsClosed: the term is over.
    """
    require(actor, Can.ARRANGE)
    committee = lock(committee)
    check_open(committee.term)
    committee.name = " ".join(name.split())
    committee.save(update_fields=["name"])
    audit.record(actor, "people.rename_committee", committee, fields=("name",))
    show_directory(committee.term, actor=actor)
    return committee


@transaction.atomic
def note_outside_office(*, actor: Actor, person: Person, office: OutsideOffice) -> Person:
    """Record an office in the executive, which some posts of the council do not go with.

    :raises NotPermitted: the actor may not arrange bodies.
    :raises ExecutiveConflict: the person sits in the standing committee (R-ORG-07).
    """
    require(actor, Can.ARRANGE)
    person = lock(person)
    standing = Post.objects.filter(
        person=person, state=PostState.HELD, role__in=IN_STANDING_COMMITTEE, rank=Rank.PRINCIPAL
    )
    if office == OutsideOffice.EXECUTIVE and standing.exists():
        raise ExecutiveConflict(field="office")
    person.outside_office = office
    person.version += 1
    person.save(update_fields=["outside_office", "version"])
    audit.record(actor, "people.note_outside_office", person, fields=("outside_office",))
    return person


@transaction.atomic
def edit_term(*, actor: Actor, term: TermOfOffice, seats_total: int, merged_from: int) -> TermOfOffice:
    """Record how many delegates were elected, and of how many units of its level the council was made.

    :raises NotPermitted: the actor may not arrange bodies.
    :raises TermIsClosed: the term is over.
    """
    require(actor, Can.ARRANGE)
    term = lock(term)
    check_open(term)
    term.seats_total, term.merged_from = seats_total, merged_from
    term.save(update_fields=["seats_total", "merged_from"])
    audit.record(actor, "people.edit_term", term, fields=("seats_total", "merged_from"))
    return term


def _end_stay(mandate: Mandate, on: date) -> None:
    """End the present stay with the day before; of a delegate recorded before stays were kept, write it down."""
    if on < mandate.started_on:
        raise DaysWrong()
    if mandate.team_id is None:
        return
    stay, _is_new = TeamStay.objects.get_or_create(
        mandate=mandate, to_on=None, defaults={"team": mandate.team, "from_on": mandate.started_on}
    )
    if on < stay.from_on:
        raise DaysWrong()
    stay.to_on = max(stay.from_on, on - timedelta(days=1))
    stay.save(update_fields=["to_on"])
