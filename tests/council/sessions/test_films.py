"""Films in the place of reading aloud: put up, released, seen by whom they are meant for, played in parts."""

from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from council.roles import Role
from council.sessions import actions
from council.sessions.actions import film_refusals, refusals
from council.sessions.actions.films import Reel
from council.sessions.models import AgendaItem, Film, Sitting, Visibility
from council.sessions.queries import get_hall
from council.sessions.queries.films import get_film, get_public_film, list_films
from kernel import clock
from kernel.access import NotPermitted, StepNotAllowed
from kernel.files.models import StoredFile
from kernel.refusal import NotFound
from tests.factories.actors import EVERY_ROLE, actor_with
from tests.factories.browsers import browser_of
from tests.factories.films import HOST, OFFICE, make_film, stored_film
from tests.factories.halls import hold_session
from tests.factories.sessions import make_item, make_session, make_sitting
from tests.kernel.accounts.browsers import words
from tests.kernel.files import media
from tests.testbed.queries import cost_of

CONF = "config.urls_council"
LINK = f"https://{HOST}/duong-lien-xa.mp4"
DELEGATE = actor_with(Role.DELEGATE)
NO_CLOSED = actor_with(Role.COMMITTEE_MEMBER)


@pytest.fixture
def item(council) -> AgendaItem:
    return make_item(make_session("in_progress"))


def to_closed_sitting(item: AgendaItem) -> None:
    sitting = make_sitting(item.session)
    Sitting.objects.filter(pk=sitting.pk).update(
        kind="closed", closed_on_request_of="standing_committee", closed_document="3/NQ"
    )
    AgendaItem.objects.filter(pk=item.pk).update(sitting=sitting)
    item.refresh_from_db()


def is_seen(actor, film: Film) -> bool:
    try:
        found = get_film(actor, film.pk)
    except NotFound:
        found = None
    assert (found in list_films(actor, film.item)) is (found is not None)
    return found is not None


def is_public(film: Film) -> bool:
    try:
        return get_public_film(film.pk) == film
    except NotFound:
        return False


def test_a_film_is_the_offices_until_it_is_released(item) -> None:
    film = make_film(item, "held", visibility=Visibility.PUBLIC)
    assert (is_seen(OFFICE, film), is_seen(DELEGATE, film), is_public(film)) == (True, False, False)

    actions.release_film(actor=OFFICE, film=film, now=clock.now())
    assert (is_seen(OFFICE, film), is_seen(DELEGATE, film), is_public(film)) == (True, True, True)

    actions.recall_film(actor=OFFICE, film=film, reason="Sai số liệu", now=clock.now())
    assert (is_seen(OFFICE, film), is_seen(DELEGATE, film), is_public(film)) == (False, False, False)
    assert StoredFile.objects.get(pk=film.file_id).state == "withdrawn"


PUBLIC_CASES = [
    (session, item, visibility, sitting)
    for session, item, visibility, sitting in product(
        ("planned", "convened", "in_progress", "closed"),
        ("on_agenda", "withdrawn"),
        ("internal", "public", "closed"),
        ("open", "closed"),
    )
]


def test_everybody_sees_only_public_films_of_public_items(council) -> None:
    seen = {}
    for case in PUBLIC_CASES:
        session, state, visibility, sitting = case
        item = make_item(make_session("in_progress"))
        film = make_film(item, visibility=Visibility(visibility))
        if sitting == "closed":
            to_closed_sitting(item)
        AgendaItem.objects.filter(pk=item.pk).update(state=state)
        type(item.session).objects.filter(pk=item.session_id).update(
            state=session, convened_on=None if session == "planned" else clock.today()
        )
        seen[case] = is_public(film)

    shown = {case for case, is_shown in seen.items() if is_shown}
    assert shown == {(session, "on_agenda", "public", "open") for session in ("convened", "in_progress", "closed")}


def test_a_closed_film_is_for_those_who_sit_behind_closed_doors(item) -> None:
    chosen = make_film(item, visibility=Visibility.CLOSED)
    later = make_film(item, visibility=Visibility.INTERNAL)
    assert (is_seen(DELEGATE, chosen), is_seen(NO_CLOSED, chosen), is_seen(NO_CLOSED, later)) == (True, False, True)

    to_closed_sitting(item)
    assert (is_seen(DELEGATE, later), is_seen(NO_CLOSED, later)) == (True, False)
    public = make_film(item, visibility=Visibility.PUBLIC)
    assert public.visibility == Visibility.CLOSED


def test_nobody_but_the_office_puts_up_releases_or_takes_back(item) -> None:
    file, film = stored_film(), make_film(item, "held")
    for role in set(EVERY_ROLE) - {Role.OFFICE_STAFF, Role.OFFICE_CHIEF}:
        actor = actor_with(role)
        with pytest.raises(NotPermitted):
            actions.add_film(actor=actor, item=item, reel=Reel("Phim", file), hosts=[])
        with pytest.raises(NotPermitted):
            actions.release_film(actor=actor, film=film, now=clock.now())
        with pytest.raises(NotPermitted):
            actions.recall_film(actor=actor, film=film, reason="Nhầm", now=clock.now())
    film.refresh_from_db()
    assert (film.state, Film.objects.count()) == ("held", 1)


def test_a_film_is_a_file_or_a_trusted_link_and_comes_while_the_agenda_is_open(item) -> None:
    def add(reel: Reel, hosts=(HOST,)) -> None:
        actions.add_film(actor=OFFICE, item=item, reel=reel, hosts=hosts)

    for reel in (Reel("Không có gì"), Reel("Cả hai", stored_film(), LINK)):
        with pytest.raises(film_refusals.FileOrLink):
            add(reel)
    for address in ("https://evil.example.vn/a.mp4", LINK.replace("https", "http")):
        with pytest.raises(film_refusals.LinkNotTrusted):
            add(Reel("Lạ", address=address))
    with pytest.raises(film_refusals.LinkNotTrusted):
        add(Reel("Không cho phép", address=LINK), hosts=[])
    type(item.session).objects.filter(pk=item.session_id).update(state="closed")
    with pytest.raises(refusals.AgendaFixed):
        add(Reel("Muộn", address=LINK))
    assert Film.objects.count() == 0


def test_steps_are_taken_once_and_a_reason_is_given(item) -> None:
    film = make_film(item)
    with pytest.raises(StepNotAllowed):
        actions.release_film(actor=OFFICE, film=film, now=clock.now())
    with pytest.raises(refusals.ReasonMissing):
        actions.recall_film(actor=OFFICE, film=film, reason=" ", now=clock.now())
    actions.recall_film(actor=OFFICE, film=film, reason="Nhầm", now=clock.now())
    with pytest.raises(StepNotAllowed):
        actions.recall_film(actor=OFFICE, film=film, reason="Nhầm", now=clock.now())


# --- the pages -------------------------------------------------------------------------------------


def address(name, *arguments):
    return reverse(f"sessions:{name}", CONF, [getattr(each, "id", each) for each in arguments])


def test_office_puts_up_a_film_releases_it_and_everybody_plays_it_in_parts(council, client_of, item) -> None:
    staff, reader = browser_of(council, Role.OFFICE_STAFF), client_of(council)
    public_page = reverse("sessions_public:detail", CONF, [item.session_id])
    upload = SimpleUploadedFile("phong-su.mp4", media.film())

    answer = staff.post(
        address("add_film", item), {"title": "Đường <liên> xã", "file": upload, "visibility": "public"}, follow=True
    )
    film = Film.objects.get()
    assert "Đã thêm phim; phát hành để đại biểu xem được." in words(answer)
    assert address("film", film) in answer.content.decode()
    public_film = reverse("sessions_public:film", CONF, [film.id])
    assert public_film not in reader.get(public_page).content.decode()
    assert reader.get(public_film).status_code == 404

    staff.post(address("release_film", film))
    page = reader.get(public_page)
    assert f'src="{public_film}"' in page.content.decode()
    assert "Đường &lt;liên&gt; xã" in page.content.decode()
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    part = reader.get(public_film, headers={"range": "bytes=4-11"})
    assert (part.status_code, b"".join(part), part.headers["Content-Type"]) == (206, media.film()[4:12], "video/mp4")
    assert reader.get(address("film", film)).status_code == 302

    staff.post(address("recall_film", film), {"reason": "Sai số liệu"})
    assert reader.get(public_film).status_code == 404
    assert staff.get(address("film", film)).status_code == 404


def test_what_is_no_film_or_too_large_is_refused_beside_the_file(council, item, settings) -> None:
    staff = browser_of(council, Role.OFFICE_STAFF)
    typed = {"title": "Phim", "visibility": "internal"}
    for name, data, sentence in (
        ("a.mp4", b"<script>alert(1)</script>" * 20, "Nội dung tệp không phải là MP4"),
        ("a.pdf", b"%PDF-1.7", "Chỉ nhận tệp: MP4, WebM."),
        ("toi-mat.mp4", media.film(), "độ mật"),
        ("a.webm", media.webm() + b"\x00" * 1024 * 1024, "Tệp quá lớn"),
    ):
        settings.FILM_MEGABYTES = 1
        answer = staff.post(address("add_film", item), {**typed, "file": SimpleUploadedFile(name, data)})
        assert (answer.status_code, sentence in words(answer)) == (422, True), name
        assert 'value="Phim"' in answer.content.decode()
    answer = staff.post(address("add_film", item), typed)
    assert "Chọn một tệp phim hoặc ghi một liên kết" in words(answer)
    assert (Film.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_link_plays_only_under_a_policy_that_names_its_host(council, item, settings) -> None:
    staff = browser_of(council, Role.OFFICE_STAFF)
    assert 'name="address"' not in staff.get(address("add_film", item)).content.decode()

    settings.FILM_HOSTS = [HOST]
    strict = staff.get(address("item", item)).headers["Content-Security-Policy"]
    typed = {"title": "Phim", "visibility": "internal"}
    refused = staff.post(address("add_film", item), {**typed, "address": "https://evil.example.vn/a.mp4"})
    assert "thuộc trang phim mà hệ thống cho phép" in words(refused)
    staff.post(address("add_film", item), {**typed, "address": f"https://{HOST}/xem?so=1&tap=2"})
    page = staff.get(address("item", item))
    assert f'href="https://{HOST}/xem?so=1&amp;tap=2"' in page.content.decode()
    assert page.headers["Content-Security-Policy"] == strict
    assert staff.get(address("film", Film.objects.get())).status_code == 404

    staff.post(address("add_film", item), {**typed, "address": LINK})
    page = staff.get(address("item", item))
    assert f'src="{LINK}"' in page.content.decode()
    assert page.headers["Content-Security-Policy"] == f"{strict}; media-src 'self' https://{HOST}"


def test_public_page_asks_the_same_for_one_film_and_for_many(council, client_of, item) -> None:
    reader, page = client_of(council), reverse("sessions_public:detail", CONF, [item.session_id])
    make_film(item, visibility=Visibility.PUBLIC)
    once = cost_of(reader, page)
    for _number in range(3):
        make_film(item, visibility=Visibility.PUBLIC)

    assert cost_of(reader, page) == once


def test_screen_of_the_hall_offers_the_films_of_its_matter_to_who_may_see_them(council) -> None:
    held = hold_session(delegates=1, items=2)
    closed = make_film(held.items[0], visibility=Visibility.CLOSED)
    kept = make_film(held.items[0], "held", visibility=Visibility.INTERNAL)
    own, fetched = reverse("sessions:hall", CONF), address("hall_films", held.session)
    delegate, outside = browser_of(council, Role.DELEGATE), browser_of(council, Role.COMMITTEE_MEMBER)

    page = delegate.get(own).content.decode()
    assert (address("film", closed) in page, fetched in page, address("film", kept) in page) == (True, True, False)
    assert address("film", closed) in delegate.get(fetched).content.decode()
    for asked in (own, fetched):
        assert address("film", closed) not in outside.get(asked).content.decode()

    actions.recall_film(actor=OFFICE, film=closed, reason="Nhầm", now=clock.now())
    assert "<video" not in delegate.get(fetched).content.decode()
    open_to_all = make_film(held.items[1])
    assert address("film", open_to_all) not in delegate.get(fetched).content.decode()


def test_screens_fetch_the_films_anew_only_when_those_of_the_matter_change(council) -> None:
    held = hold_session(delegates=1, items=2)

    def mark() -> str:
        return get_hall(OFFICE, held.session, now=held.now, rules=held.rules).films_mark

    marks = [mark()]
    film = make_film(held.items[0])
    marks.append(mark())
    make_film(held.items[1])
    marks.append(mark())
    actions.recall_film(actor=OFFICE, film=film, reason="Nhầm", now=clock.now())
    marks.append(mark())
    AgendaItem.objects.filter(pk=held.items[0].pk).update(state="noted")
    marks.append(mark())
    AgendaItem.objects.filter(pk=held.items[1].pk).update(state="noted")

    first, second = (str(item.id) for item in held.items)
    assert [*marks, mark()] == ["", f"{first}-1-1", f"{first}-1-1", f"{first}-1-0", f"{second}-1-1", "none"]
