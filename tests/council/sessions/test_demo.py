"""The demonstration plays by the ordinary actions from plan to public resolution."""

from django.conf import settings

from council.documents.models import Document
from council.documents.papers import Press
from council.people.demo import COMMUNE, invent, settle
from council.people.models import Mandate
from council.roles import Role
from council.rulebook.queries import load_rules
from council.sessions.demo import Cast, let_delegates_vote, past_session, present_session
from council.sessions.models import Ballot, CouncilSession, Vote
from kernel import clock
from tests.factories.actors import actor_with
from tests.factories.people import STARTED, make_term


def play(today) -> Cast:
    mandates = settle(invent(COMMUNE, seed=1), term=make_term(), on=STARTED)
    return Cast(
        office=actor_with(Role.OFFICE_STAFF, Role.OFFICE_CHIEF, Role.RECORDS_CLERK, Role.EDITOR),
        chair=actor_with(Role.COUNCIL_CHAIR, second_factor=True),
        mandates=mandates,
        term=make_term(),
        rules=load_rules(level="commune", at=today),
        press=Press(font_dirs=tuple(settings.FONT_DIRS), public_root="http://hoalu.localhost"),
    )


def test_past_session_ends_with_published_resolutions(council):
    now = clock.now()

    session = past_session(play(clock.local_day(now)), now=now)

    assert session.state == "closed"
    assert sorted(Vote.objects.values_list("decision", flat=True)) == ["adopted", "adopted", "adopted", "rejected"]
    documents = Document.objects.all()
    assert {document.state for document in documents} == {"published"}
    assert sorted(document.number for document in documents) == [1, 1, 2]
    assert all(document.pdf_sha256 for document in documents)


def test_present_session_waits_for_votes_and_delegates_may_vote_by_themselves(council):
    now = clock.now()
    cast = play(clock.local_day(now))

    session = present_session(cast, now=now)

    assert CouncilSession.objects.get(id=session.id).state == "in_progress"
    assert Ballot.objects.count() == 0
    assert let_delegates_vote(cast, now=now, share=1.0) == Ballot.objects.count() > Mandate.objects.count() * 0.9
    assert let_delegates_vote(cast, now=now, share=1.0) == 0
