"""The papers that are drawn from the code: written by `dev docs`, compared by `dev check`.

python -m config.papers           writes them
python -m config.papers --check   names those that differ, exit code 1
"""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django
from django.utils.module_loading import autodiscover_modules

from council.law import paper as law_paper
from council.roles import ROLE_NAMES
from kernel.access import permissions_paper, workflows_paper

ROOT = Path(__file__).resolve().parents[2]
# Rooms that register something when they are imported.
REGISTERING_ROOMS = ("permissions", "workflow", "measures")


def late(module: str, name: str) -> Callable[[], str]:
    """Return a paper whose module may be imported only when the models are there."""
    return lambda: str(getattr(import_module(module), name)())


PAPERS: dict[str, Callable[[], str]] = {
    "docs/law.md": law_paper.render,
    "docs/permissions.md": lambda: permissions_paper(ROLE_NAMES),
    "docs/workflows.md": workflows_paper,
    "docs/figures.md": late("hub.rollups.papers", "figures"),
    "docs/api-fields.md": late("gateway.fields", "paper"),
    "graphql/gateway/sdl/central.graphql": late("gateway.papers", "central"),
    "graphql/gateway/sdl/portal.graphql": late("gateway.papers", "portal"),
    "graphql/gateway/sdl/promised.txt": late("gateway.promises", "promised"),
    "graphql/gateway/sdl/province.graphql": late("gateway.papers", "province"),
    "graphql/gateway/operations/register.txt": late("gateway.papers", "register"),
}


def drawn() -> dict[Path, str]:
    """Return the text of each paper by its place in the checkout."""
    for room in REGISTERING_ROOMS:
        autodiscover_modules(room)
    return {ROOT / name: draw().rstrip() + "\n" for name, draw in PAPERS.items()}


def outdated(papers: dict[Path, str]) -> list[Path]:
    """Return the places at which something else stands."""
    return [place for place, text in papers.items() if not place.exists() or place.read_text("utf-8") != text]


def main(arguments: list[str]) -> int:
    """Write the papers, or only compare them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    papers = drawn()
    changed = outdated(papers)
    for place in changed:
        sys.stdout.write(f"{place.relative_to(ROOT)} {'differs from the code' if arguments else 'written'}\n")
    if arguments:
        return 1 if changed else 0
    for place in changed:
        place.write_text(papers[place], "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
