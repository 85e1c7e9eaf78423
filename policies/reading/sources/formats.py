"""Tells by a file's first bytes what it seems to be, and which suffix its stored copy gets. The reader decides; this only names."""

from dataclasses import dataclass
from pathlib import PurePath

from policies.grammar.said import said


@dataclass(frozen=True, slots=True)
class Format:
    """`name` as of `Source.format`, "doc" for the old Word format, "" for other archives; `suffix` without its dot."""

    name: str
    suffix: str


HEAD = 4096  # bytes that `seeming_format` looks at

# What the desk's form offers to choose; the bytes decide all the same.
SUFFIXES = (
    *("txt", "md", "html", "htm", "pdf", "docx", "docm", "doc", "wps", "rtf", "ofd"),
    *("png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp"),
)
NAMES = said("文本、Markdown、网页、PDF、Word、WPS、OFD 和扫描图片")

_MAGIC = (
    (b"\x89PNG", Format("image", "png")),
    (b"\xff\xd8\xff", Format("image", "jpg")),
    (b"II*\x00", Format("image", "tif")),
    (b"MM\x00*", Format("image", "tif")),
    (b"GIF8", Format("image", "gif")),
    (b"BM", Format("image", "bmp")),
)
_ZIPPED = {"docx": "docx", "docm": "docx", "ofd": "ofd"}
_OLD = ("doc", "wps", "dot", "wpt")
_PAGES = ("html", "htm", "xhtml")
_PDF_WITHIN = 1024


def seeming_format(head: bytes, *, name: str) -> Format:
    """Of the first `HEAD` bytes; the name tells only what bytes of one kind have in common: Word or OFD, text or page."""
    given = PurePath(name).suffix.lstrip(".").lower()
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format("image", "webp")
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return Format("pdf", "pdf")
    if head.startswith(b"PK\x03\x04"):
        kind = "ofd" if b"OFD.xml" in head else "docx" if b"word/" in head else _ZIPPED.get(given, "")
        return Format(kind, given if _ZIPPED.get(given) == kind and kind else kind or "zip")
    if head.startswith(b"{\\rtf"):
        return Format("doc", "rtf")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return Format("doc", given if given in _OLD else "doc")
    if given in _PAGES or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower() in (b"<!doc", b"<html"):
        return Format("html", "html")
    return Format("text", "md" if given == "md" else "txt")
