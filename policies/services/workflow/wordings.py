"""Turns wordings into all their words, each with its place: everything that the public would read of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from policies.drafting.codec import fields_from_json
from policies.models import Appendix, Draft, Figure, PolicyDocument, Provision, Table, TableRow, Text, Version

Found = Iterator[tuple[int, "Piece"]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a node of the draft's tree; `path` is the place for people who don't edit: an eid, tables/1/rows/3."""

    key: str
    field: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Wording:
    """`has_text`: there is a clause at all. `publicity` as it will be printed."""

    document_id: int
    version_id: int
    pieces: tuple[Piece, ...]
    has_text: bool
    publicity: str


class Head(Protocol):
    """What of a document's fields the public reads beside the text."""

    @property
    def title(self) -> str: ...
    @property
    def addressees(self) -> Sequence[str]: ...
    @property
    def signed_by(self) -> Sequence[str]: ...
    @property
    def publicity(self) -> str: ...


def wordings_of(*, drafts: Sequence[Draft]) -> list[Wording]:
    """One for each draft, in their order; six queries for all. Uses `draft.document`."""
    return _wordings([(one.document, one.version_id, _head(one)) for one in drafts])


def public_wording(*, document: PolicyDocument, version: Version) -> Wording:
    """Of a document that nobody works on."""
    return _wordings([(document, version.pk, document)])[0]


def _head(draft: Draft) -> Head:
    """Of a correction what waits with it, else the document's own."""
    return fields_from_json(draft.fields) if draft.fields is not None else draft.document


def _wordings(wanted: Sequence[tuple[PolicyDocument, int, Head]]) -> list[Wording]:
    versions = [version for _, version, _ in wanted]
    pieces: defaultdict[int, list[Piece]] = defaultdict(list)
    texts: set[int] = set()
    for found in (_of_texts, _of_provisions, _of_tables, _of_rows, _of_figures, _of_appendices):
        for version, piece in found(versions):
            pieces[version].append(piece)
            if piece.key[:1] == "p":
                texts.add(version)
    return [
        Wording(document.pk, version, (*_of_head(head), *pieces[version]), version in texts, head.publicity)
        for document, version, head in wanted
    ]


def _of_head(head: Head) -> Iterator[Piece]:
    yield Piece("", "title", "title", head.title)
    for n, name in enumerate((*head.addressees, *head.signed_by), 1):
        yield Piece("", "addressees" if n <= len(head.addressees) else "signed_by", f"names/{n}", name)


def _of_texts(versions: list[int]) -> Found:
    rows = Text.objects.filter(version__in=versions).order_by("version", "position")
    for version, key, eid, title in rows.values_list("version_id", "pk", "eid", "title"):
        yield version, Piece(f"t{key}", "title", eid, title)


def _of_provisions(versions: list[int]) -> Found:
    rows = Provision.objects.filter(version__in=versions).order_by("version", "position")
    for version, key, eid, heading, text in rows.values_list("version_id", "pk", "eid", "heading", "text"):
        yield version, Piece(f"p{key}", "heading", eid, heading)
        yield version, Piece(f"p{key}", "text", eid, text)


def _of_tables(versions: list[int]) -> Found:
    rows = Table.objects.filter(version__in=versions).order_by("version", "n")
    for version, key, number, title, notes in rows.values_list("version_id", "pk", "n", "title", "notes"):
        yield version, Piece(f"g{key}", "title", f"tables/{number}", title)
        for n, note in enumerate(notes, 1):
            yield version, Piece(f"g{key}", f"notes/{n}", f"tables/{number}", note)


def _of_rows(versions: list[int]) -> Found:
    rows = TableRow.objects.filter(table__version__in=versions).order_by("table__version", "table__n", "n")
    named = ("table__version_id", "pk", "table__n", "n", "printed", "cells")
    for version, key, table, row, printed, cells in rows.values_list(*named):
        for n, cell in enumerate(printed or cells, 1):
            yield version, Piece(f"r{key}", f"cells/{n}", f"tables/{table}/rows/{row}", cell)


def _of_figures(versions: list[int]) -> Found:
    rows = Figure.objects.filter(version__in=versions).order_by("version", "n")
    for version, key, n, caption, alt in rows.values_list("version_id", "pk", "n", "caption", "alt"):
        yield version, Piece(f"f{key}", "caption", f"figures/{n}", caption)
        yield version, Piece(f"f{key}", "alt", f"figures/{n}", alt)


def _of_appendices(versions: list[int]) -> Found:
    rows = Appendix.objects.filter(version__in=versions).order_by("version", "position")
    for version, position, title in rows.values_list("version_id", "position", "title"):
        yield version, Piece("", "", f"appendices/{position}", title)
