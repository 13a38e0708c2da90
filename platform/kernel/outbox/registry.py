"""Which events there are, who reacts to them, and who is woken after a commit."""

from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any, TypeVar

from kernel.outbox import wire

Handler = TypeVar("Handler", bound=Callable[..., Any])

# Called after commit with the place's key, so that a worker drains it at once; the sweep would find it anyway.
wakers: list[Callable[[str], None]] = []

_EVENTS: dict[str, type] = {}
_HANDLERS: dict[str, dict[str, Callable[..., Any]]] = {}


def name_of(event_type: type) -> str:
    """Return an event type's name: the last part of its module and its own, such as ``sessions.VoteClosed``."""
    return f"{event_type.__module__.rsplit('.', 1)[-1]}.{event_type.__name__}"


def register(event_type: type) -> str:
    """Make an event type known and return its name.

    :raises TypeError: it is no frozen dataclass, or a field has a type that does not travel.
    :raises ValueError: another type has the same name.
    """
    name = name_of(event_type)
    if _EVENTS.get(name) is event_type:
        return name
    if not is_dataclass(event_type) or not event_type.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise TypeError(f"the event {name} must be a frozen dataclass")
    if name in _EVENTS:
        raise ValueError(f"two event types are called {name}")
    wire.check(event_type)
    _EVENTS[name] = event_type
    return name


def event_type_named(name: str) -> type:
    """Return the event type with a name.

    :raises LookupError: nobody registered it.
    """
    return _EVENTS[name]


def on(event_type: type) -> Callable[[Handler], Handler]:
    """Register a handler ``(event, *, event_id)`` of one event type; it runs once for each event.

    :raises ValueError: a handler of the same name is already there.
    """
    event_name = register(event_type)

    def enter(handler: Handler) -> Handler:
        name = f"{handler.__module__}.{handler.__qualname__}"
        known = _HANDLERS.setdefault(event_name, {})
        if known.get(name, handler) is not handler:
            raise ValueError(f"two handlers of {event_name} are called {name}")
        known[name] = handler
        return handler

    return enter


def handlers_of(event_name: str) -> dict[str, Callable[..., Any]]:
    """Return the handlers of an event by their names, in the order of registration."""
    return dict(_HANDLERS.get(event_name, {}))
