"""Which files of tests a round of `dev test` need not even load: their text says that nothing in them is asked for.

Loading takes both rounds longer than choosing among what was loaded. A file of which this is not sure is loaded.
"""

import re

OF_A_WHOLE_FILE = r"^pytestmark = .*\bpytest\.mark\.{}\b"


def is_needless(text: str, chosen: str) -> bool:
    """Tell whether no test of a file can be chosen by an expression of marks (pytest's ``-m``)."""
    if chosen == "unit":
        return "mark.unit" not in text
    left_out = re.findall(r"\bnot (\w+)", chosen) if re.fullmatch(r"not \w+( and not \w+)*", chosen) else []
    return any(re.search(OF_A_WHOLE_FILE.format(mark), text, re.MULTILINE) for mark in left_out)
