"""Films of an item, as the office puts them up."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from council.sessions import actions
from council.sessions.actions.films import Reel
from council.sessions.models import AgendaItem, Film, Visibility
from kernel import clock, files
from tests.factories.actors import actor_with
from tests.kernel.files import media

OFFICE = actor_with("office_staff")
HOST = "phim.example.vn"


def stored_film(name: str = "phong-su.mp4", data: bytes | None = None) -> Any:
    upload = SimpleUploadedFile(name, data or media.film())
    return files.store(actor=OFFICE, upload=upload, kinds=files.FILMS, limit_bytes=10**7)


def make_film(item: AgendaItem, state: str = "released", *, address: str = "", **changes: Any) -> Film:
    """Return a film of an item in a state."""
    reel = Reel(
        title=changes.pop("title", "Phóng sự về đường liên xã"),
        file=None if address else changes.pop("file", None) or stored_film(),
        address=address,
        visibility=changes.pop("visibility", Visibility.INTERNAL),
    )
    film = actions.add_film(actor=OFFICE, item=item, reel=reel, hosts=[HOST])
    if state != "held":
        film = actions.release_film(actor=OFFICE, film=film, now=clock.now())
    if state == "recalled":
        film = actions.recall_film(actor=OFFICE, film=film, reason="Nhầm bản", now=clock.now())
    return film
