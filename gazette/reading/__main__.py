"""Reads one file in a process of its own: `python -m gazette.reading FILE FOLDER --kind issue --name 公报.pdf`.

FOLDER then holds what `handover.py` says. Pages that take long are told of on the descriptor in PROGRESS_FD.
"""

import argparse
import os
from pathlib import Path

from gazette.reading.handover import leave_error, leave_record
from gazette.reading.issue import read_issue_source
from gazette.reading.single import read_document_source
from policies.reading.sources import progress
from policies.reading.sources.budget import allow_pages
from policies.reading.sources.errors import SourceError
from policies.reading.sources.opening import open_source

# What each kind of reading is made by, of an opened source.
READERS = {"issue": read_issue_source, "document": read_document_source}


def main() -> None:
    asked = _asked()
    descriptor = int(os.environ.get("PROGRESS_FD", "-1"))
    if descriptor >= 0:
        progress.listen(lambda done, total: _tell(descriptor, done, total))
    if asked.most_pages:
        allow_pages(asked.most_pages)
    try:
        source = open_source(asked.file.read_bytes(), name=asked.name)
        record = READERS[asked.kind](source)
    except SourceError as error:
        leave_error(asked.folder, error)
    else:
        leave_record(asked.folder, record, source.pictures)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="gazette.reading")
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=sorted(READERS), default="issue")
    parser.add_argument("--name", default="")
    parser.add_argument("--most-pages", type=int)
    return parser.parse_args()


def _tell(descriptor: int, done: int, total: int) -> None:
    os.write(descriptor, f"{done} {total}\n".encode())


if __name__ == "__main__":
    main()
