"""The languages of the words around a council's texts: Vietnamese, and English below ``/en/``.

The address alone decides, never a cookie or the browser: one address is one page, for caches, for search engines
and for whoever is sent the link. Official texts stay Vietnamese in both and say so by ``lang``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

ENGLISH = "en"
ENGLISH_ROOT = f"/{ENGLISH}"


@dataclass(frozen=True)
class Language:
    """One language in which a page can be read; ``path`` is the same page in it."""

    code: str
    name: str
    path: str
    is_current: bool


class PageLanguage:
    """Lets everything below speak the language of the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = ENGLISH if _is_english(request.path_info) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def languages_of(request: HttpRequest) -> list[Language]:
    """Return the languages of a request's page, its query kept; none when it speaks Vietnamese only."""
    is_english = _is_english(request.path_info)
    plain = "/" + request.path_info.removeprefix(ENGLISH_ROOT if is_english else "").lstrip("/")  # never another host's
    if not is_english and not _exists(request, ENGLISH_ROOT + plain):
        return []
    query = request.META.get("QUERY_STRING", "")
    paths = {settings.LANGUAGE_CODE: plain, ENGLISH: ENGLISH_ROOT + plain}
    return [
        Language(code, name, f"{paths[code]}?{query}" if query else paths[code], (code == ENGLISH) is is_english)
        for code, name in settings.LANGUAGES
    ]


def in_page_language(path: str) -> str:
    """Return a Vietnamese path of this host in the language of the page that is being drawn."""
    return ENGLISH_ROOT + path if speaks_english() else path


def speaks_english() -> bool:
    """Whether the page that is being drawn speaks English."""
    return translation.get_language() == ENGLISH


def _is_english(path: str) -> bool:
    return path == ENGLISH_ROOT or path.startswith(f"{ENGLISH_ROOT}/")


def _exists(request: HttpRequest, path: str) -> bool:
    with translation.override(ENGLISH):
        try:
            resolve(path, getattr(request, "urlconf", None))
        except Resolver404:
            return False
    return True
