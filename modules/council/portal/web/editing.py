"""Where the council's own words on the portal are written, looked at and put out."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from council.portal import actions, sheets
from council.portal.models import SINGLE, Kind, PortalText, TextVersion
from council.portal.permissions import Can
from council.portal.queries import texts
from council.portal.web.forms import FORMS, WrittenForm
from council.portal.web.office import office_of
from council.portal.web.steps import buttons_of
from kernel import clock, drafts, files, lists
from kernel.access import may_at_all
from kernel.accounts.doors import carried_out, needs, refusal_to_form
from kernel.accounts.history import list_history
from kernel.files.models import StoredFile
from kernel.files.pictures import cleaned
from kernel.refusal import NotFound
from kernel.richtext import as_html
from kernel.rows import VersionClash

LARGEST_PICTURE = 5 * 1024 * 1024  # bytes
SIDES = (1, 10_000)  # pixels
LIST = lists.declare("portal:texts", _("Cổng thông tin"), sheets.TEXTS)
TOLD = {
    "saved": _("Đã lưu bản thảo. Hãy xem trước rồi gửi duyệt hoặc đăng."),
    "submit": _("Đã gửi duyệt."),
    "return": _("Đã trả lại để sửa."),
    "publish": _("Đã đăng, hoặc đã hẹn giờ đăng."),
    "withdraw": _("Đã rút."),
}
DONE = {
    "portal.begin": _("Bắt đầu soạn"),
    "portal.edit": _("Sửa"),
    "portal.submit": _("Gửi duyệt"),
    "portal.return": _("Trả lại để sửa"),
    "portal.publish": _("Đăng"),
    "portal.withdraw": _("Rút"),
}


@require_safe
@never_cache
@needs(Can.READ_TEXTS)
def index(request: Any) -> HttpResponseBase:
    """List the texts: what is under way first, then what stands on the portal."""
    versions = texts.list_latest_versions(request.actor)
    if LIST.wants_sheet(request):
        return LIST.sheet(request, versions)
    there = {version.text.kind for version in versions}
    page = {
        "versions": versions,
        "listing": LIST.shown(request),
        "missing": [kind for kind in Kind if kind in SINGLE and kind not in there],
        "may_write": may_at_all(request.actor, Can.WRITE),
        "now": clock.now(),
    }
    return render(request, "portal/texts.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.WRITE)
@drafts.keeps_drafts
def begin(request: Any, kind: str) -> HttpResponseBase:
    """Begin a notice, the introduction or the contact.

    :raises NotFound: there is no such kind.
    """
    if kind not in Kind.values:
        raise NotFound()
    chosen = Kind(kind)
    return _writing(
        request, chosen, None, lambda content: actions.begin_text(actor=request.actor, kind=chosen, content=content)
    )


@require_safe
@never_cache
@needs(Can.READ_TEXTS)
def detail(request: Any, text_id: UUID) -> HttpResponse:
    """Show one text: its latest version, what can be done, and what was before."""
    text = texts.get_text(request.actor, text_id)
    versions = list(texts.list_versions(text))
    now = clock.now()
    page = {
        "text": text,
        "version": versions[0],
        "html": as_html(versions[0].body),
        "contact": versions[0].reached_by if text.kind == Kind.CONTACT else None,
        "office": office_of(request.council.level),
        "unit_name": request.council.unit_name,
        "versions": [(version, texts.is_shown(version, now=now), version.waits(now)) for version in versions[:50]],
        "may_write": may_at_all(request.actor, Can.WRITE),
        "buttons": buttons_of(request.actor, versions[0]),
        "history": [(line, DONE.get(line.action, line.action)) for line in list_history(versions[0])],
        "told": TOLD.get(request.GET.get("told", "")),
        "public_path": public_path_of(text),
    }
    return render(request, "portal/text.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.WRITE)
@drafts.keeps_drafts
def edit(request: Any, text_id: UUID) -> HttpResponseBase:
    """Write on the version that is under way, or begin the next one from what stands."""
    text = texts.get_text(request.actor, text_id)
    latest = texts.list_versions(text)[0]

    def save(content: actions.Content) -> TextVersion:
        if not latest.is_working:
            return actions.begin_version(actor=request.actor, text=text, content=content)
        read = int(request.POST.get("version") or 0)
        return actions.edit_version(actor=request.actor, version=latest, read=read, content=content)

    return _writing(request, Kind(text.kind), latest, save)


@require_safe
@never_cache
@needs(Can.READ_TEXTS)
def preview(request: Any, version_id: UUID) -> HttpResponse:
    """Show a version as everybody would see it; nobody else does."""
    version = texts.get_version(request.actor, version_id)
    page = {
        "version": version,
        "html": as_html(version.body),
        "contact": version.reached_by if version.text.kind == Kind.CONTACT else None,
        "office": version.reached_by.office or office_of(request.council.level),
        "unit_name": request.council.unit_name,
        "picture_address": reverse("portal:preview_picture", args=[version.id]),
    }
    return render(request, "portal/preview.html", page)


@require_safe
@needs(Can.READ_TEXTS)
def preview_picture(request: Any, version_id: UUID) -> HttpResponseBase:
    """Give the picture of a version to those who write and approve.

    :raises NotFound: it has none.
    """
    version = texts.get_version(request.actor, version_id)
    if version.picture is None:
        raise NotFound()
    return files.serve(request, version.picture, inline=True)


def public_path_of(text: PortalText) -> str:
    """Return where everybody sees a text."""
    if text.kind == Kind.ANNOUNCEMENT:
        return reverse("portal_public:announcement", args=[text.id])
    return reverse("portal_public:about" if text.kind == Kind.INTRODUCTION else "portal_public:contact")


def _writing(request: Any, kind: Kind, latest: TextVersion | None, save: Any) -> HttpResponseBase:
    """Show the form of a kind, or save what was typed and go to the text."""
    maker = FORMS[kind]
    if request.method != "POST":
        typed = maker.typed_of(latest) if latest else {}
        initial = {**typed, "version": latest.version if latest else 0, **drafts.typed(request)}
        return _form_page(request, kind, latest, maker(initial=initial))
    form = maker(request.POST, request.FILES)
    saved: list[TextVersion] = []

    def keep() -> None:
        with transaction.atomic():  # a refused text leaves no picture behind
            saved.append(save(form.content(_picture(request, form, latest))))

    try:
        if form.is_valid() and carried_out(form, keep):
            return HttpResponseRedirect(f"{reverse('portal:text', args=[saved[0].text_id])}?told=saved")
    except VersionClash as refusal:
        refusal_to_form(form, refusal)
        form.read_again(latest.version if latest else 0)
        return _form_page(request, kind, latest, form, clash=True)
    return _form_page(request, kind, latest, form)


def _picture(request: Any, form: WrittenForm, latest: TextVersion | None) -> StoredFile | None:
    """Return the picture that the version will have: the one sent, none, or the one it has."""
    given = form.cleaned_data
    if given.get("upload"):
        clean = cleaned(given["upload"], limit_bytes=LARGEST_PICTURE, sides=SIDES, field="upload")
        return files.store(
            actor=request.actor,
            upload=clean,
            kinds=files.IMAGES,
            limit_bytes=LARGEST_PICTURE,
            field="upload",
        )
    return None if latest is None or given.get("without_picture") else latest.picture


def _form_page(
    request: Any, kind: Kind, latest: TextVersion | None, form: WrittenForm, *, clash: bool = False
) -> HttpResponse:
    if latest is None or latest.picture is None:
        form.fields.pop("without_picture", None)
    if form.is_bound and request.FILES:
        form.add_error("upload", _("Hãy chọn lại ảnh: trình duyệt không giữ tệp đã chọn."))
    page = {"form": form, "kind": kind, "latest": latest, "stored": latest if clash else None}
    failed = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and form.errors else HTTPStatus.OK
    return render(request, "portal/text_form.html", page, status=HTTPStatus.CONFLICT if clash else failed)
