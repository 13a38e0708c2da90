"""A process that has its program in memory and forks for each question; started by ``kernel.apart``.

Run as ``python -I server.py FD PROGRAM`` with FD a socket of packets. Each packet is a question: the arguments as JSON
and one more socket, on which the fork answers ``{"said": …}`` or ``{"failed": "NameOfTheError"}`` and ends. It imports
nothing of the house, and its forks are bounded by the program's own ``CPU_S`` and ``MEMORY`` (bytes).
"""

import importlib.util
import json
import os
import resource
import signal
import socket
import sys
from types import ModuleType
from typing import Any

LONGEST_QUESTION = 64 * 1024


def program_at(path: str) -> ModuleType:
    """Import the program that lies at a path."""
    spec = importlib.util.spec_from_file_location("program", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bound(program: ModuleType, *, within_s: int) -> None:
    """Bound this process's own time and memory; whatever goes beyond them ends it."""
    signal.alarm(within_s)
    resource.setrlimit(resource.RLIMIT_CPU, (program.CPU_S, program.CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (program.MEMORY, program.MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answered(program: ModuleType, arguments: list[str]) -> dict[str, Any]:
    """Return what the program says of a question, or the name of the error that it ended with."""
    try:
        return {"said": program.main(*arguments)}
    except Exception as trouble:  # a parser stumbles over a hostile file in every kind of way
        return {"failed": type(trouble).__name__}


def serve(questions: socket.socket, program: ModuleType) -> None:
    """Fork for each question until nobody is left to ask one."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        packet, descriptors, _flags, _sender = socket.recv_fds(questions, LONGEST_QUESTION, 1)
        if not packet:
            return
        with socket.socket(fileno=descriptors[0]) as asker:
            if os.fork() == 0:
                questions.close()
                question = json.loads(packet)
                bound(program, within_s=question["within_s"])
                asker.sendall(json.dumps(answered(program, question["arguments"])).encode())
                os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), program_at(sys.argv[2]))
