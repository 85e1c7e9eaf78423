"""Keeps what was cut out of a source or drawn of it, under names that say which: the same deed again meets its own file."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage

from policies.grammar.said import said
from policies.models import SourceFile
from policies.reading.records import PictureRecord

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


class PictureStorageError(Exception):
    """A picture could not be kept; the message is for the person who sent the file."""


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A kept picture by its name in the media storage; width and height in pixels."""

    name: str
    media_type: str
    width: int
    height: int


def stored_pictures(
    *, pictures: Iterable[PictureRecord], source: SourceFile, reader_version: str
) -> dict[int, StoredPicture]:
    """The pictures that a reading kept, by their numbers in the source."""
    return {
        one.number: StoredPicture(
            picture_name(source=source, reader_version=reader_version, number=one.number, media_type=one.media_type),
            one.media_type,
            one.width,
            one.height,
        )
        for one in pictures
    }


def picture_name(*, source: SourceFile, reader_version: str, number: int, media_type: str) -> str:
    """Where the bytes of a reading's picture lie in the media storage."""
    suffix = _SUFFIXES[media_type]
    return f"pictures/{source.sha256[:2]}/{source.sha256}/{reader_version}/{number}.{suffix}"


def keep(*, name: str, file: Path) -> None:
    """Stores a file under exactly this name, unless it is there. Raises `PictureStorageError`."""
    if default_storage.exists(name):
        return
    try:
        with file.open("rb") as stream:
            saved = default_storage.save(name, File(stream))
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        why = said("磁盘空间不足") if full else said("存储无法写入")
        raise PictureStorageError(said("{why}，图片没有保存；请联系系统管理员处理后重新提交。", why=why)) from error
    if saved != name:
        default_storage.delete(saved)  # someone stored the same picture at the same moment
