"""Apart: answers, errors and endings of programs that read hostile files, each in a process of its own."""

import os
import sys
import threading
from types import ModuleType

import pytest

from kernel import apart
from tests.testbed.waiting import eventually, is_alive

pytestmark = pytest.mark.unit

PROGRAM = """
import os
import signal
import time

CPU_S = 5
MEMORY = 400 * 1024 * 1024
asked = []


def main(what, *more):
    asked.append(what)
    return globals()[what](*more)


def told(word):
    return {"word": word, "asked": len(asked), "house": "kernel" in __import__("sys").modules}


def secrets():
    return dict(os.environ)


def process():
    return [os.getpid(), os.getppid()]


def stumble():
    raise KeyError("a part that is missing")


def eat():
    return len(bytearray(10**9))


def sleep():
    time.sleep(60)


def vanish():
    os.kill(os.getpid(), signal.SIGKILL)


def kill_the_server():
    os.kill(os.getppid(), signal.SIGKILL)


def long():
    return "ấ" * 3_000_000
"""


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "program.py"
    path.write_text(PROGRAM)
    module = ModuleType("program")
    module.__file__ = str(path)
    return module


def test_answers_come_from_a_fork_that_forgets(program):
    first, second = (apart.ask(program, "told", "Điều 1", within_s=20) for _ in range(2))

    assert first == second == {"word": "Điều 1", "asked": 1, "house": False}


def test_one_server_answers_all_questions_and_is_not_this_process(program):
    (one, server), (other, same) = (apart.ask(program, "process", within_s=20) for _ in range(2))

    assert one != other
    assert server == same != os.getpid()


def test_no_secret_of_the_environment_goes_over(program, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for a hostile file")

    assert "SECRET_KEY" not in apart.ask(program, "secrets", within_s=20)


def test_an_error_is_told_by_its_name(program):
    with pytest.raises(apart.Failed, match="KeyError"):
        apart.ask(program, "stumble", within_s=20)


@pytest.mark.parametrize(("what", "within_s"), [("eat", 20), ("sleep", 1), ("vanish", 20)])
def test_what_goes_beyond_its_bounds_is_ended_and_the_next_is_answered(program, what, within_s):
    with pytest.raises(apart.Overdone):
        apart.ask(program, what, within_s=within_s)

    assert apart.ask(program, "told", "tiếp", within_s=20)["word"] == "tiếp"


def test_a_server_that_was_killed_is_started_again(program):
    _, first = apart.ask(program, "process", within_s=20)
    apart.ask(program, "kill_the_server", within_s=20)

    _, second = apart.ask(program, "process", within_s=20)

    assert second != first


def test_long_answers_come_whole(program):
    assert apart.ask(program, "long", within_s=20) == "ấ" * 3_000_000


def test_questions_of_many_threads_get_their_own_answers(program):
    answers: dict[int, str] = {}

    def ask(number: int) -> None:
        answers[number] = apart.ask(program, "told", str(number), within_s=20)["word"]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == {number: str(number) for number in range(12)}


def test_a_server_ends_with_the_one_who_asks(program, tmp_path):
    import subprocess

    asker = tmp_path / "asker.py"
    asker.write_text(
        "import importlib.util, os, sys\n"
        "from types import ModuleType\n"
        "from kernel import apart\n"
        f"program = ModuleType('program'); program.__file__ = {program.__file__!r}\n"
        "print(apart.ask(program, 'process', within_s=20)[1], flush=True)\n"
        "os._exit(0)\n"
    )
    env = {"PYTHONPATH": os.pathsep.join(sys.path)}

    done = subprocess.run([sys.executable, str(asker)], env=env, capture_output=True, text=True, check=True, timeout=30)

    server = int(done.stdout)
    eventually(lambda: not is_alive(server))
    assert server != os.getpid()
