"""What a reading process leaves in its folder for the one that started it: the record with its pictures, or why there is none."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policies.grammar.said import said_from
from policies.reading.codec import to_json
from policies.reading.sources.errors import SourceError, source_error
from policies.reading.sources.source import Picture

_RECORD, _ERROR, _PICTURES = "record.json", "error.json", "pictures"


def leave_record(folder: Path, record: object, pictures: Sequence[Picture]) -> None:
    """`record` by the codec; each picture's bytes in a file called by its number."""
    (folder / _PICTURES).mkdir()
    for picture in pictures:
        (folder / _PICTURES / str(picture.number)).write_bytes(picture.data)
    _write(folder / _RECORD, to_json(record))


def leave_error(folder: Path, error: SourceError) -> None:
    _write(folder / _ERROR, {"code": error.code, "message": to_json(error.args[0])})


def take_record(folder: Path) -> dict[str, Any]:
    """The record as the codec wrote it. Raises the `SourceError` that was left instead, or `FileNotFoundError`."""
    if (folder / _ERROR).exists():
        told = json.loads((folder / _ERROR).read_text(encoding="utf-8"))
        raise source_error(str(told["code"]), said_from(told["message"]))
    data: dict[str, Any] = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    return data


def picture_file(folder: Path, number: int) -> Path:
    return folder / _PICTURES / str(number)


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8", errors="replace")
