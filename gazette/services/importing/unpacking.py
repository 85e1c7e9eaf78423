"""Finds the files of a folder or a zip by their paths in it, and opens them one at a time."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from django.conf import settings

from policies.grammar.said import said

Opener = Callable[[], BinaryIO]

MOST_FILES = 5_000
_MOST_RATIO = 200


class UnpackingError(Exception):
    """The files can't be taken; the message is for the person who sent them."""


def files_in(folder: Path) -> dict[str, Opener]:
    """Every file below a folder by its path in it; links are not followed."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): _opener(path) for path in found}


def _opener(path: Path) -> Opener:
    return cast(Opener, partial(path.open, "rb"))


def files_in_zip(archive: zipfile.ZipFile) -> dict[str, Opener]:
    """Every file of a zip, whose names may be in GB18030. Raises `UnpackingError` for what passes all measure."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    whole, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_FILES or whole > settings.UPLOAD_MAX_REQUEST_BYTES * 4:
        raise UnpackingError(said("压缩包中的文件太多或太大（{count} 个）；请分成几个提交。", count=len(entries)))
    if whole > 16_000_000 and whole > _MOST_RATIO * max(packed, 1):
        raise UnpackingError(said("压缩包展开后大得不合常理，没有接收。"))
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnpackingError(said("压缩包有密码；请解除密码后再提交。"))
    return {_entry_name(entry): partial(_unpacked, archive, entry) for entry in entries}


def _entry_name(entry: zipfile.ZipInfo) -> str:
    name = entry.filename
    if not entry.flag_bits & 0x800:  # not marked as UTF-8: what Chinese systems wrote in their own code
        try:
            name = name.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = entry.filename
    return str(
        PurePosixPath(*[part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..")])
    )


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> BinaryIO:
    """The entry's bytes in a temporary file; it never grows beyond what the zip's list says of it."""
    target = tempfile.TemporaryFile()  # noqa: SIM115, the caller closes it
    try:
        with archive.open(entry) as packed:
            shutil.copyfileobj(packed, target, 1 << 20)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        target.close()
        raise UnpackingError(said("压缩包中的《{filename}》已损坏，解不开。", filename=entry.filename)) from error
    target.seek(0)
    return target
