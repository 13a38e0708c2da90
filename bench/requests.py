"""What tenancy costs a request: ours against plain Django, in one process, without network.

The same view, asked through WSGI for ten hosts in rotation, runs no, one or five indexed queries by the ORM.
Both sides have Django's usual middleware for security, redirects and CSRF. Plain Django keeps one connection to
the same server, as the owner, who needs no rights, and checks nothing; ours also has the place middleware and
the cached host, moves to the council's schema and role with each request, and stops when the council is not at
work. Twenty requests of one side and twenty of the other are a slice; the figure is the median of fifty slices'
ratios.
"""

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import override_settings
from django.urls import path
from tests.factories.councils import make_council

from bench.measure import Report, ratio_in_turn
from kernel.accounts.models import Account
from tenancy.postgres import ground

HOSTS = 10
REQUESTS = 20
ROUNDS = 50
USUAL = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]


def ours(request: HttpRequest, queries: int) -> HttpResponse:
    """Ask the council's own table."""
    return _asked("default", queries)


def plain(request: HttpRequest, queries: int) -> HttpResponse:
    """Ask a table of the public schema over a plain connection."""
    return _asked("plain", queries)


def _asked(alias: str, queries: int) -> HttpResponse:
    for _ in range(queries):
        Account.objects.using(alias).filter(email="an@example.vn").first()
    return HttpResponse("answered")


urlpatterns = [path("ours/<int:queries>/", ours), path("plain/<int:queries>/", plain)]


def run() -> Report:
    """Measure and compare."""
    report = Report("Tenancy in a request", __doc__ or "")
    hosts = [f"{make_council().subdomain}.localhost" for _ in range(HOSTS)]
    _open_plain_connection()
    with override_settings(ROOT_URLCONF="bench.requests", MIDDLEWARE=["tenancy.middleware.PlaceMiddleware", *USUAL]):
        with_places = WSGIHandler()
    with override_settings(ROOT_URLCONF="bench.requests", MIDDLEWARE=USUAL):
        without = WSGIHandler()
    with override_settings(ROOT_URLCONF="bench.requests", DEBUG=False):
        for queries, bound in ((0, None), (1, 1.35), (5, 1.15)):
            ratio = ratio_in_turn(
                lambda n=queries: _ask(with_places, "ours", hosts, n),
                lambda n=queries: _ask(without, "plain", hosts, n),
                ROUNDS,
            )
            bounds = {} if bound is None else {"at_most": bound}
            report.add(f"{queries} queries: ours against plain", ratio, **bounds)
    return report


def _open_plain_connection() -> None:
    known = ground.owner().settings_dict
    connections.databases["plain"] = {**known, "ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": False}
    connections["plain"].ensure_connection()


def _ask(handler: WSGIHandler, kind: str, hosts: list[str], queries: int) -> None:
    factory = RequestFactory()
    for number in range(REQUESTS):
        host = hosts[number % len(hosts)]
        environ = factory._base_environ(PATH_INFO=f"/{kind}/{queries}/", HTTP_HOST=host)
        answer = handler(environ, lambda status, headers, exc_info=None: None)
        assert answer.status_code == 200
