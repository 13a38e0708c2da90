"""`dev`: installs once, says in one line what is wrong, and knows nothing but the standard library."""

import ast
import importlib.machinery
import importlib.util
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from config.development.ports import free_port

ROOT = Path(__file__).resolve().parents[2]


def load(root: Path) -> ModuleType:
    """Load the bootstrap as if it stood in another folder."""
    loader = importlib.machinery.SourceFileLoader("bootstrap", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("bootstrap", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    module.ROOT, module.VENV, module.MODULES = root, root / ".venv", root / "node_modules"
    module.PYTHON = module.VENV / "bin" / "python"
    return module


@pytest.fixture
def bootstrap(tmp_path: Path) -> ModuleType:
    """The bootstrap in a folder with lock files, whose commands are noted instead of run."""
    module = load(tmp_path)
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-node.lock", "package-lock.json"):
        (tmp_path / name).write_text(name)
    module.commands = []
    os.chdir(tmp_path)

    def note(command: list[str], what: str) -> None:
        module.commands.append(what)
        module.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        module.PYTHON.touch()
        if "front-end" in what:
            module.MODULES.mkdir(exist_ok=True)

    module.run = note
    yield module
    os.chdir(ROOT)


def dev(*arguments: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_", "REDIS_"))}
    return subprocess.run(
        [sys.executable, str(ROOT / "dev"), *arguments],
        cwd=cwd, env={**clean, **(env or {})}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip


def assert_one_line(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("dev: ")
    assert done.stderr.count("\n") == 1
    for word in words:
        assert word in done.stderr


def test_bootstrap_imports_only_the_standard_library() -> None:
    tree = ast.parse((ROOT / "dev").read_text("utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}

    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
    assert (ROOT / "dev").stat().st_mode & stat.S_IXUSR


def test_second_start_installs_nothing(bootstrap: ModuleType) -> None:
    for _ in range(2):
        bootstrap.install_python(bootstrap.RUN)
        bootstrap.install_node(develop=False)

    assert [what.split(" (")[0] for what in bootstrap.commands] == [
        "the virtual environment", "the Python packages", "the front-end packages",
    ]  # fmt: skip


@pytest.mark.parametrize("lock", ["requirements-dev.lock", "requirements-node.lock"])
def test_both_halves_of_a_lock_are_the_whole_and_each_package_keeps_its_hashes(
    bootstrap: ModuleType, lock: str
) -> None:
    whole = (ROOT / lock).read_text()
    (bootstrap.ROOT / lock).write_text(whole)
    bootstrap.VENV.mkdir()

    parts = [part.read_text() for part in bootstrap.halves(lock)]

    assert sorted(line for part in parts for line in part.splitlines()) == sorted(whole.splitlines())
    for package in re.findall(r"(?m)^\S.*(?:\n\s.*)+", whole):
        assert sum(package in part for part in parts) == 1


def test_changed_lock_is_installed_again(bootstrap: ModuleType) -> None:
    bootstrap.install_python(bootstrap.RUN)
    bootstrap.install_node(develop=False)
    (bootstrap.ROOT / "requirements.lock").write_text("changed")
    (bootstrap.ROOT / "package-lock.json").write_text("changed")
    bootstrap.commands.clear()

    bootstrap.install_python(bootstrap.RUN)
    bootstrap.install_node(develop=False)

    assert bootstrap.commands == ["the Python packages", "the front-end packages"]


def test_what_was_installed_for_tests_serves_the_product_but_not_the_reverse(bootstrap: ModuleType) -> None:
    bootstrap.install_python(bootstrap.RUN)
    bootstrap.install_node(develop=False)
    bootstrap.commands.clear()

    bootstrap.install_python(bootstrap.DEVELOP)
    bootstrap.install_node(develop=True)
    assert bootstrap.commands == ["the Python packages", "the front-end packages"]

    bootstrap.install_python(bootstrap.RUN)
    bootstrap.install_node(develop=False)
    assert len(bootstrap.commands) == 2


def test_half_made_environment_is_made_again(bootstrap: ModuleType) -> None:
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()

    bootstrap.install_python(bootstrap.RUN)

    assert bootstrap.commands[0].startswith("the virtual environment")


def test_linked_environment_is_left_alone(bootstrap: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    bootstrap.VENV.symlink_to(tmp_path / "elsewhere")
    bootstrap.MODULES.symlink_to(tmp_path / "elsewhere")

    bootstrap.install_python(bootstrap.DEVELOP)
    bootstrap.install_node(develop=True)

    assert bootstrap.commands == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "WARNING: Retrying\nERROR: No matching distribution found for django",
            "ERROR: No matching distribution found",
        ),
        ("strange words", "strange words"),
        ("", "no reason given"),
    ],
)
def test_failed_command_is_told_in_one_line(tmp_path: Path, said: str, told: str) -> None:
    module = load(tmp_path)

    with pytest.raises(module.Trouble, match=told) as trouble:
        module.run(["sh", "-c", 'printf "%s" "$0"; exit 1', said], "the Python packages")

    assert "\n" not in str(trouble.value)
    assert "is there a network?" in str(trouble.value)


def test_full_disk_while_installing(tmp_path: Path) -> None:
    module = load(tmp_path)

    with pytest.raises(OSError, match="No space left"):
        module.run(["sh", "-c", "echo ERROR: [Errno 28] No space left on device; exit 1"], "the Python packages")


def test_alone_lists_its_verbs() -> None:
    done = dev()

    assert done.returncode == 0
    for verb in ("up", "test", "check", "docs", "bench", "shell", "council", "fleet", "database"):
        assert f"\n  {verb} " in done.stdout


def test_every_verb_has_its_module() -> None:
    found = {file.stem for file in (ROOT / "platform" / "config" / "development" / "verbs").glob("*.py")}

    assert found - {"__init__"} == set(load(ROOT).VERBS)


def test_unknown_verb() -> None:
    assert_one_line(dev("dance"), "unknown verb 'dance'")


def test_works_from_any_folder(tmp_path: Path) -> None:
    assert_one_line(dev("database", cwd=tmp_path), "usage: python3 dev database prepare")


REFUSED = "postgresql://somebody:hidden@127.0.0.1:1/hdnd"
THREE = {"DATABASE_URL": REFUSED, "DATABASE_OWNER_URL": REFUSED, "DATABASE_READER_URL": REFUSED}


@pytest.mark.parametrize("verb", ["up", "shell"])
@pytest.mark.parametrize(
    ("env", "words"),
    [
        (THREE, ("DATABASE_URL", "refused")),
        ({**THREE, "DATABASE_URL": "mysql://a/b"}, ("DATABASE_URL must look like postgresql://",)),
        ({"DATABASE_URL": REFUSED}, ("DATABASE_OWNER_URL is not set", "dev database prepare")),
        ({"REDIS_URL": "redis://:hidden@127.0.0.1:1/0", **THREE}, ("_URL", "refused")),
        ({"REDIS_URL": "http://nowhere", **THREE}, ("_URL",)),
    ],
)
def test_wrong_address_is_one_line(tmp_path: Path, verb: str, env: dict[str, str], words: tuple[str, ...]) -> None:
    done = dev(verb, env={**env, "RUN_DIR": str(tmp_path), "PORT": str(free_port())})

    assert_one_line(done, *words)
    assert "hidden" not in done.stderr


def test_wrong_administrator_is_one_line(tmp_path: Path) -> None:
    done = dev("database", "prepare", env={"DATABASE_ADMIN_URL": REFUSED, "RUN_DIR": str(tmp_path)})

    assert_one_line(done, "DATABASE_ADMIN_URL", "refused")


def test_word_that_up_does_not_know_is_one_line(tmp_path: Path) -> None:
    assert_one_line(dev("up", "--full", env={"RUN_DIR": str(tmp_path)}), "usage:", "dev up [--empty]")


@pytest.mark.parametrize("port", ["x", "0", "65536", "-1", "80.5", ""])
def test_no_port_is_one_line(tmp_path: Path, port: str) -> None:
    assert_one_line(dev("up", env={"PORT": port, "RUN_DIR": str(tmp_path)}), "PORT must be a number")


def test_taken_port_is_one_line_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = dev("up", env={"PORT": str(port), "RUN_DIR": str(tmp_path / "run")})

    assert_one_line(done, f"port {port} is taken")
    assert not (tmp_path / "run").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    assert_one_line(dev("database", "prepare", env={"RUN_DIR": str(tmp_path / "run")}), "Permission denied")


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 8 MB, open to PostgreSQL's account: its first files do not fit."""
    mount = shutil.which("mount")
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        options = ["-t", "tmpfs", "-o", "size=8m,mode=755", "tmpfs", folder]
        if not mount or subprocess.run([mount, *options], capture_output=True, check=False).returncode:
            pytest.skip("only root may mount a small disk")
        yield Path(folder)
        subprocess.run(["umount", folder], check=True)


def test_full_disk_is_one_line(small_disk: Path) -> None:
    assert_one_line(dev("database", "prepare", env={"RUN_DIR": str(small_disk)}), "the disk is full")
