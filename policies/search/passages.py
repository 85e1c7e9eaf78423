"""Turns the provisions and tables of a version into passages: what is found, shown and led to.

A passage holds consecutive provisions of one text under one heading up to about 800 characters; a longer provision is cut at the ends of
sentences. Of a table, rows stand together under its title and the names of its columns.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from policies.models import PassageKind, Provision, Table, Text, Version

TARGET = 800
_SENTENCE = re.compile(r"[^。；！？]*[。；！？]+[”’）)]*|[^。；！？]+$")
JOINT = " › "


@dataclass
class PassageDraft:
    """`pieces`: [eid, start, end] in `text`, in order."""

    kind: str
    heading: str
    text: str = ""
    pieces: list[tuple[str, int, int]] = field(default_factory=list)

    def add(self, eid: str, text: str) -> None:
        start = len(self.text) + bool(self.text)
        self.text = f"{self.text}\n{text}" if self.text else text
        self.pieces.append((eid, start, start + len(text)))


def version_passages(version: Version) -> list[PassageDraft]:
    """All passages of a version whose texts, provisions, tables and rows are prefetched; the title comes first."""
    drafts = [_title_passage(version)]
    tables = {table.pk: table for table in version.tables.all()}
    for text in version.texts.all():
        drafts += _text_passages(text, tables)
    for table in tables.values():  # those that no provision points to
        drafts += _table_passages(table, "", table.part.title)
    return [draft for draft in drafts if draft.text.strip()]


def _title_passage(version: Version) -> PassageDraft:
    """Title, numbers, issuers, and the titles of the enclosed texts and appendices."""
    document = version.document
    draft = PassageDraft(PassageKind.TITLE, "")
    draft.add("", document.title)
    for number in document.numbers.all():
        draft.add("", number.normalised)
    for link in document.issuer_links.all():
        draft.add("", link.organ.name)
    for text in version.texts.all():
        if text.title:
            draft.add(text.eid, text.title)
    return draft


def _text_passages(text: Text, tables: dict[int, Table]) -> Iterator[PassageDraft]:
    """`tables` loses those that stand in this text."""
    path: list[tuple[int, str]] = []
    draft = PassageDraft(PassageKind.TEXT, text.title)
    for provision in text.provisions.all():
        table = tables.pop(provision.table_id, None) if provision.table_id else None
        if provision.heading:
            path = [step for step in path if step[0] < provision.level]
        above = _heading_path(text, path)
        if provision.heading and not provision.text:
            path = [*path, (provision.level, _name(provision))]
        if draft.text and (table or _opens(draft, provision, above)):
            yield draft
            draft = PassageDraft(PassageKind.TEXT, above)
        if table:
            yield from _table_passages(table, provision.eid, above)
            continue
        if not draft.text:
            draft.heading = above
        for piece in _pieces(_printed(provision)):
            if draft.text and len(draft.text) + len(piece) > TARGET:
                yield draft
                draft = PassageDraft(PassageKind.TEXT, above)
            draft.add(provision.eid, piece)
    if draft.text:
        yield draft


def _opens(draft: PassageDraft, provision: Provision, above: str) -> bool:
    """A heading opens a passage of its own, and so does what would make this one too long."""
    own_heading = bool(provision.heading) and not provision.text
    return own_heading or len(draft.text) + len(provision.text) > TARGET


def _heading_path(text: Text, path: list[tuple[int, str]]) -> str:
    return JOINT.join(filter(None, [text.title, *(name for _, name in path)]))


def _name(provision: Provision) -> str:
    return f"{provision.marker}{provision.heading}"


def _printed(provision: Provision) -> str:
    gap = "\u3000" if provision.kind == "article" and provision.marker else ""
    stop = "" if not provision.heading or not provision.text or provision.heading.endswith(("。", "：")) else "。"
    return f"{provision.marker}{gap}{provision.heading}{stop}{provision.text}"


def _pieces(text: str) -> Iterator[str]:
    """The text whole, or, when it is much too long, in runs of sentences."""
    if len(text) <= TARGET * 3 // 2:
        if text:
            yield text
        return
    run = ""
    for sentence in _SENTENCE.findall(text):
        for part in (sentence[i : i + TARGET] for i in range(0, len(sentence), TARGET)):
            if run and len(run) + len(part) > TARGET:
                yield run
                run = ""
            run += part
    if run:
        yield run


def _table_passages(table: Table, eid: str, above: str) -> Iterator[PassageDraft]:
    head = " ".join(column["name"] for column in table.columns)
    title = " ".join(filter(None, [table.title, table.unit]))
    draft = PassageDraft(PassageKind.TABLE, JOINT.join(filter(None, [above, table.title])))
    for row in table.rows.all():
        line = " ".join(dict.fromkeys(cell.strip() for cell in row.cells if cell.strip()))
        if draft.pieces and len(draft.text) + len(line) > TARGET:
            yield draft
            draft = PassageDraft(PassageKind.TABLE, draft.heading)
        if not draft.text:
            draft.text = "\n".join(filter(None, [title, head]))
        draft.add(eid, line[: TARGET * 4])
    for note in table.notes:
        draft.add(eid, note)
    if not draft.text:
        draft.text = "\n".join(filter(None, [title, head]))
    yield draft
