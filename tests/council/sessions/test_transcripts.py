"""What was said: taken whole, matched with the delegates, reviewed by each speaker alone, closed in its time."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import transaction

from council.law import due
from council.people.models import Mandate
from council.roles import Role
from council.sessions import actions, law
from council.sessions.actions import refusals as session_refusals
from council.sessions.actions import transcript_refusals as refusals
from council.sessions.actions.transcripts import Said
from council.sessions.models import CouncilSession, Passage, Sitting, Source, Transcript, Visibility, Wording
from council.sessions.permissions import Can
from council.sessions.queries import transcripts as queries
from kernel import outbox
from kernel.access import Actor, NotPermitted, StepNotAllowed
from kernel.captions import Cue
from kernel.notify.models import Notice
from kernel.refusal import NotFound
from kernel.rows import VersionClash
from tests.factories.actors import actor_with
from tests.factories.people import make_account, make_delegate
from tests.factories.sessions import (
    AT_OPENING,
    CHAIR,
    CLOSES,
    OPENS,
    RULES,
    SECRETARY,
    make_item,
    make_session,
    make_sitting,
)
from tests.testbed.threads import together

CLERK = actor_with(Role.OFFICE_STAFF)
LATER = datetime(2026, 8, 30, 2, 0, tzinfo=UTC)


def begun(**changes) -> Sitting:
    session = make_session("in_progress")
    CouncilSession.objects.filter(pk=session.pk).update(**changes)
    return make_sitting(session, "running")


def as_delegate(mandate: Mandate) -> Actor:
    return actor_with(Role.DELEGATE, person=mandate.person)


def taken(sitting: Sitting, *cues: Cue, actor: Actor = CLERK, **changes) -> Transcript:
    return actions.take_cues(actor=actor, sitting=sitting, cues=cues, **changes)


def in_review(mandate: Mandate, **changes) -> Passage:
    """Return what a delegate said, sent to her, beside a guest's words."""
    cues = (Cue("Tôi đồng í.", mandate.person.full_name, 1000, 2000), Cue("Xin báo cáo.", "Ông Lê Khách"))
    transcript = taken(begun(**changes), *cues)
    actions.assign_speaker(actor=CLERK, transcript=transcript, heard_name="Ông Lê Khách", mandate=None)
    actions.send_transcript(actor=CLERK, transcript=transcript, now=AT_OPENING)
    return Passage.objects.get(transcript=transcript, position=1)


def review(passage: Passage, actor: Actor, text: str = "", **changes) -> Passage:
    known = {"actor": actor, "passage": passage, "version": passage.version, "now": AT_OPENING, **changes}
    return actions.correct_passage(text=text, **known) if text else actions.approve_passage(**known)


def test_names_are_matched_with_the_delegates_and_the_others_are_listed(council) -> None:
    an, dat = make_delegate("Nguyễn Văn An"), make_delegate("Đỗ Văn Đạt")
    make_delegate("Trần Thị Hoà")
    make_delegate("Trần Thị Hoa")
    sitting = begun()
    names = ["Đại biểu NGUYỄN VĂN AN", "do van dat", "Trần Thị Hoà", "tran thi hoa", "Ông Lê Lạ", ""]

    transcript = taken(sitting, *(Cue("Lời", name) for name in names))

    found = [passage.mandate for passage in queries.list_passages(transcript)]
    assert found[:2] == [an, dat]
    assert found[2] is not None
    assert found[2].person.full_name == "Trần Thị Hoà"
    assert found[3:] == [None, None, None]
    assert dict(queries.list_unknown_names(transcript)) == {"tran thi hoa": 1, "Ông Lê Lạ": 1, "": 1}


def test_a_second_file_goes_behind_the_first_and_each_first_wording_stays(council) -> None:
    sitting = begun()
    taken(sitting, Cue("Một"))
    transcript = taken(sitting, Cue("Hai"), Cue("Ba"), visibility=Visibility.CLOSED)
    transcript = taken(sitting, Cue("Bốn"))

    assert [(p.position, p.text) for p in queries.list_passages(transcript)] == [
        (1, "Một"), (2, "Hai"), (3, "Ba"), (4, "Bốn"),
    ]  # fmt: skip
    assert transcript.visibility == Visibility.CLOSED
    wordings = Wording.objects.order_by("passage__position").values_list("number", "source", "text")
    assert [tuple(row) for row in wordings] == [(1, Source.FILE, each) for each in ("Một", "Hai", "Ba", "Bốn")]


def test_nothing_is_taken_before_the_sitting_nor_of_an_empty_file(council) -> None:
    with pytest.raises(refusals.NothingSaid):
        taken(begun())
    with pytest.raises(refusals.SittingNotHeld):
        taken(make_sitting(make_session("convened")), Cue("Lời"))

    assert (Transcript.objects.count(), Passage.objects.count()) == (0, 0)


def test_a_draft_is_put_right_and_the_machines_words_stay(council) -> None:
    mandate, sitting = make_delegate(), begun()
    item = make_item(sitting.session)
    passage = taken(sitting, Cue("Tôi đồng í", "Ai Đó")).passages.get()

    passage = actions.edit_passage(
        actor=CLERK, passage=passage, version=1, said=Said(" Tôi đồng ý \n", mandate=mandate, item=item)
    )
    passage = actions.edit_passage(
        actor=CLERK, passage=passage, version=2, said=Said("Tôi đồng ý", guest_name=" Ông  Khách ")
    )

    assert (passage.version, passage.speaker, passage.item, passage.text) == (3, "Ông Khách", None, "Tôi đồng ý")
    assert list(passage.wordings.order_by("number").values_list("source", "text")) == [
        (Source.FILE, "Tôi đồng í"),
        (Source.OFFICE, "Tôi đồng ý"),
    ]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": " \n"}, refusals.NothingSaid),
        ({"both": True}, refusals.OneSpeaker),
        ({"foreign": True}, session_refusals.NotThisSession),
        ({"version": 7}, VersionClash),
    ],
)
def test_a_wrong_change_of_a_draft_is_refused(council, changes, refusal) -> None:
    sitting = begun()
    passage = taken(sitting, Cue("Lời", "Ai Đó")).passages.get()
    said = Said(
        changes.get("text", "Khác"),
        mandate=make_delegate() if "both" in changes else None,
        guest_name="Khách",
        item=make_item(make_session()) if "foreign" in changes else None,
    )

    with pytest.raises(refusal), transaction.atomic():
        actions.edit_passage(actor=CLERK, passage=passage, version=changes.get("version", 1), said=said)

    passage.refresh_from_db()
    assert (passage.text, passage.version, passage.wordings.count()) == ("Lời", 1, 1)


def test_it_is_sent_only_when_everybody_is_known_and_each_delegate_is_told_once(council) -> None:
    mandate, silent = make_delegate("Nguyễn Văn An"), make_delegate()
    account, other = make_account(), make_account()
    type(account).objects.filter(pk=account.pk).update(person_id=mandate.person_id)
    type(other).objects.filter(pk=other.pk).update(person_id=silent.person_id)
    transcript = taken(begun(), Cue("Một", "Nguyễn Văn An"), Cue("Hai", "Nguyễn Văn An"), Cue("Ba", "Ai Đó"))
    with pytest.raises(refusals.SpeakerUnknown):
        actions.send_transcript(actor=CLERK, transcript=transcript, now=AT_OPENING)
    assert queries.list_own_waiting(as_delegate(mandate)) == []

    actions.assign_speaker(actor=CLERK, transcript=transcript, heard_name="Ai Đó", mandate=None)
    actions.send_transcript(actor=CLERK, transcript=transcript, now=AT_OPENING)
    outbox.drain()

    assert list(Notice.objects.values_list("account_id", "path")) == [(account.pk, "/ky-hop/loi-cua-toi/")]
    assert [(sitting.pk, number) for sitting, number in queries.list_own_waiting(as_delegate(mandate))] == [
        (transcript.sitting_id, 2)
    ]
    with pytest.raises(StepNotAllowed):
        taken(transcript.sitting, Cue("Thêm"))


def test_a_thrown_away_passage_is_sent_to_nobody(council) -> None:
    mandate = make_delegate()
    transcript = taken(begun(), Cue("Một", mandate.person.full_name), Cue("Hai"))
    actions.discard_passage(actor=CLERK, passage=transcript.passages.get(position=2), version=1)

    actions.send_transcript(actor=CLERK, transcript=transcript, now=AT_OPENING)

    assert list(transcript.passages.order_by("position").values_list("state", flat=True)) == ["in_review", "discarded"]
    with pytest.raises(NotFound):
        queries.get_passage(CLERK, transcript.passages.get(position=2).id)


def test_only_the_speaker_reviews_and_she_may_correct_again(council) -> None:
    mandate, other = make_delegate(), make_delegate()
    passage = in_review(mandate)
    everybody = (as_delegate(other), CLERK, SECRETARY, CHAIR, actor_with(*(set(Role) - {Role.DELEGATE})))
    for actor in everybody:
        for text in ("", "Lời khác"):
            with pytest.raises(NotPermitted), transaction.atomic():
                review(passage, actor, text)

    passage = review(passage, as_delegate(mandate))
    assert (passage.state, passage.reviewed_at) == ("reviewed", AT_OPENING)
    passage = review(passage, as_delegate(mandate), "Tôi đồng ý.")
    passage = review(passage, as_delegate(mandate), "Tôi hoàn toàn đồng ý.")

    assert (passage.state, passage.text) == ("corrected", "Tôi hoàn toàn đồng ý.")
    words = list(passage.wordings.order_by("number").values_list("source", "text"))
    assert words[0] == (Source.FILE, "Tôi đồng í.")
    assert [source for source, _text in words] == ["file", "speaker", "speaker"]


def test_a_speaker_sees_what_she_said_once_it_is_sent_and_nothing_else(council) -> None:
    mandate, other = make_delegate(), make_delegate()
    draft = taken(begun(), Cue("Lời", mandate.person.full_name)).passages.get()
    passage = in_review(mandate)

    assert queries.get_passage(as_delegate(mandate), passage.id) == passage
    assert list(queries.list_own_passages(as_delegate(mandate))) == [passage]
    assert list(queries.list_own_passages(as_delegate(other))) == []
    for actor, hidden in ((as_delegate(mandate), draft), (as_delegate(other), passage), (as_delegate(other), draft)):
        with pytest.raises(NotFound):
            queries.get_passage(actor, hidden.id)
    with pytest.raises(NotFound):
        queries.get_transcript_place(as_delegate(mandate), passage.transcript.sitting_id)


def test_words_of_a_closed_sitting_are_for_who_may_read_closed_papers(council) -> None:
    transcript = taken(begun(), Cue("Lời"), visibility=Visibility.CLOSED)
    passage = transcript.passages.get()
    kept_out = replace(CLERK, taken=frozenset({(Role.OFFICE_STAFF.value, Can.READ_CLOSED.value)}))

    for look in (
        lambda: queries.get_transcript_place(kept_out, transcript.sitting_id),
        lambda: queries.get_passage(kept_out, passage.id),
    ):
        with pytest.raises(NotFound):
            look()
    assert queries.list_transcripts(kept_out, transcript.sitting.session) == []
    assert queries.get_passage(CLERK, passage.id) == passage


def test_it_is_closed_at_once_when_all_delegates_answered(council) -> None:
    mandate = make_delegate()
    passage = review(in_review(mandate), as_delegate(mandate))

    closed = actions.close_transcript(actor=SECRETARY, transcript=passage.transcript, now=AT_OPENING, rules=RULES)

    assert list(closed.passages.order_by("position").values_list("state", flat=True)) == ["reviewed", "lapsed"]
    with pytest.raises(refusals.TranscriptOver):
        review(passage, as_delegate(mandate), "Muộn")


def test_while_somebody_has_time_it_stays_open_and_the_calendar_says_until_when(council) -> None:
    mandate = make_delegate()
    passage = in_review(mandate)
    close = {"actor": SECRETARY, "transcript": passage.transcript, "rules": RULES}
    with pytest.raises(refusals.ReviewOpen, match="chưa bế mạc"):
        actions.close_transcript(now=LATER, **close)
    session = passage.transcript.sitting.session
    CouncilSession.objects.filter(pk=session.pk).update(state="closed", closed_on=CLOSES)
    session.refresh_from_db()
    term = due("sessions.transcript_after_days", base_on=CLOSES, rules=RULES)
    assert law.transcript_due(closed_on=CLOSES, rules=RULES).due_on == term.due_on
    assert (term.due_on > OPENS, term.rule, term.days) == (True, "R-SES-20", 10)

    last = datetime.combine(term.due_on, AT_OPENING.timetz())
    with pytest.raises(refusals.ReviewOpen) as refused:
        actions.close_transcript(now=last, **close)
    assert str(refused.value.message) == str(term.why)
    actions.close_transcript(now=last.replace(day=last.day + 1), **close)

    passage.refresh_from_db()
    assert passage.state == "lapsed"
    with pytest.raises(StepNotAllowed):
        review(passage, as_delegate(mandate))


def test_summary_counts_what_delegates_saw(council) -> None:
    mandate = make_delegate()
    passage = in_review(mandate)
    session = passage.transcript.sitting.session
    (line,) = queries.list_transcripts(CLERK, session)
    assert (line.transcript.asked, line.transcript.answered, line.transcript.kept) == (1, 0, 2)

    review(passage, as_delegate(mandate))

    (line,) = queries.list_transcripts(CLERK, session)
    assert (line.transcript.asked, line.transcript.answered) == (1, 1)
    assert queries.list_transcripts(as_delegate(mandate), session) == []


def test_of_two_devices_that_answer_at_once_one_wins_and_the_other_is_told(fresh_council) -> None:
    mandate = make_delegate()
    passage = in_review(mandate)
    texts = ("Bản máy tính", "Bản điện thoại")

    taps = [lambda text=text: review(passage, as_delegate(mandate), text) for text in texts]
    outcomes = together(fresh_council, taps)

    passage.refresh_from_db()
    assert sorted(type(outcome) for outcome in outcomes if isinstance(outcome, Exception)) == [VersionClash]
    assert [outcome.text for outcome in outcomes if isinstance(outcome, Passage)] == [passage.text]
    assert passage.wordings.count() == 2
