"""Opens the parts of an OFD: paths relative to the part that names them, elements by their plain names."""

import posixpath
from collections.abc import Iterable, Iterator

from lxml import etree

from policies.reading.sources.archive import Archive
from policies.reading.sources.errors import DamagedSourceError
from policies.reading.sources.xml import parse_xml

KIND = "OFD "
_ROOT = "ofd.xml"


def is_ofd(names: Iterable[str]) -> bool:
    return any(name.lower().lstrip("/") == _ROOT for name in names)


class Package:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def root(self) -> etree._Element:
        root = self.tree("OFD.xml")
        if root is None:
            raise DamagedSourceError(KIND)
        return root

    def tree(self, path: str) -> etree._Element | None:
        """The part's tree, None when there is no such part. Raises `DamagedSourceError` for one that is no XML."""
        data = self.archive.get(path)
        return None if data is None else parse_xml(data, kind=KIND)

    def data(self, path: str) -> bytes | None:
        return self.archive.get(path)


def beside(part: str, location: str) -> str:
    """Where a location leads that is written in a part: from the package's root with a slash, else from the part's folder."""
    location = location.strip().replace("\\", "/")
    if location.startswith("/"):
        return posixpath.normpath(location).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), location)).lstrip("/")


def name_of(element: etree._Element) -> str:
    """An element's name without its namespace: makers use two of them."""
    return etree.QName(element).localname


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return (child for child in (element if element is not None else ()) if name_of(child) == name)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return next(children(element, name), None)


def text_of(element: etree._Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""
