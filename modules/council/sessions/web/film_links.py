"""Films that lie elsewhere play on a page only if its policy names their hosts."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse

from council.sessions.models import Film
from kernel.ui.security import let_media_in


def let_films_play(response: HttpResponse, films: Iterable[Film]) -> HttpResponse:
    """Return the page with the policy under which its films play: that of every page when none lies elsewhere."""
    return let_media_in(response, settings.FILM_HOSTS) if any(film.plays for film in films) else response
