"""Reads what an OFD's pages refer to by number: fonts, pictures, drawings used more than once."""

import posixpath
from dataclasses import dataclass, field

from lxml import etree

from policies.reading.sources.ofd.package import Package, beside, child, children, text_of

_BOLD = ("bold", "black", "heavy", "simhei", "黑", "小标宋", "大标宋", "粗")


@dataclass(slots=True)
class Resources:
    """`bold` fonts, `media` parts and `drawings` by their numbers."""

    bold: set[str] = field(default_factory=set)
    media: dict[str, str] = field(default_factory=dict)
    drawings: dict[str, etree._Element] = field(default_factory=dict)

    def add(self, package: Package, part: str) -> None:
        """Takes in what one resource part declares; a part that is not there declares nothing."""
        root = package.tree(part)
        if root is None:
            return
        base = root.get("BaseLoc", "")
        folder = beside(part, posixpath.join(base, "x")) if base else part
        for group in root:
            for one in children(group, "Font"):
                self._add_font(one)
            for one in children(group, "MultiMedia"):
                self.media[one.get("ID", "")] = beside(folder, text_of(child(one, "MediaFile")))
            for one in children(group, "CompositeGraphicUnit"):
                self.drawings[one.get("ID", "")] = one

    def _add_font(self, font: etree._Element) -> None:
        names = (font.get("FontName", "") + font.get("FamilyName", "")).lower()
        if font.get("Bold", "").lower() in ("true", "1") or any(word in names for word in _BOLD):
            self.bold.add(font.get("ID", ""))
