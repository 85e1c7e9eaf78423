"""Stores the bytes of a source file once, by their SHA-256, without holding them in memory."""

import errno
import hashlib
from collections.abc import Iterable

from django.core.files.base import File
from django.db import transaction

from policies.grammar.said import said
from policies.models import SourceFile, User
from policies.reading.sources.formats import HEAD, seeming_format

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


class StorageError(Exception):
    """The file could not be kept; the message is for the person who sent it."""


def store_source(*, file: "File[bytes]", name: str, by: User | None) -> tuple[SourceFile, bool]:
    """The row of these bytes, and whether it is new. Raises `StorageError` when the disk is full or closed."""
    digest = hashlib.sha256()
    size = 0
    for chunk in _chunks(file):
        digest.update(chunk)
        size += len(chunk)
    known = SourceFile.objects.filter(sha256=digest.hexdigest()).first()
    if known and known.file.storage.exists(str(known.file.name)):
        return known, False
    if known:
        _save(known, file)  # the row outlived its bytes: keep them again
        return known, False
    row = SourceFile(sha256=digest.hexdigest(), name=_plain(name), size=size, uploaded_by=by)
    row.format = seeming_format(_head(file), name=row.name).name
    _save(row, file)
    with transaction.atomic():
        found, created = SourceFile.objects.get_or_create(
            sha256=row.sha256,
            defaults={
                "name": row.name,
                "size": size,
                "uploaded_by": by,
                "file": row.file.name,
                "format": row.format,
            },
        )
    if not created:
        row.file.storage.delete(str(row.file.name))  # someone sent the same bytes at the same moment
    return found, created


def _save(row: SourceFile, file: "File[bytes]") -> None:
    file.seek(0)
    try:
        # The stored name is the hash: nothing of the sender's name reaches the file system.
        suffix = seeming_format(_head(file), name=row.name).suffix
        row.file.save(f"{row.sha256}.{suffix}", file, save=row.pk is not None)
    except OSError as error:
        if error.errno in _FULL:
            raise StorageError(said("磁盘空间不足，文件没有保存；请联系系统管理员清理后重新提交。")) from error
        raise StorageError(said("文件无法写入存储；请联系系统管理员检查存储目录后重新提交。")) from error


def _plain(name: str) -> str:
    """The sender's name without its folders and without what can't be shown; its end is kept, the suffix stands there."""
    bare = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable()).strip()
    return bare[-255:] or "无名文件"


def _head(file: "File[bytes]") -> bytes:
    file.seek(0)
    head: bytes = file.read(HEAD)
    file.seek(0)
    return head


def _chunks(file: "File[bytes]") -> Iterable[bytes]:
    file.seek(0)
    return file.chunks()
