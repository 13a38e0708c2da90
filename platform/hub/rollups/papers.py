"""docs/figures.md, written from the declarations."""

from hub.rollups import sqltext
from hub.rollups.declaration import Measure, declared

HEAD = """# Figures

Written by `python3 dev docs` from the rooms `measures`; do not edit. Each figure is counted by triggers
in the writer's own transaction and equals a full count of the council's rows in the same snapshot.
"""


def figures() -> str:
    """Return the text of docs/figures.md."""
    return "\n".join([HEAD, *(_section(measure) for measure in declared())])


def _section(measure: Measure) -> str:
    outside = ", ".join(measure.told) or "the total only"
    lines = [
        f"## `{measure.name}`: {measure.label}",
        "",
        *([str(measure.description), ""] if measure.description else []),
        "| what | is |",
        "|---|---|",
        f"| unit | {measure.unit} |",
        f"| counted rows | `{measure.model}` where `{sqltext.condition(measure)}` |",
        *([f"| adds | `{measure.adds}` of each row |"] if measure.adds else []),
        f"| by | {', '.join(measure.dimensions) or 'the council alone'} |",
        f"| day | {_days(measure)} |",
        *([f"| small counts | withheld below {measure.suppress_below} |"] if measure.suppress_below else []),
        f"| may leave the council | {outside if measure.served else 'nothing'} |",
        f"| rule | {measure.source_rule} |",
        "",
    ]
    return "\n".join(lines)


def _days(measure: Measure) -> str:
    if not measure.stands:
        return f"`{measure.day}`"
    return f"stands from `{measure.day}` " + (f"to `{measure.until}`, both included" if measure.until else "on")
