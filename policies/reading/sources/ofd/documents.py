"""Reads what an OFD package is made of: its documents, each with its pages, templates and resources."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from policies.reading.sources.budget import check_pages
from policies.reading.sources.ofd.package import Package, beside, child, children, text_of
from policies.reading.sources.ofd.pages import PageReader, sides_of
from policies.reading.sources.ofd.resources import Resources
from policies.reading.sources.pictures import Shelf


@dataclass(frozen=True, slots=True)
class OfdDocument:
    """`pages` are the parts of its pages in order; `marked` whether seals or notes lie over them."""

    reader: PageReader
    pages: tuple[str, ...]
    marked: bool


def documents_of(package: Package, shelf: Shelf) -> Iterator[OfdDocument]:
    """All documents of the package in order. Raises `DamagedSourceError` for parts that are no XML."""
    for body in children(package.root(), "DocBody"):
        part = beside("OFD.xml", text_of(child(body, "DocRoot")))
        root = package.tree(part)
        if root is not None:
            yield _document(package, root, part, shelf, signed=child(body, "Signatures") is not None)


def _document(package: Package, root: etree._Element, part: str, shelf: Shelf, *, signed: bool) -> OfdDocument:
    common = child(root, "CommonData")
    resources = Resources()
    for name in ("PublicRes", "DocumentRes"):
        for one in children(common, name):
            resources.add(package, beside(part, text_of(one)))
    templates = {}
    for one in children(common, "TemplatePage"):
        tree = package.tree(beside(part, one.get("BaseLoc", "")))
        if tree is not None:
            templates[one.get("ID", "")] = tree
    pages = tuple(beside(part, page.get("BaseLoc", "")) for page in children(child(root, "Pages"), "Page"))
    reader = PageReader(package, resources, templates, sides_of(child(common, "PageArea")), shelf)
    check_pages(len(pages))
    return OfdDocument(reader, pages, signed or child(root, "Annotations") is not None)
