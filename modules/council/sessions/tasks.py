"""Background work: an engine listens to recordings, one portion after the other; old rehearsals are wiped at night."""

import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from celery import shared_task
from django.conf import settings

from council.events.sessions import ListeningAsked
from council.rulebook.queries import load_rules
from council.sessions import actions
from council.sessions.models import Listening
from council.sessions.queries.lawfulness import find_open_steps, rules_of_days
from council.sessions.workflow import ListeningState
from kernel import clock, files, outbox
from kernel.access import Actor
from kernel.transcribing.apart import Portion, Transcriber, listen
from kernel.transcribing.settings import transcriber
from tenancy.postgres.here import here
from tenancy.tasks import CouncilTask
from tenancy.tasks.tidying import nightly

# What a worker needs around the engine's own time: fetching the file, writing down what was heard.
SPARE_S = 60
TELL_EVERY_S = 3


@shared_task(base=CouncilTask, name="sessions.listen", ignore_result=True)
def listen_on(listening_id: str) -> None:
    """Let the engine listen for one portion, and come back while there is more; a second listener does no harm."""
    engine = transcriber()
    listening = actions.begin_portion(listening_id=UUID(listening_id), now=clock.now())
    if listening is None or engine is None:
        return
    portion = _portion(listening, engine)
    listening = actions.end_portion(listening=listening, portion=portion, now=clock.now())
    if listening.state == ListeningState.LISTENING:
        listen_on.delay(listening_id)


@outbox.on(ListeningAsked)
def listen_when_asked(event: ListeningAsked, *, event_id: UUID) -> None:  # noqa: ARG001 -- listening twice does no harm
    """Set the engine to work."""
    listen_on.delay_on_commit(str(event.listening_id))


@nightly
def forget_rehearsals(now: datetime) -> None:
    """Wipe the rehearsals that are older than the council keeps them."""
    rules = load_rules(level=here().tenant.level, at=clock.local_day(now))
    actions.wipe_old_rehearsals(actor=Actor.system("sessions.forget_rehearsals"), now=now, rules=rules)


@nightly
def note_open_steps(now: datetime) -> None:  # noqa: ARG001 -- the session's own days count
    """Note the lawful steps of sessions in which one is still open: days off, rules and plans may have changed."""
    for session in find_open_steps():
        actor = Actor.system("sessions.note_lawful_steps")
        actions.note_lawful_steps(actor=actor, session=session, rules=rules_of_days(session))


def _portion(listening: Listening, engine: Transcriber) -> Portion:
    """Let the engine listen to a copy of the file that nobody else sees."""
    stored, told_at = listening.recording.file, [clock.now()]

    def tell(reached_ms: int) -> None:
        now = clock.now()
        if (now - told_at[0]).total_seconds() >= TELL_EVERY_S:
            told_at[0] = now
            actions.show_progress(listening=listening, reached_ms=reached_ms, now=now)

    with TemporaryDirectory(prefix="hdnd-listen-") as folder:
        copy = Path(folder) / "recording"
        with files.read(stored) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target)
        return listen(
            engine,
            copy,
            content_type=stored.content_type,
            from_ms=listening.reached_ms,
            seconds=max(settings.TASK_SECONDS - SPARE_S, 1),
            tell=tell,
        )
