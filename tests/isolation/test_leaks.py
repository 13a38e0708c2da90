"""The matrix itself: a view that reaches into another council is caught, in whichever way it leaks."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import path

from config import urls_council
from council.sessions.models import CouncilSession
from council.sessions.queries import get_session
from kernel.accounts.doors import signed_in
from kernel.refusal import NotFound
from tenancy.place import entered
from tests.isolation.digests import Watch
from tests.isolation.objects import body_of
from tests.isolation.routes import Route, routes_of
from tests.isolation.test_routes import expect_nothing, expect_own, expect_untouched
from tests.isolation.worlds import World, make_twin


class Leaky:
    """The product's addresses and one more, whose view each test chooses."""

    urlpatterns: list[Any] = []


@pytest.fixture
def leak(settings, world: World, other_council):
    """Put a leaking view at ``/ro-ri/<session_id>/`` and return its route."""

    def put(act) -> Route:
        @signed_in
        def view(request, session_id):
            with entered(other_council):
                return HttpResponse(act(request, session_id))

        Leaky.urlpatterns = [*urls_council.urlpatterns, path("ro-ri/<uuid:session_id>/", view, name="leak")]
        settings.ROOT_URLCONF = type("LeakyNow", (Leaky,), {})
        return next(route for route in routes_of(settings.ROOT_URLCONF) if route.name == "leak")

    return put


def show(_request, session_id):
    found = CouncilSession.objects.filter(pk=session_id).first()
    if found is None:
        raise NotFound()
    return found.title


def change(_request, session_id):
    CouncilSession.objects.filter(pk=session_id).update(place="Nơi khác")
    raise NotFound()


def confirm(_request, session_id):
    return "" if CouncilSession.objects.filter(pk=session_id).exists() else show(_request, session_id)


@pytest.mark.parametrize(
    ("act", "said"), [(show, "shows another council's"), (change, "get"), (confirm, "leak /ro-ri/")]
)
def test_view_that_shows_changes_or_confirms_a_foreign_object_is_caught(world: World, other_council, leak, act, said):
    keys, route = make_twin(world, other_council, same_keys=False), leak(act)
    watch = Watch(world.council, other_council)

    with pytest.raises(AssertionError, match=said):
        expect_nothing(route, route.at({"session_id": keys[str(world.session.pk)]}), world, watch, body_of(world, {}))


@pytest.mark.parametrize("act", [show, change])
def test_view_that_takes_the_others_row_of_the_same_key_is_caught(world: World, other_council, leak, act):
    make_twin(world, other_council, same_keys=True)
    route, watch = leak(act), Watch(other_council)

    with pytest.raises(AssertionError):
        expect_own(route, route.at({"session_id": str(world.session.pk)}), world, watch, body_of(world, {}))


def test_view_that_keeps_a_foreign_key_is_caught(world: World, other_council, leak):
    def keep(request, session_id):
        with entered(world.council):
            own = get_session(request.actor, session_id)
            CouncilSession.objects.filter(pk=own.pk).update(place=request.POST.get("paper_id", ""))
        return ""

    keys, route = make_twin(world, other_council, same_keys=False), leak(keep)
    watch = Watch(world.council, other_council)

    with pytest.raises(AssertionError, match="takes another council's objects"):
        address, body = route.at({"session_id": str(world.session.pk)}), body_of(world, keys)
        expect_untouched(route, address, world, watch, body, set(keys.values()))
