"""The failures that people are told about: a stable code for machines, a Vietnamese sentence for people."""

from typing import Any


class Refusal(Exception):
    """An anticipated failure of an action; doors turn it into a form error or an API error.

    ``field`` names the input that the sentence belongs beside, when there is one.
    """

    code = "refused"
    message: Any = ""
    field: str | None = None

    def __init__(self, message: Any = None, *, field: str | None = None) -> None:
        if message is not None:
            self.message = message
        if field is not None:
            self.field = field
        super().__init__(str(self.message))


class NotFound(Refusal):
    """Missing, of another council, or not for this actor: the three look the same from outside."""

    code = "not_found"
