"""Turns the parts for footnotes, endnotes and comments into what the text's references lead to."""

from dataclasses import dataclass

from lxml import etree

from policies.reading.sources.characters import raised
from policies.reading.sources.docx.formats import numeral
from policies.reading.sources.docx.names import VAL, W
from policies.reading.sources.docx.package import Part
from policies.reading.sources.docx.styles import number_of


@dataclass(frozen=True, slots=True)
class Comment:
    author: str
    text: str


class Notes:
    """Bodies of footnotes and endnotes, numbered as their references come."""

    def __init__(self, main: Part) -> None:
        self._bodies: dict[tuple[str, str], etree._Element] = {}
        self._marks: dict[tuple[str, str], str] = {}
        self._counts = {"footnote": 0, "endnote": 0}
        self._forms = {"footnote": "decimal", "endnote": "lowerRoman"}
        for kind in self._counts:
            part = main.related(f"{kind}s")
            for body in part.root.iter(f"{W}{kind}") if part else ():
                if body.get(f"{W}type") in (None, "normal"):
                    self._bodies[kind, body.get(f"{W}id", "")] = body
        settings = main.related("settings")
        for root in (settings.root if settings else None, main.root):
            self._read_forms(root)

    def _read_forms(self, root: etree._Element | None) -> None:
        if root is None:
            return
        for kind in self._forms:
            for properties in root.iter(f"{W}{kind}Pr"):
                form, start = properties.find(f"{W}numFmt"), properties.find(f"{W}numStart")
                if form is not None:
                    self._forms[kind] = form.get(VAL, "decimal")
                if start is not None:
                    self._counts[kind] = number_of(start.get(VAL), 1) - 1

    @property
    def referred(self) -> list[etree._Element]:
        """The bodies whose marks were asked for."""
        return [self._bodies[key] for key in self._marks if key in self._bodies]

    def body(self, key: tuple[str, str]) -> etree._Element | None:
        return self._bodies.get(key)

    def mark(self, key: tuple[str, str]) -> str:
        """The reference as printed, the same each time it is asked for."""
        if key not in self._marks:
            self._counts[key[0]] += 1
            self._marks[key] = raised(numeral(self._counts[key[0]], self._forms[key[0]]))
        return self._marks[key]


def read_comments(main: Part) -> dict[str, Comment]:
    """Comments by id, their paragraphs on one line."""
    part = main.related("comments")
    found = {}
    for element in part.root.iter(f"{W}comment") if part else ():
        text = " ".join(
            filter(None, ("".join(t.text or "" for t in p.iter(f"{W}t")).strip() for p in element.iter(f"{W}p")))
        )
        found[element.get(f"{W}id", "")] = Comment(element.get(f"{W}author", "")[:40], text)
    return found
