"""A remote signing service that really runs: the trial service of the development, on a port of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.development.remote_signing import CLIENT, SECRET, Service
from kernel.signing.csc import CloudSigning, Login


@contextmanager
def running(folder: Path) -> Iterator[Service]:
    """Run a service whose keys lie in a folder."""
    service = Service(folder)
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.shutdown()
        service.server_close()
        thread.join()


def client_of(service: Service, *, secret: str = SECRET) -> CloudSigning:
    """Return our client of a service."""
    return CloudSigning(Login(service.url, CLIENT, secret))
