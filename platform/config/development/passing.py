"""Servers for one run of tests or benches, gone afterwards; TEST_DATABASE_URL and its like name others' servers."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.development.servers import running

SERVER_NAMES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_READER_URL", "REDIS_URL")


@contextmanager
def passing_environment(*, durable: bool = False) -> Iterator[dict[str, str]]:
    """Give the environment of a test run: servers that vanish with it, never those of DATABASE_URL.

    ``SERVERS_VANISH`` tells that nothing has to be cleared away.
    ``durable`` keeps the data as safe (and as slow) as in production; for benches.
    """
    given = {name: os.environ[f"TEST_{name}"] for name in SERVER_NAMES if os.environ.get(f"TEST_{name}")}
    with tempfile.TemporaryDirectory(prefix="hdnd-test-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL's account must be able to enter
        with running(folder, given_env=given, throw_away=True, hasty=not durable) as servers:
            yield {
                **{key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_", "REDIS_"))},
                **servers,
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
                "RUN_DIR": str(folder),
                **({} if "DATABASE_URL" in given else {"SERVERS_VANISH": "1"}),
            }
