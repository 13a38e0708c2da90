"""The council's own words: what is shown at which moment, and what every action leaves behind."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from council.portal import actions
from council.portal.actions import (
    ContactIncomplete,
    MomentPassed,
    PictureWordsMissing,
    ReasonMissing,
    TextIncomplete,
    VersionUnderWay,
)
from council.portal.law import Contact
from council.portal.models import Kind, PortalText, TextVersion
from council.portal.queries import texts
from council.portal.workflow import State
from council.roles import Role
from kernel.access import NotPermitted, StepNotAllowed
from kernel.audit.models import AuditEntry
from kernel.refusal import NotFound
from kernel.rows import VersionClash
from tests.factories.actors import actor_with
from tests.factories.portal import CHIEF, CONTACT, EDITOR, NOW, STAFF, make_contact, make_content, make_shown, make_text
from tests.factories.sessions import make_file

DELEGATE = actor_with(Role.DELEGATE)
LATER = NOW + timedelta(days=2)
pytestmark = pytest.mark.usefixtures("council")


def titles(now=NOW):
    return [version.title for version in texts.list_announcements(now=now)]


def rows():
    return list(TextVersion.objects.order_by("id").values_list("id", "state", "version", "published_at"))


def test_a_draft_is_seen_by_nobody_outside():
    version = make_text()

    assert titles() == []
    with pytest.raises(NotFound):
        texts.get_announcement(version.text_id, now=NOW)
    with pytest.raises(NotFound):
        texts.get_version(DELEGATE, version.id)
    assert texts.get_version(STAFF, version.id) == version


def test_words_are_kept_as_typed():
    version = make_shown(title="  Lịch   tiếp công dân ", body="Đường **Trường Hán Siêu**\r\n")

    assert (version.title, version.body) == ("Lịch tiếp công dân", "Đường **Trường Hán Siêu**")


def test_staff_write_and_another_person_puts_out():
    version = make_text(actor=STAFF)
    with pytest.raises(NotPermitted):
        actions.publish(actor=STAFF, version=version, now=NOW)

    version = actions.submit(actor=STAFF, version=version)
    assert version.state == State.PREVIEW
    version = actions.publish(actor=CHIEF, version=version, now=NOW)

    assert (version.state, version.published_at, version.published_by) == (State.PUBLISHED, NOW, CHIEF.account_id)
    assert titles() == [version.title]
    done = AuditEntry.objects.filter(object_id=str(version.id)).order_by("id").values_list("action", flat=True)
    assert list(done) == ["portal.begin", "portal.submit", "portal.publish"]


def test_one_person_in_all_posts_but_the_editors_does_not_approve_herself():
    both = actor_with(Role.OFFICE_CHIEF, Role.OFFICE_STAFF)
    version = make_text(actor=both)
    before = rows()

    with pytest.raises(NotPermitted):
        actions.publish(actor=both, version=version, now=NOW)

    assert rows() == before
    assert actions.publish(actor=actor_with(Role.OFFICE_CHIEF), version=version, now=NOW).state == State.PUBLISHED


def test_a_moment_to_come_shows_the_text_from_then_on_by_itself():
    version = actions.publish(actor=EDITOR, version=make_text(), now=NOW, at=LATER)

    assert version.waits(NOW)
    assert (titles(NOW), titles(LATER - timedelta(seconds=1)), titles(LATER)) == ([], [], [version.title])
    with pytest.raises(NotFound):
        texts.get_announcement(version.text_id, now=NOW)
    assert not version.waits(LATER)


def test_a_moment_that_has_passed_is_refused():
    version = make_text()
    before = rows()

    with pytest.raises(MomentPassed):
        actions.publish(actor=EDITOR, version=version, now=NOW, at=NOW - timedelta(minutes=1))

    assert rows() == before


def test_what_is_shown_stays_while_the_next_version_is_written_and_until_its_moment():
    first = make_shown(title="Bản một")
    second = actions.begin_version(actor=EDITOR, text=first.text, content=make_content(title="Bản hai"))
    assert (second.number, titles()) == (2, ["Bản một"])

    actions.publish(actor=EDITOR, version=second, now=NOW, at=LATER)

    assert (titles(NOW), titles(LATER)) == (["Bản một"], ["Bản hai"])
    assert texts.get_announcement(first.text_id, now=LATER) == second
    assert [version.number for version in texts.list_versions(first.text)] == [2, 1]
    assert [texts.is_shown(version, now=LATER) for version in texts.list_versions(first.text)] == [True, False]


def test_two_versions_of_the_same_moment_show_the_later_one():
    first = make_shown(title="Bản một")
    second = actions.begin_version(actor=EDITOR, text=first.text, content=make_content(title="Bản hai"))

    actions.publish(actor=EDITOR, version=second, now=NOW)

    assert titles() == ["Bản hai"]


def test_withdrawing_leaves_a_trace_and_brings_no_older_version_back():
    first = make_shown(title="Bản một")
    second = actions.begin_version(actor=EDITOR, text=first.text, content=make_content(title="Bản hai"))
    second = actions.publish(actor=EDITOR, version=second, now=NOW)

    actions.withdraw(actor=CHIEF, version=second, reason="Sai ngày", now=LATER)

    assert titles(LATER) == []
    gone = texts.get_announcement(first.text_id, now=LATER)
    assert (gone.state, gone.removed_reason, gone.removed_by) == (State.WITHDRAWN, "Sai ngày", CHIEF.account_id)


def test_withdrawing_what_waits_leaves_what_is_shown():
    first = make_shown(title="Bản một")
    second = actions.begin_version(actor=EDITOR, text=first.text, content=make_content(title="Bản hai"))
    second = actions.publish(actor=EDITOR, version=second, now=NOW, at=LATER)

    actions.withdraw(actor=EDITOR, version=second, reason="Chưa chắc", now=NOW)

    assert (titles(NOW), titles(LATER)) == (["Bản một"], ["Bản một"])


@pytest.mark.parametrize("step", ["give_back", "withdraw"])
def test_no_step_back_without_a_reason(step):
    version = actions.submit(actor=STAFF, version=make_text(actor=STAFF))
    before = rows()
    known = {"actor": CHIEF, "version": version, "reason": "  "}

    with pytest.raises(ReasonMissing):
        getattr(actions, step)(**known, **({"now": NOW} if step == "withdraw" else {}))

    assert rows() == before


def test_what_is_given_back_is_a_draft_with_the_reason_in_the_record():
    version = actions.submit(actor=STAFF, version=make_text(actor=STAFF))

    version = actions.give_back(actor=CHIEF, version=version, reason="Thiếu giờ")

    assert version.state == State.DRAFT
    assert AuditEntry.objects.get(action="portal.return").reason == "Thiếu giờ"


def test_editing_what_waits_for_approval_makes_it_a_draft_again():
    version = actions.submit(actor=STAFF, version=make_text(actor=STAFF))

    changed = make_content(title="Tên mới")
    version = actions.edit_version(actor=EDITOR, version=version, read=version.version, content=changed)

    assert (version.state, version.title, version.written_by) == (State.DRAFT, "Tên mới", EDITOR.account_id)


def test_the_second_of_two_editors_is_told():
    version = make_text()
    actions.edit_version(actor=EDITOR, version=version, read=1, content=make_content(title="Một"))

    with pytest.raises(VersionClash):
        actions.edit_version(actor=STAFF, version=version, read=1, content=make_content(title="Hai"))

    version.refresh_from_db()
    assert (version.title, version.version) == ("Một", 2)


def test_what_is_out_is_never_edited():
    version = make_shown()

    with pytest.raises(StepNotAllowed):
        actions.edit_version(actor=EDITOR, version=version, read=version.version, content=make_content(title="Khác"))


def test_only_one_version_is_under_way():
    version = make_text()

    with pytest.raises(VersionUnderWay):
        actions.begin_version(actor=EDITOR, text=version.text, content=make_content())
    with pytest.raises(IntegrityError, match="portal_one_version_under_way"), transaction.atomic():
        TextVersion.objects.create(text=version.text, number=2, title="Thứ hai")


def test_there_is_one_contact_and_one_introduction():
    make_contact()
    again = make_text(Kind.CONTACT, title="Liên hệ", body="", contact=Contact(address="Nơi mới"))

    assert again.number == 2
    assert texts.get_contact(now=NOW) == CONTACT
    assert PortalText.objects.filter(kind=Kind.CONTACT).count() == 1
    with pytest.raises(IntegrityError, match="portal_one_text_of_a_kind"), transaction.atomic():
        PortalText.objects.create(kind=Kind.CONTACT)


def test_a_contact_without_an_address_and_a_text_without_words_stay_inside():
    contact = make_text(Kind.CONTACT, title="Liên hệ", body="")
    notice = make_text(body=" ")

    with pytest.raises(ContactIncomplete):
        actions.publish(actor=EDITOR, version=contact, now=NOW)
    with pytest.raises(TextIncomplete):
        actions.submit(actor=EDITOR, version=notice)

    assert texts.get_contact(now=NOW) == Contact()


def test_nobody_wrote_anything_yet():
    assert texts.get_shown(Kind.INTRODUCTION, now=NOW) is None
    assert texts.get_contact(now=NOW) == Contact()


def test_a_picture_needs_its_words_and_is_public_once_it_is_shown():
    picture = make_file("anh.png")
    with pytest.raises(PictureWordsMissing):
        make_text(picture=picture, picture_words=" ")
    version = make_text(picture=picture, picture_words="Đại biểu đang biểu quyết")
    with pytest.raises(NotFound):
        texts.get_picture(version.id, now=NOW)

    actions.publish(actor=EDITOR, version=version, now=NOW)

    shown = texts.get_picture(version.id, now=NOW)
    assert (shown.picture, shown.picture.state) == (picture, "public")
    with pytest.raises(IntegrityError, match="portal_picture_has_words"), transaction.atomic():
        TextVersion.objects.filter(pk=version.pk).update(picture_words="")


def test_a_picture_of_an_older_version_is_gone_with_it():
    first = make_shown(picture=make_file("anh.png"), picture_words="Ảnh")
    second = actions.begin_version(actor=EDITOR, text=first.text, content=make_content())
    actions.publish(actor=EDITOR, version=second, now=LATER)

    with pytest.raises(NotFound):
        texts.get_picture(first.id, now=LATER)


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.ADMINISTRATOR, Role.RECORDS_CLERK])
def test_others_neither_write_nor_look_in(role):
    actor = actor_with(role)
    text = make_shown().text
    before = rows()

    for refused in (
        lambda: actions.begin_text(actor=actor, kind=Kind.ANNOUNCEMENT, content=make_content()),
        lambda: actions.begin_version(actor=actor, text=text, content=make_content()),
        lambda: texts.list_latest_versions(actor),
    ):
        with pytest.raises(NotPermitted):
            refused()
    with pytest.raises(NotFound):
        texts.get_text(actor, text.id)

    assert rows() == before


def test_those_who_write_see_what_is_under_way_first():
    shown = make_shown(title="Đã đăng")
    draft = make_text(title="Bản thảo")
    newer = actions.begin_version(actor=EDITOR, text=shown.text, content=make_content(title="Bản sau"))

    assert texts.list_latest_versions(CHIEF) == [newer, draft]
