"""Takes uploads to disk, never to memory, and stops what is too large or finds no room; the form says why."""

import errno
import zipfile
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest

from gazette.services.importing.unpacking import Opener, UnpackingError, files_in_zip
from policies.grammar.said import said

TOO_LARGE, NO_ROOM = "too-large", "no-room"
_KEY = "gazette.refused_uploads"


def refused_uploads(request: HttpRequest) -> list[tuple[str, str]]:
    """(file name, `TOO_LARGE` or `NO_ROOM`) of the uploads in this request that were not taken."""
    refused: list[tuple[str, str]] = request.META.get(_KEY, [])
    return refused


def is_zip(file: "UploadedFile[Any]") -> bool:
    """An archive of files, by its name: Word files are zips too."""
    return (file.name or "").lower().endswith(".zip")


def handed_in(files: "Sequence[UploadedFile[Any]]", stack: ExitStack) -> dict[str, Opener]:
    """The files by name, zips unfolded; `stack` keeps the zips open. Raises `UnpackingError`."""
    found: dict[str, Opener] = {}
    for position, file in enumerate(files, 1):
        if is_zip(file):
            try:
                archive = stack.enter_context(zipfile.ZipFile(file))
            except (zipfile.BadZipFile, OSError, ValueError) as error:
                raise UnpackingError(said("《{name}》不是能打开的压缩包。", name=file.name)) from error
            found |= files_in_zip(archive)
        else:
            name = file.name or str(position)
            found[name if name not in found else f"{position}/{name}"] = partial(_reopened, file)
    return found


def _reopened(file: "UploadedFile[Any]") -> BinaryIO:
    """A copy of the upload's handle: whoever closes it leaves the upload open."""
    return Path(file.temporary_file_path()).open("rb")  # type: ignore[attr-defined]


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Counts bytes as they come: what passes the cap is thrown away at once."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any) -> None:  # noqa: N803
        self._whole_too_large = content_length > settings.UPLOAD_MAX_REQUEST_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self._taken = 0
        super().new_file(*args, **kwargs)
        if self._whole_too_large:
            self._refuse(TOO_LARGE)
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._taken += len(raw_data)
        if self._taken > settings.UPLOAD_MAX_BYTES:
            self._refuse(TOO_LARGE)
            raise SkipFile
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            self._refuse(NO_ROOM)
            raise SkipFile from error

    def _refuse(self, why: str) -> None:
        assert self.request is not None
        self.request.META.setdefault(_KEY, []).append((self.file_name or "", why))
