"""Turns a zip of parts (DOCX, OFD) into their bytes, within limits that keep a small file from becoming a huge one."""

import io
import zipfile
import zlib
from types import TracebackType
from typing import Self

from policies.reading.sources.errors import DamagedSourceError, OversizedSourceError, ProtectedSourceError

_MOST_ENTRIES = 5_000
_MOST_BYTES = 256_000_000
_MOST_RATIO = 200  # of the whole file; Word's XML seldom shrinks to a thirtieth
_RATIO_FROM = 16_000_000


class Archive:
    """Parts by their names. `kind` names the format in messages. Raises a `SourceError` for what is no sound zip."""

    def __init__(self, data: bytes, *, kind: str) -> None:
        self.kind = kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedSourceError(kind) from error
        self._sizes = {one.filename: one for one in self._zip.infolist()}
        whole = sum(one.file_size for one in self._sizes.values())
        crammed = whole > _RATIO_FROM and whole > _MOST_RATIO * len(data)
        if len(self._zip.infolist()) > _MOST_ENTRIES or whole > _MOST_BYTES or crammed:
            raise OversizedSourceError(kind)
        self._folded = {name.lower(): name for name in self._sizes}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._sizes)

    def get(self, name: str) -> bytes | None:
        """A part's bytes, None when there is none of that name; capitals do not count, as makers mix them."""
        own = self._folded.get(name.lstrip("/").lower())
        if own is None:
            return None
        entry = self._sizes[own]
        if entry.flag_bits & 1:
            raise ProtectedSourceError(self.kind)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedSourceError(self.kind)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(entry.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError) as error:
            raise DamagedSourceError(self.kind) from error
        if len(data) > entry.file_size:
            raise OversizedSourceError(self.kind)
        return data
