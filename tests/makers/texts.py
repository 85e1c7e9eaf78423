"""The texts that makers print: the project's own samples, and the shared ones where they stand beside the project."""

import json
from pathlib import Path
from typing import Any

from tests.makers.compositor import compose
from tests.makers.labels import bare, labels_of
from tests.makers.mending import SIDEWAYS
from tests.makers.prints import Print

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"
SAMPLES = ("anlan-2024-3", "linhe-2023-2", "yunxi-2021-11")
CORPUS = ("000", "002", "003")


def named(name: str) -> Print:
    """The print of a text by its name; raises `FileNotFoundError` where the shared texts don't stand."""
    return compose(name, text_file(name).read_text("utf-8"), labels_of(gold(name)))


def text_file(name: str) -> Path:
    folders = [PROJECT / "gazette/samples", PROJECT / "tests/samples", SHARED / "corpus"]
    for folder in folders:
        for path in sorted(folder.glob(f"{name}[._]*")):
            if path.suffix in (".txt", ".md"):
                return path
    raise FileNotFoundError(name)


def gold(name: str) -> dict[str, Any]:
    """The labels of what makers print: without a table that is left out of the print."""
    own = PROJECT / "tests/samples" / f"{name}.json"
    found: dict[str, Any] = json.loads((own if own.exists() else SHARED / "gold" / f"{name}.json").read_text("utf-8"))
    first, last = SIDEWAYS.get(name, (0, 0))
    for document in found["documents"]:
        if document["start_line"] <= first and document["end_line"] >= last - 3 and last:
            for attachment in document["attachments"]:
                attachment["tables"] = []
            document["end_line"] = first - 1
            lines = text_file(name).read_text("utf-8").split("\n")[document["start_line"] - 1 : first - 1]
            printed = bare("".join(lines))
            for key in ("cites", "cites_titles"):
                document[key] = [cited for cited in document[key] if bare(cited) in printed]
    return found
