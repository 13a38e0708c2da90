"""The browser of the journeys: the system's Chromium, installed by Debian when that is possible."""

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium_or_reason() -> dict[str, str]:
    """Return CHROMIUM (its path), or CHROMIUM_MISSING (why journeys will be skipped)."""
    given = os.environ.get("CHROMIUM")
    found = given or _found() or _installed()
    if found:
        return {"CHROMIUM": found}
    reason = "no Chromium here, and only root on Debian can have it installed: apt-get install chromium"
    print(f"dev test: {reason}; journeys are skipped", flush=True)
    return {"CHROMIUM_MISSING": reason}


def _found() -> str | None:
    return next((path for path in map(shutil.which, NAMES) if path), None)


def _installed() -> str | None:
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        return None
    print("installing Chromium …", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        subprocess.run([apt, *arguments], env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return _found()
