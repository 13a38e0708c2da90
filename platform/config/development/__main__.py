"""`python3 dev VERB` ends here, inside the virtual environment."""

import errno
import importlib
import sys

from config.development.trouble import Trouble


def main(arguments: list[str]) -> int:
    """Run a verb and return the exit code; what a person can mend is told in one line, with code 2."""
    verb, *rest = arguments
    try:
        code: int = importlib.import_module(f"config.development.verbs.{verb}").main(rest)
    except Trouble as trouble:
        return _tell(str(trouble))
    except OSError as failure:
        if failure.errno == errno.ENOSPC:
            return _tell("the disk is full")
        if isinstance(failure, PermissionError):
            return _tell(str(failure))
        raise
    except KeyboardInterrupt:
        return 130
    return code


def _tell(words: str) -> int:
    print(f"dev: {words}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
