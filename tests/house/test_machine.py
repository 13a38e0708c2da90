"""Nothing in the repository knows on which machine it was written or from where packages come."""

import re

import pytest

from tests.house.source import all_files, shown

pytestmark = pytest.mark.unit

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npm" + "js.org",
    "proxy.golang" + ".org",
    "registry" + ".yarnpkg.com",
)
_TOPS = ("wor" + "k", "ro" + "ot", "ho" + "me/\\w+", "Use" + "rs/\\w+")
MACHINE_PATHS = re.compile(rf"(?<![\w./-])/(?:{'|'.join(_TOPS)})/")


def traces(text: str) -> list[str]:
    """Return the registry hosts and machine paths in a text."""
    return [host for host in REGISTRIES if host in text] + MACHINE_PATHS.findall(text)


def test_no_file_names_a_registry_or_a_machine_path():
    found = {shown(path): traces(path.read_bytes().decode("utf-8", "replace")) for path in all_files()}

    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "text",
    ["index = https://pypi" + ".org/simple", "open('/wor" + "k/main/x')", "cd /ro" + "ot/hdnd", "/ho" + "me/lan/hdnd"],
)
def test_the_checker_sees_a_trace(text):
    assert len(traces(text)) == 1


@pytest.mark.parametrize("text", ["modules/work/x", "/workspace/", "/var/lib/hdnd", "https://hdnd.example/ro" + "ot/x"])
def test_the_checker_lets_other_paths_be(text):
    assert traces(text) == []
