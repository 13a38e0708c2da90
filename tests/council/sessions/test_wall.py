"""The screen on the wall: what it shows by itself and by choice, and which machines may show it."""

from datetime import timedelta

import pytest
from django.test import TestCase

from council.sessions import actions
from council.sessions.actions.refusals import CodeUnknown
from council.sessions.actions.wall import CODE_HOLDS, SCREEN_HOLDS
from council.sessions.models import Scene, WallScreen
from council.sessions.queries import get_hall
from council.sessions.queries.presence import code_on_wall
from council.sessions.queries.wall import chosen_scene, list_wall_screens, scene_of
from council.sessions.web.broadcast import READER
from council.sessions.web.wall import COOKIE
from kernel import clock
from kernel.access import NotPermitted
from kernel.live import names
from tenancy.place import entered
from tests.factories.actors import actor_with
from tests.factories.halls import CHAIR, account_of, hold_session, staff_account
from tests.kernel.accounts.browsers import come_in, words
from tests.testbed.listening import listening

PAIR = "/man-hinh-lon/"


def scene_now(held, chosen=Scene.AUTO) -> str:
    """Return what the wall shows now."""
    held.session.refresh_from_db()
    return scene_of(get_hall(READER, held.session, now=held.now, rules=held.rules), chosen).value


def invited(held, now=None) -> tuple[WallScreen, str]:
    """Return a machine that waits, and its code."""
    return actions.invite_screen(actor=CHAIR, session=held.session, label="Màn chính", now=now or clock.now())


def test_wall_follows_the_session_by_itself(council):
    held = hold_session(opened=False)
    seen = [scene_now(held)]
    actions.open_session(
        actor=CHAIR, session=held.session, sitting=held.sitting, now=held.now, rules=held.rules
    )  # fmt: skip
    seen.append(scene_now(held))
    vote = held.open_vote()
    seen.append(scene_now(held))
    vote = actions.close_vote(actor=CHAIR, vote=vote, now=held.now, rules=held.rules)
    seen.append(scene_now(held))
    actions.announce_vote(actor=CHAIR, vote=vote, now=held.now)
    seen.append(scene_now(held))
    actions.present_item(actor=CHAIR, item=held.items[1], now=held.now)
    seen.append(scene_now(held))
    actions.pause_session(actor=CHAIR, session=held.session, reason="Giải lao", now=held.now)
    seen.append(scene_now(held))

    assert seen == ["code", "agenda", "vote", "agenda", "result", "agenda", "waiting"]


@pytest.mark.parametrize("chosen", [Scene.VOTE, Scene.RESULT])
def test_chosen_scene_that_has_nothing_to_show_gives_way_to_the_agenda(council, chosen):
    assert scene_now(hold_session(), chosen) == "agenda"


def test_chosen_scene_stays_whatever_happens(council):
    held = hold_session()
    held.open_vote()

    actions.choose_scene(actor=CHAIR, session=held.session, scene=Scene.WAITING)
    assert scene_now(held, chosen_scene(held.session)) == "waiting"
    actions.choose_scene(actor=CHAIR, session=held.session, scene=Scene.AUTO)
    assert scene_now(held, chosen_scene(held.session)) == "vote"


def test_only_who_sits_at_the_desk_runs_the_wall(council):
    held, stranger, now = hold_session(), actor_with("delegate"), clock.now()
    screen, _code = invited(held)

    for forbidden in (
        lambda: actions.choose_scene(actor=stranger, session=held.session, scene=Scene.WAITING),
        lambda: actions.invite_screen(actor=stranger, session=held.session, label="Tôi", now=now),
        lambda: actions.remove_screen(actor=stranger, screen=screen, now=now),
    ):
        with pytest.raises(NotPermitted):
            forbidden()
    assert (chosen_scene(held.session), WallScreen.objects.filter(removed_at__isnull=True).count()) == (Scene.AUTO, 1)


def test_code_opens_once_and_only_for_ten_minutes(council):
    held, now = hold_session(), clock.now()
    _screen, code = invited(held, now)
    _late, outlived = invited(held, now)

    paired, _token = actions.pair_screen(code=f" {code[:4].lower()}-{code[4:]} ", now=now + CODE_HOLDS / 2)
    for refused, at in ((code, now), (outlived, now + CODE_HOLDS), ("AAAA-AAAA", now)):
        with pytest.raises(CodeUnknown):
            actions.pair_screen(code=refused, now=at)

    assert paired.ends_at == now + CODE_HOLDS / 2 + SCREEN_HOLDS
    assert list_wall_screens(held.session, now=now + CODE_HOLDS) == [paired]
    assert WallScreen.objects.filter(paired_at__isnull=False).count() == 1


def test_machine_without_login_shows_the_wall_after_its_code(council, client_of):
    held, machine = hold_session(), client_of(council)
    _screen, code = invited(held)
    wall = f"{PAIR}{held.session.id}/"
    assert machine.get(wall).status_code == 404
    assert machine.post(PAIR, {"code": "SAI"}).status_code == 422

    assert machine.post(PAIR, {"code": code}).headers["Location"] == wall

    shown = machine.get(wall)
    assert "Nghị quyết về nội dung thứ 1" in words(shown)
    assert shown.cookies["live"]["path"] == f"/_live/wall-{held.session.id}/"
    assert machine.get(PAIR).headers["Location"] == wall
    assert machine.get("/phien-hop/").status_code == 302


def test_removed_machine_loses_picture_and_stream_at_once(council, client_of):
    held, machine = hold_session(), client_of(council)
    screen, code = invited(held)
    machine.post(PAIR, {"code": code})

    with listening(names.control(council.key)) as told:
        with TestCase.captureOnCommitCallbacks(execute=True):
            actions.remove_screen(actor=CHAIR, screen=screen, now=clock.now())
        orders = told()

    assert names.whom_session(screen.key) in "".join(order for _channel, order in orders)
    assert machine.get(f"{PAIR}{held.session.id}/").headers["Location"] == PAIR
    assert "không còn được ghép" in words(machine.get(PAIR))
    assert machine.get(f"{PAIR}{held.session.id}/tien-do/").status_code == 404


def test_machine_stays_out_of_other_sessions_and_councils_and_after_its_time(council, other_council, client_of):
    held, machine = hold_session(), client_of(council)
    _screen, code = invited(held)
    machine.post(PAIR, {"code": code})
    with entered(other_council):
        foreign = hold_session().session
        there = client_of(other_council)
        there.cookies[COOKIE] = machine.cookies[COOKIE].value
        assert there.get(f"{PAIR}{foreign.id}/").status_code == 302
        assert there.post(PAIR, {"code": code}).status_code == 422
    assert machine.get(f"{PAIR}{foreign.id}/").headers["Location"] == PAIR

    WallScreen.objects.update(ends_at=clock.now() - timedelta(seconds=1))

    assert machine.get(f"{PAIR}{held.session.id}/").headers["Location"] == PAIR


def test_wall_hides_choices_until_the_result_is_announced(council, client_of):
    held, chair = hold_session(), client_of(council)
    come_in(chair, staff_account("ctloan", "council_chair"))
    wall, vote = f"{PAIR}{held.session.id}/", held.open_vote()
    assert "0/5 đại biểu đã biểu quyết" in words(chair.get(wall))
    assert "0/5 đại biểu đã biểu quyết" in words(chair.get(f"{wall}tien-do/"))

    vote = actions.close_vote(actor=CHAIR, vote=vote, now=held.now, rules=held.rules)
    assert "Không được thông qua" not in words(chair.get(wall))
    actions.announce_vote(actor=CHAIR, vote=vote, now=held.now)

    assert "Không được thông qua" in words(chair.get(wall))


def test_check_in_code_is_on_the_wall_alone(council, client_of):
    held, desk, delegate, machine = (
        hold_session(opened=False),
        client_of(council),
        client_of(council),
        client_of(council),
    )
    come_in(desk, staff_account("tkbinh", "session_secretary"))
    come_in(delegate, account_of(held.mandates[0], "dbhoa"))
    wall = f"{PAIR}{held.session.id}/"
    _screen, code = invited(held)
    machine.post(PAIR, {"code": code})

    shown = code_on_wall(held.sitting, now=clock.now()).spaced

    assert shown in words(machine.get(wall))
    assert shown in words(machine.get(f"{wall}ma/"))
    assert shown not in words(desk.get(f"/dieu-hanh/{held.session.id}/"))
    assert (delegate.get(wall).status_code, delegate.get(f"{wall}ma/").status_code) == (404, 404)
    assert shown not in words(delegate.get("/phien-hop/"))


def test_desk_makes_codes_lists_and_removes_machines(council, client_of):
    held, desk = hold_session(), client_of(council)
    come_in(desk, staff_account("tkbinh", "session_secretary"))
    address = f"/dieu-hanh/{held.session.id}/man-hinh/"
    assert "Chưa có màn hình nào" in words(desk.get(address))
    assert desk.post(address, {"label": ""}).status_code == 422

    made = words(desk.post(address, {"label": "Màn hành lang"}))
    assert "Mã ghép cho Màn hành lang" in made
    screen = WallScreen.objects.get()
    assert desk.post(f"{address}{screen.id}/go/").status_code == 302

    screen.refresh_from_db()
    assert screen.removed_by is not None
    assert "Chưa có màn hình nào" in words(desk.get(address))


def test_scene_is_chosen_at_the_desk_and_by_nobody_else(council, client_of):
    held, desk, delegate = hold_session(), client_of(council), client_of(council)
    come_in(desk, staff_account("tkbinh", "session_secretary"))
    come_in(delegate, account_of(held.mandates[0], "dbhoa"))
    address = f"/dieu-hanh/{held.session.id}/canh/"

    assert delegate.post(address, {"scene": "waiting"}).status_code == 403
    assert desk.post(address, {"scene": "film"}).status_code == 404
    assert chosen_scene(held.session) is Scene.AUTO
    assert desk.post(address, {"scene": "waiting"}).status_code == 302

    assert chosen_scene(held.session) is Scene.WAITING
