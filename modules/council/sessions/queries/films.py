"""Who may see which film. The one place where it is decided, for pages and files."""

from uuid import UUID

from django.db.models import Q, QuerySet

from council.sessions.models import AgendaItem, CouncilSession, Film, SittingKind, Visibility
from council.sessions.permissions import Can
from council.sessions.queries.sessions import get_public_session
from council.sessions.workflow import FilmState, ItemState
from kernel.access import Actor, may
from kernel.refusal import NotFound

OF_CLOSED = Q(visibility=Visibility.CLOSED) | Q(item__sitting__kind=SittingKind.CLOSED)


def list_films(actor: Actor, item: AgendaItem) -> list[Film]:
    """Return the films of an item that the actor may see, in the order in which they were added."""
    return list(_shown_to(actor).filter(item=item).order_by("id"))


def list_films_to_play(actor: Actor, item: AgendaItem) -> list[Film]:
    """Return the released films of an item that the actor may see: what a screen of the hall offers."""
    return list(_shown_to(actor).filter(item=item, state=FilmState.RELEASED).order_by("id"))


def list_once_released(session: CouncilSession) -> list[Film]:
    """Return the films of a session that were released, those taken back since included; for no one in particular."""
    return list(Film.objects.filter(item__session=session, released_at__isnull=False).only("item_id", "state"))


def get_film(actor: Actor, film_id: UUID) -> Film:
    """Return one film.

    :raises NotFound: there is none, it was taken back, or the actor may not see it.
    """
    film = _shown_to(actor).filter(id=film_id).first()
    if film is None:
        raise NotFound()
    return film


def list_public_films(session: CouncilSession) -> list[Film]:
    """Return the released public films of a session that everybody may know of. The caller got it from a query."""
    public = Film.objects.filter(item__session=session, state=FilmState.RELEASED, visibility=Visibility.PUBLIC)
    public = public.exclude(item__state=ItemState.WITHDRAWN).exclude(OF_CLOSED)
    return list(public.select_related("file", "item").order_by("id"))


def get_public_film(film_id: UUID) -> Film:
    """Return a film that everybody may see.

    :raises NotFound: there is none, it is internal or not released, or its session or item is not public.
    """
    session_id = Film.objects.filter(id=film_id).values_list("item__session_id", flat=True).first()
    if session_id is None:
        raise NotFound()
    public = list_public_films(get_public_session(session_id))
    film = next((each for each in public if each.id == film_id), None)
    if film is None:
        raise NotFound()
    return film


def _shown_to(actor: Actor) -> QuerySet[Film]:
    """Return the films that stand: to the office all, to the others what is released, closed ones to few."""
    films: QuerySet[Film] = Film.objects.exclude(state=FilmState.RECALLED)
    films = films.select_related("file", "item__session__term", "item__sitting")
    if not may(actor, Can.READ):
        return films.none()
    if may(actor, Can.ADD_PAPER):
        return films
    films = films.filter(state=FilmState.RELEASED)
    return films if may(actor, Can.READ_CLOSED) else films.exclude(OF_CLOSED)
