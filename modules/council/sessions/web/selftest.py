"""The self-test of a device and of the network between it and the server, for whoever looks after the hall's machines.

The browser measures; the server only echoes: over an ordinary answer with its own time, and over a live stream of the
tester's own, so that a proxy that holds streams back is found before the session and not in it.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kernel import clock, limits, live
from kernel.accounts.doors import signed_in
from kernel.refusal import NotFound

ECHOES, WINDOW_SECONDS = 120, 60


@never_cache
@require_GET
@signed_in
def page(request: Any) -> HttpResponse:
    """Show the tests and admit the browser to its own live room."""
    room = _room(request)
    response = render(request, "sessions/selftest.html", {"stream": live.address(room)})
    live.admit(response, request=request, room=room, actor=request.actor)
    return response


@never_cache
@require_POST
@signed_in
def echo(request: Any) -> HttpResponse:
    """Answer with the server's time, and say the given word over the tester's own stream.

    :raises NotFound: the word is none that the page makes.
    :raises TooMany: more than two a second.
    """
    limits.count("sessions.selftest", str(request.actor.account_id), times=ECHOES, seconds=WINDOW_SECONDS)
    try:
        word = UUID(request.POST.get("word", ""))
    except ValueError as error:
        raise NotFound() from error
    room = _room(request)
    live.publish(room, str(word), version=live.next_version(room))
    return JsonResponse({"now": clock.now().isoformat()})


def _room(request: Any) -> str:
    return f"selftest-{request.actor.account_id}"
