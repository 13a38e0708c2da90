"""Read by schemathesis: half of its questions for a list name one end of it only, as they must.

Left alone it gives both ends in nearly every question, and so hardly ever reaches a list.
"""

import re
from itertools import count
from typing import Any

import schemathesis

BOTH_ENDS = re.compile(r"(\bfirst: \d+[^(){}]*?\blast: )-?\d+")
BOTH_CURSORS = re.compile(r'(\bafter: "[^"]*"[^(){}]*?\bbefore: )"[^"]*"')
_turns = count()


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: dict[str, Any]) -> None:
    """Leave only one end, and one cursor, in every second question that names both ends."""
    if isinstance(case.body, str) and BOTH_ENDS.search(case.body) and next(_turns) % 2 == 0:
        case.body = BOTH_CURSORS.sub(r"\1null", BOTH_ENDS.sub(r"\1null", case.body))
