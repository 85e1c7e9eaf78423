"""Turns a file's bytes into a `Source` by the reader of its format. The bytes tell the format, the name only what plain text is."""

import io
import zipfile

from policies.reading.sources.docx.reader import is_docx, read_docx
from policies.reading.sources.errors import LegacySourceError, ProtectedSourceError
from policies.reading.sources.html.reader import read_html
from policies.reading.sources.html.tree import is_html
from policies.reading.sources.markdown import is_markdown, read_markdown
from policies.reading.sources.ofd.package import is_ofd
from policies.reading.sources.ofd.reader import read_ofd
from policies.reading.sources.pdf.reading import is_pdf, read_pdf
from policies.reading.sources.scan.images import is_image
from policies.reading.sources.scan.reader import read_image
from policies.reading.sources.source import Source
from policies.reading.sources.text import read_lines

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_source(data: bytes, *, name: str = "") -> Source:
    """Raises a `SourceError` for what can't be read."""
    if data.startswith(_ZIP):
        names = _entries(data)
        if is_docx(names):
            return read_docx(data)
        if is_ofd(names):
            return read_ofd(data)
    if data.startswith(_OLE):
        raise ProtectedSourceError("Office ") if _ENCRYPTED in data else LegacySourceError
    if is_pdf(data):
        return read_pdf(data)
    if is_image(data):
        return read_image(data)
    if is_html(data, name=name):
        return read_html(data)
    if is_markdown(name):
        return read_markdown(data)
    return Source("text", tuple(read_lines(data)))


def _entries(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return []
