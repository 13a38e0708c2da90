"""Where this installation keeps the fonts of official papers; doors pass them to whoever prints."""

from django.conf import settings


def paper_fonts() -> tuple[str, ...]:
    """Return the folders with the fonts of official papers."""
    return tuple(settings.FONT_DIRS)
