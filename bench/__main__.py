"""``python -m bench [NAME…]``: raise a database, run the benches, write docs/bench.md, fail on a broken bound.

Of benches that were named only their own parts of the paper are written anew; each part says on which day.
"""

import os
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

NAMES = (
    "provisioning",
    "requests",
    "backends",
    "ballots",
    "streams",
    "fleet",
    "sheets",
    "sitting",
    "pack",
    "figures",
    "api",
)
PAPER = Path(__file__).resolve().parents[1] / "docs" / "bench.md"


def main(chosen: list[str]) -> int:
    """Run the chosen benches, or all; return the process's exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from django.db import connections
    from tests.factories.councils import found_standing_councils
    from tests.testbed.database import lower_database, raise_database

    database = f"{connections['owner'].settings_dict['NAME']}_bench"
    raise_database(database)
    found_standing_councils()
    try:
        reports = [_run(name) for name in chosen or NAMES]
    finally:
        lower_database(database)
    known = parts_of(PAPER.read_text("utf-8")) if chosen and PAPER.exists() else {}
    PAPER.write_text(paper_of(known | {report.title: _told(report) for report in reports}), "utf-8")
    return 0 if all(line.holds for report in reports for line in report.lines) else 1


def _run(name: str):
    report = import_module(f"bench.{name}").run()
    print(_told(report), flush=True)
    return report


def _told(report) -> str:
    day = datetime.now(UTC).date().isoformat()
    told = f"## {report.title}\n\n{report.method.strip()}\n\nMeasured on {day}.\n"
    head = f"{told}\n| figure | measured | bound | kept |\n|---|---|---|---|"
    rows = [
        f"| {line.name} | {_number(line.value)}{line.unit} | {line.bound} | {'yes' if line.holds else '**no**'} |"
        for line in report.lines
    ]
    return "\n".join([head, *rows, ""])


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"


def parts_of(paper: str) -> dict[str, str]:
    """Return the parts of a written paper by their titles, in its order."""
    parts = [f"## {part.strip()}\n" for part in paper.split("\n## ")[1:]]
    return {part.splitlines()[0].removeprefix("## "): part for part in parts}


def paper_of(parts: dict[str, str]) -> str:
    """Return the paper with these parts."""
    head = (
        "# Benches\n\nWritten by `python3 dev bench`. Ratios were measured in one run, the two ways in turn; "
        "absolute times belong to one small shared machine and are not to be quoted.\n\n"
    )
    return head + "\n".join(parts.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
