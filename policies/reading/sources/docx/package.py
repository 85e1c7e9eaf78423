"""Turns the bytes of a DOCX into its parts: trees, pictures, and which part each relation leads to."""

import posixpath
from functools import cached_property

from lxml import etree

from policies.reading.sources.archive import Archive
from policies.reading.sources.docx.names import PACKAGE, STRICT
from policies.reading.sources.errors import DamagedSourceError
from policies.reading.sources.xml import parse_xml

KIND = "Word "
_LARGEST_XML = 128_000_000


class Part:
    """One XML part with its relations: `targets` by id, names of parts only; what lies outside the file is not among them."""

    def __init__(self, package: "Package", name: str, root: etree._Element) -> None:
        self.package, self.name, self.root = package, name, root

    @cached_property
    def targets(self) -> dict[str, str]:
        return {key: target for key, (_, target) in self._relations.items()}

    def related(self, kind: str) -> "Part | None":
        """The first part of a kind of relation: styles, numbering, footnotes."""
        found = next((target for one, target in self._relations.values() if one == kind), None)
        return self.package.part(found) if found else None

    @cached_property
    def _relations(self) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(self.name)
        return self.package.relations(f"{folder}/_rels/{name}.rels".lstrip("/"), folder)


class Package:
    """Raises a `SourceError` for what is no sound Word file."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def main(self) -> Part:
        relations = self.relations("_rels/.rels", "")
        name = next((target for kind, target in relations.values() if kind == "officeDocument"), "word/document.xml")
        part = self.part(name) or self.part("word/document.xml")
        if part is None:
            raise DamagedSourceError(KIND)
        return part

    def part(self, name: str) -> Part | None:
        data = self.archive.get(name)
        if data is None:
            return None
        if len(data) > _LARGEST_XML:
            raise DamagedSourceError(KIND)
        if b"purl.oclc.org" in data[:4000]:
            for strict, usual in STRICT:
                data = data.replace(strict, usual)
        return Part(self, name, parse_xml(data, kind=KIND))

    def relations(self, name: str, folder: str) -> dict[str, tuple[str, str]]:
        """(kind, target) by id."""
        data = self.archive.get(name)
        if data is None:
            return {}
        found = {}
        for one in parse_xml(data, kind=KIND).iter(f"{PACKAGE}Relationship"):
            target = one.get("Target", "")
            if one.get("TargetMode") != "External" and target:
                path = target if target.startswith("/") else posixpath.join(folder, target)
                kind = one.get("Type", "").rpartition("/")[2]
                found[one.get("Id", "")] = (kind, posixpath.normpath(path).lstrip("/"))
        return found
