"""Films of an item: put up, released, played, taken back."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from council.sessions import actions
from council.sessions.actions.films import Reel
from council.sessions.models import AgendaItem, Film, Visibility
from council.sessions.permissions import Can
from council.sessions.queries import get_item
from council.sessions.queries.films import get_film, get_public_film
from council.sessions.web.broadcast import tell_the_hall
from council.sessions.web.film_forms import FilmForm
from council.sessions.web.forms import ReasonForm
from council.sessions.web.hall import rules_of
from council.sessions.web.pages import Sheet, form_page
from kernel import clock, files
from kernel.access import require
from kernel.accounts.doors import carried_out, needs
from kernel.refusal import NotFound
from kernel.ui.confirming import Question, confirm_page
from kernel.ui.forms import typed_in
from kernel.ui.public import public_page

MEGABYTE = 1024 * 1024
_SHOWS_AND_TAKES = require_http_methods(["GET", "HEAD", "POST"])


@_SHOWS_AND_TAKES
@needs(Can.ADD_PAPER)
def add_film(request: Any, item_id: UUID) -> HttpResponseBase:
    """Put a film beside an item's papers."""
    item = get_item(request.actor, item_id)
    require(request.actor, Can.ADD_PAPER, item)
    form = FilmForm(
        typed_in(request), request.FILES or None, limit_megabytes=settings.FILM_MEGABYTES, hosts=settings.FILM_HOSTS
    )
    if form.is_valid() and carried_out(form, lambda: _add(request, item, form)):
        return _back(item, "film")
    form.ask_for_the_file_again()
    note = _("Chỉ văn phòng thấy phim cho đến khi phát hành.")
    back = reverse("sessions:item", args=[item.id])
    return form_page(request, Sheet(_("Thêm phim, phóng sự"), _("Tải lên"), back, item.session, note=note), form)


@require_safe
@needs(Can.READ)
def film(request: Any, film_id: UUID) -> HttpResponseBase:
    """Give a film's bytes, in parts as the player asks for them."""
    return files.serve(request, _file_of(get_film(request.actor, film_id)), inline=True)


@require_safe
@public_page
def public_film(request: Any, film_id: UUID) -> HttpResponseBase:
    """Give the bytes of a film that everybody may see."""
    return files.serve(request, _file_of(get_public_film(film_id)), inline=True)


@_SHOWS_AND_TAKES
@needs(Can.RELEASE)
def release_film(request: Any, film_id: UUID) -> HttpResponseBase:
    """Show a film to whom it is meant for."""
    found = get_film(request.actor, film_id)
    require(request.actor, Can.RELEASE, found.item)
    form = forms.Form(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.release_film(actor=request.actor, film=found, now=clock.now())
    ):
        return _told(request, found.item, "film-released")
    everybody = _("Mọi người xem được “%(title)s” trên trang công khai của kỳ họp.")
    delegates = _("Đại biểu và những người được xem kỳ họp xem được “%(title)s”.")
    few = _("Chỉ người được đọc tài liệu phiên họp kín xem được “%(title)s”.")
    consequences: dict[str, Any] = {Visibility.PUBLIC: everybody, Visibility.CLOSED: few}
    question = Question(
        heading=_("Phát hành phim"),
        verb=_("Phát hành phim"),
        back_href=reverse("sessions:item", args=[found.item_id]),
        consequence=consequences.get(found.visibility, delegates) % {"title": found.title},
    )
    return confirm_page(request, question, form)


@_SHOWS_AND_TAKES
@needs(Can.RELEASE)
def recall_film(request: Any, film_id: UUID) -> HttpResponseBase:
    """Take a film back, with a reason."""
    found = get_film(request.actor, film_id)
    require(request.actor, Can.RELEASE, found.item)
    form = ReasonForm(typed_in(request))
    if form.is_valid() and carried_out(
        form, lambda: actions.recall_film(actor=request.actor, film=found, now=clock.now(), **form.cleaned_data)
    ):
        return _told(request, found.item, "film-recalled")
    question = Question(
        heading=_("Gỡ phim"),
        verb=_("Gỡ phim"),
        back_href=reverse("sessions:item", args=[found.item_id]),
        consequence=_("Không ai xem được “%(title)s” nữa.") % {"title": found.title},
        tone="danger",
    )
    return confirm_page(request, question, form)


def _add(request: Any, item: AgendaItem, form: FilmForm) -> None:
    """Keep the file and enter the film; both vanish together when it is refused."""
    typed, limit = form.cleaned_data, settings.FILM_MEGABYTES * MEGABYTE
    with transaction.atomic():
        stored = None
        if typed["file"]:
            stored = files.store(actor=request.actor, upload=typed["file"], kinds=files.FILMS, limit_bytes=limit)
        reel = Reel(typed["title"], stored, typed.get("address", ""), Visibility(typed["visibility"]))
        actions.add_film(actor=request.actor, item=item, reel=reel, hosts=settings.FILM_HOSTS)


def _file_of(found: Film) -> Any:
    if found.file is None:
        raise NotFound()
    return found.file


def _told(request: Any, item: AgendaItem, told: str) -> HttpResponseRedirect:
    tell_the_hall(item.session, rules=rules_of(request))
    return _back(item, told)


def _back(item: AgendaItem, told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('sessions:item', args=[item.id])}?told={told}#films")
