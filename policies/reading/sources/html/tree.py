"""Turns the bytes of a web page into its tree, in whatever encoding it says or shows, without what no reader sees."""

import re

from lxml import etree
from lxml import html as markup

from policies.reading.sources.errors import DamagedSourceError, EmptySourceError
from policies.reading.sources.text import decode

KIND = "网页"
_OPENS = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FRAGMENT = re.compile(rb"^\s*<(?:!--|[a-z][a-z0-9]{0,10}\b)", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-z0-9_\-]{2,20})", re.I)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNHEARD_OF = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no tree may hold them
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
# What a page works with, not what it says.
_UNSEEN = (
    *("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "head", "link", "meta"),
    *("button", "select", "input", "textarea", "nav", "dialog", "audio", "video"),
)


def is_html(data: bytes, *, name: str = "") -> bool:
    """Whether the bytes open as a web page; a fragment only where the file's name says so."""
    head = _ascii(data[:6000])
    named = name.lower().endswith((".html", ".htm", ".xhtml", ".shtml"))
    return bool(_OPENS.match(head) or (named and _FRAGMENT.match(head)))


def _ascii(head: bytes) -> bytes:
    """The head without byte order marks and the zero bytes of UTF-16."""
    return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")


def parse(data: bytes) -> tuple[etree._Element, etree._Element | None]:
    """The body without what is unseen, and the head, None where there is none. Raises a `SourceError`."""
    parser = markup.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    text = _UNHEARD_OF.sub("", _DECLARED.sub("", _text(data)))
    try:
        root = markup.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise EmptySourceError from error
    except etree.XMLSyntaxError as error:
        raise DamagedSourceError(KIND) from error
    head, body = root.find("head"), root.find("body")
    body = root if body is None else body
    for element in list(body.iter()):
        if element is not body and _is_unseen(element):
            _drop(element)
    return body, head


def _text(data: bytes) -> str:
    """By byte order mark, by what the page says, else by what its bytes are."""
    said = _CHARSET.search(data[:6000])
    name = said[1].decode().lower() if said else ""
    if name and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("gb18030" if name.startswith("gb") else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _is_unseen(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(element.get("style") or ""))


def _drop(element: etree._Element) -> None:
    """Takes an element out and leaves the text behind it."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
