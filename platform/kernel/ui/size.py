"""The size of letters that a reader chose: 100, 112 or 125 per cent, kept in a cookie that says nothing else."""

from django.http import HttpRequest

COOKIE = "size"
SIZES = {"md": 100, "lg": 112, "xl": 125}
YEAR_SECONDS = 365 * 24 * 3600


def size_of(request: HttpRequest) -> str:
    """Return the reader's size; whatever is not a size is the normal one."""
    chosen = request.COOKIES.get(COOKIE, "md")
    return chosen if chosen in SIZES else "md"


def next_size(size: str) -> str:
    """Return the size that one more tap on A+ gives; after the largest comes the normal one."""
    names = list(SIZES)
    return names[(names.index(size) + 1) % len(names)]
