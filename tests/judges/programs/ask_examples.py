"""Run by the judges' own Python: asks every query of a client that ariadne-codegen generated, and prints the answers.

``python ask_examples.py FOLDER URL HOST KEY VARIABLES``: FOLDER holds the package ``client``.
"""

import inspect
import json
import sys
from typing import Any

import httpx


def main(folder: str, url: str, host: str, key: str, variables: str) -> None:
    """Ask every query and print what came, by the name of the query."""
    sys.path.insert(0, folder)
    from client import Client

    known: dict[str, Any] = json.loads(variables)
    headers = {"Host": host, "Authorization": f"Bearer {key}"}
    client = Client(url=url, http_client=httpx.Client(headers=headers))
    told = {}
    for name, query in vars(Client).items():
        if inspect.isfunction(query):
            wanted = {each: known[each] for each in inspect.signature(query).parameters if each in known}
            told[name] = getattr(client, name)(**wanted).model_dump(mode="json")
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
