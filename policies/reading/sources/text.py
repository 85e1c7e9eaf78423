"""Turns the bytes of a .txt or .md file into lines: decoded, without the marks of Markdown, with page numbers where form feeds stand."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from policies.grammar.said import said
from policies.reading.lines import Line
from policies.reading.sources.characters import printed
from policies.reading.sources.errors import BinarySourceError, EmptySourceError, EncodingSourceError
from policies.reading.sources.formulas import without_formulas
from policies.reading.sources.spacing import without_spacing

_MAGIC = (
    (b"%PDF", said("PDF 文档")),
    (b"%!PS", said("PostScript 文档")),
    (b"PK\x03\x04", said("压缩包或 Office 文档")),
    (b"\xd0\xcf\x11\xe0", said("旧版 Office 文档")),
    (b"\x89PNG", said("PNG 图片")),
    (b"\xff\xd8\xff", said("JPEG 图片")),
    (b"GIF8", said("GIF 图片")),
    (b"II*\x00", said("TIFF 图片")),
    (b"MM\x00*", said("TIFF 图片")),
    (b"\x1f\x8b", said("gzip 压缩包")),
    (b"Rar!", said("RAR 压缩包")),
    (b"7z\xbc\xaf", said("7z 压缩包")),
    (b"\x7fELF", said("程序文件")),
    (b"MZ\x90", said("程序文件")),
    (b"{\\rtf", said("RTF 文档")),
)
_SAMPLE = 1 << 16
_ALLOWED_CONTROL = frozenset("\n\r\t\f\v\x1a\x85")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})(?:\s+|(?=[^#\s]))")
_TRAILING_HASHES = re.compile(r"\s+#{1,6}\s*$")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1")
_AFTER_BOLD = re.compile(
    "(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])\x00 (?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])|\x00"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|])")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_RULE = re.compile(r"^\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_GRID_TAG = re.compile(r"</?(?:table|tr|td|th|thead|tbody)\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|br|div|span|center|b|i|u|strong|em|font|sup|sub|h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)


def read_lines(data: bytes) -> list[Line]:
    """All lines, blank ones too, numbered as the source numbers them. Raises a `SourceError` for what is no text."""
    return without_spacing(list(split_lines(decode(data))))


def decode(data: bytes) -> str:
    """The text of UTF-8, UTF-16 or GB18030 bytes, with or without byte order mark; a cut last character is dropped."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise EmptySourceError
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise BinarySourceError(kind)
    text = _decoded(data)
    _refuse_binary(text)
    if not text.strip("\ufeff\u3000 \t\r\n\f\v\x00"):
        raise EmptySourceError
    return text


def _decoded(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", errors="replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    wide = _utf16_order(data)
    if wide:
        return data.decode(wide, errors="replace")
    for encoding in ("utf-8", "gb18030"):
        text = _strict(data, encoding)
        if text is not None and (encoding == "utf-8" or _plausible(text)):
            return text
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") * 200 < len(text) and _plausible(text):
            return text
    if b"\x00" in data[:_SAMPLE]:
        raise BinarySourceError(said("二进制文件"))
    raise EncodingSourceError


def _strict(data: bytes, encoding: str) -> str | None:
    """None when the bytes break the encoding anywhere but in a cut last character."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(data, final=False)
    except UnicodeDecodeError:
        return None


def _utf16_order(data: bytes) -> str | None:
    """Line ends, spaces and digits of UTF-16 leave zero bytes at every odd (or even) place and hardly any at the other."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for order, many, few in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if many > 20 * few:
            text = sample[: len(sample) // 2 * 2].decode(order, errors="replace")
            if _plausible(text):
                return order
    return None


def _plausible(text: str) -> bool:
    """Mostly Han characters, their punctuation and ASCII: what a gazette is made of."""
    sample = text[:_SAMPLE]
    common = sum(
        "\u4e00" <= c <= "\u9fff"
        or " " <= c <= "~"
        or "\u3000" <= c <= "\u303f"
        or "\uff00" <= c <= "\uffef"
        or c in "\n\r\t\f"
        for c in sample
    )
    return common * 10 >= len(sample) * 8


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE]
    control = sum(unicodedata.category(c) == "Cc" and c not in _ALLOWED_CONTROL for c in sample)
    if control * 50 > len(sample):
        raise BinarySourceError(said("二进制文件"))


def split_lines(text: str) -> Iterator[Line]:
    """Lines split at line feeds only, so that their numbers agree with any editor's; pages are counted from form feeds."""
    paged = "\f" in text
    page = 1
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")
    for number, raw in enumerate(text.split("\n"), 1):
        if raw.startswith("\f"):
            page += 1
        plain, mark = plain_line(raw.replace("\f", "").replace("\v", ""))
        yield Line(number, plain, page if paged else None, mark)
        page += raw.count("\f") - raw.startswith("\f")


def plain_line(raw: str) -> tuple[str, int]:
    """A line without Markdown's marks, and how many # it opened with. Table rows keep theirs, the grid reader needs them."""
    text = printed(raw).rstrip()
    text = without_formulas(text)
    if "\t" in text or _GRID_TAG.search(text) or text.count("|") >= 2:
        return text, 0
    if _RULE.match(text):
        return "", 0
    text = _QUOTE.sub("", text)
    heading = _HEADING.match(text)
    mark = len(heading[1]) if heading else 0
    if heading:
        text = _TRAILING_HASHES.sub("", text[heading.end() :])
    text = _TAG.sub("", _AFTER_BOLD.sub("", _BOLD.sub("\\2\x00", text)))
    return _ESCAPE.sub(r"\1", text).rstrip(), mark
