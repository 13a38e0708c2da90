"""The task queue: Celery on Redis, JSON only, nothing acknowledged before it is done.

Two queues: ``default``, and ``control`` whose worker alone logs in as the owner. The classes of
tasks, which keep them in their place, are in ``tenancy.tasks``.
"""

import os

import django
from celery.schedules import crontab
from django.apps import apps
from django.conf import settings
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
if not apps.models_ready:  # the celery command comes here first; Django's own processes by config.apps
    django.setup()

from tenancy.tasks.classes import PlacedCelery

DEFAULT, CONTROL = "default", "control"

app = PlacedCelery("hdnd")
app.conf.update(
    broker_url=settings.REDIS_URL,
    broker_connection_retry_on_startup=True,
    broker_connection_timeout=3,
    # A message whose worker was killed comes back after this; longer than the longest task may last.
    broker_transport_options={
        "visibility_timeout": settings.TASK_SECONDS + 60,
        "socket_keepalive": True,
        "health_check_interval": 30,
    },
    task_queues=[Queue(DEFAULT), Queue(CONTROL)],
    task_default_queue=DEFAULT,
    task_routes={"console.*": {"queue": CONTROL}},
    task_create_missing_queues=False,
    task_serializer="json",
    accept_content=["json"],
    result_backend=None,
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=settings.TASK_SECONDS,
    task_soft_time_limit=settings.TASK_SECONDS - 10,
    # After a commit a request only rings the bell; the sweep finds what a silent Redis missed.
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0.1, "interval_max": 0.1},
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_hijack_root_logger=False,
    enable_utc=True,
    timezone="UTC",
    # What the clock asks for; each expires before it is asked again, so that a stopped worker meets no heap.
    beat_schedule={
        "sweep": {"task": "tenancy.sweep", "schedule": 5.0, "options": {"expires": 5}},
        "tidy": {
            "task": "tenancy.tidy",
            "schedule": crontab(hour=19, minute=30),  # 02:30 in Vietnam
            "options": {"expires": 6 * 3600},
        },
        "recount": {
            "task": "console.recount_fleet",
            "schedule": crontab(hour=20, minute=15),  # 03:15 in Vietnam
            "options": {"expires": 6 * 3600},
        },
        "take_up": {"task": "console.take_up", "schedule": 30.0, "options": {"expires": 30}},
        "fill_pool": {"task": "console.fill_pool", "schedule": 60.0, "options": {"expires": 60}},
        "fold": {"task": "rollups.fold_figures", "schedule": 2.0, "options": {"expires": 2}},
    },
)
app.autodiscover_tasks()
if settings.DEMO_ALLOWED:
    app.autodiscover_tasks(["config.demonstration"])
