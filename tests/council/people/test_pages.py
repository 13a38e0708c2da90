"""The pages of the council's structure as people see them: no complaint of any judge, at every width and size."""

from datetime import timedelta

import pytest
from django.urls import reverse

from council.people import actions
from council.people.law import ActingAs
from council.people.models import Post, ProgrammeKind
from council.roles import Role
from kernel import clock
from kernel.accounts.models import Account
from tests.factories.actors import actor_with
from tests.factories.browsers import browser_of
from tests.factories.people import SYSTEM_ACTOR, make_account, make_person
from tests.factories.stage import set_stage
from tests.judges.visits import judge_visits, when_sent_empty
from tests.kernel.accounts.browsers import COOKIE
from tests.kernel.files.making import pdf, upload

pytestmark = [pytest.mark.journey, pytest.mark.full]

CHIEF = actor_with(Role.OFFICE_CHIEF)
ALL = [Role.OFFICE_CHIEF, Role.ADMINISTRATOR]


def at(name, *parameters):
    return reverse(f"people:{name}", "config.urls_council", [each.pk for each in parameters])


@pytest.fixture
def visits(fresh_council) -> dict[str, tuple[str, str]]:
    """Each page with the cookie of the person who sees it."""
    stage, today = set_stage(), clock.today()
    keeper = browser_of(fresh_council, *ALL).cookies[COOKIE].value
    me = _put_in_the_office()
    leaver, suspended = stage.mandates[3], stage.mandates[4]
    actions.suspend_mandate(
        actor=actor_with(Role.COUNCIL_CHAIR),
        mandate=suspended,
        reason="Bị khởi tố",
        document="01/QĐ-TTHĐND",
        on=today,
    )
    locked = make_account(person_id=suspended.person_id, state="locked")
    locked.identities.create(issuer="https://dinhdanh.example", subject="1")
    handover, duties = _handed_over(leaver.person, me.person)
    _authorised(Post.objects.get(role=Role.COUNCIL_VICE_CHAIR), today)
    _programmes(leaver.team)
    chair = Post.objects.get(role=Role.COUNCIL_CHAIR)
    pages = {
        "structure": at("structure"),
        "person": at("person", suspended.person),
        "end-mandate": at("end_mandate", leaver),
        "suspend": at("suspend", leaver),
        "end-post": at("end_post", chair),
        "unlock": at("unlock_account", locked),
        "unlink": at("unlink_account", locked),
        "work": "/lam-viec/",
        "handovers": at("handovers"),
        "handover": at("handover", handover),
        "give": at("give_duty", duties[0]),
        "waiting": at("waiting"),
        "authorisations": at("authorisations"),
        "authorise": at("authorise"),
        "team": at("team", leaver.team),
        "add-programme": at("add_programme", leaver.team),
        "fill": at("fill"),
    }
    both = browser_of(fresh_council, Role.COUNCIL_CHAIR).cookies[COOKIE].value
    cookies = {"suspend": both, "waiting": _cookie_of(me, fresh_council)}
    return {name: (path, cookies.get(name, keeper)) for name, path in pages.items()}


def _authorised(vice, today):
    term = actions.Term(today, today + timedelta(days=30), "12/GUQ-HĐND ngày 20/11/2026", "Ký nghị quyết kỳ họp thứ 5")
    actions.authorise(actor=CHIEF, receiver=vice, acting_as=ActingAs.SIGN_FOR, term=term)


def _programmes(team):
    year, kinds = clock.today().year, ProgrammeKind
    plans = [
        actions.Plan(year + 1, kinds.WORK, f"Chương trình công tác năm {year + 1} của {team.name}"),
        actions.Plan(year + 1, kinds.SUPERVISION, "Chương trình giám sát việc cấp nước sạch và thu gom rác thải"),
        actions.Plan(year, kinds.WORK, f"Chương trình công tác năm {year}"),
        actions.Plan(year + 1, kinds.SUPERVISION, "Chương trình giám sát (ghi nhầm)"),
    ]
    papers = [upload("chuong-trinh.pdf", pdf(plan.title)) for plan in plans]
    made = [
        actions.add_programme(actor=CHIEF, team=team, plan=plan, upload=paper)
        for plan, paper in zip(plans, papers, strict=True)
    ]
    actions.correct_programme(actor=CHIEF, programme=made[0], plan=plans[0], upload=None, now=clock.now())
    actions.withdraw_programme(actor=CHIEF, programme=made[3], reason="Ghi nhầm của tổ khác", now=clock.now())


def _put_in_the_office():
    person = make_person("Ngô Ngọc Lan")
    return actions.appoint(actor=SYSTEM_ACTOR, person=person, role=Role.OFFICE_STAFF, from_on=clock.today())


def _cookie_of(post, council) -> str:
    cookie = browser_of(council, Role.OFFICE_STAFF).cookies[COOKIE].value
    latest = Account.objects.order_by("-created_at").first()
    Account.objects.filter(pk=latest.pk).update(person_id=post.person_id)
    return cookie


def _handed_over(leaver, receiver):
    today = clock.today()
    handover = actions.open_handover(actor=CHIEF, person=leaver, leaves_on=today, cause="Nghỉ hưu từ tháng sau")
    labels = ("Theo dõi Kết luận giám sát số 05/KL-HĐND về quản lý đất công", "Con dấu, chìa khoá tủ hồ sơ", "Thư mời")
    duties = [actions.add_duty(actor=CHIEF, handover=handover, label=label) for label in labels]
    for duty in duties[1:]:
        actions.give_duty(actor=CHIEF, duty=duty, receiver=receiver, on=today, note="Trong tuần này")
    me = actor_with(Role.OFFICE_STAFF, person=receiver)
    actions.accept_duty(actor=me, duty=duties[2], on=today)
    return handover, duties


# Each is a shape of its own; the others repeat them.
JUDGED = (
    "structure",
    "person",
    "end-mandate",
    "handover",
    "waiting",
    "authorisations",
    "authorise",
    "team",
    "fill",
    "add-programme",
)
# Sent empty, each shows its errors.
REFUSED = ("end-mandate", "authorise")


def test_pages_of_the_structure_pass_every_judge(fresh_council, visits, client_of):
    judge_visits(fresh_council, visits, client_of, only=JUDGED, then=when_sent_empty(*REFUSED))
