"""The tree editors work on: a document's fields, its texts as flat lists of nodes in print's order, its tables and figures.

A node is one printed paragraph, as a provision's row is; what stands under what follows from kinds, levels and markers, never
from the tree. `key` names a node for as long as it lives: `p12` a provision's row, `t3` a text's, `g7` a table's, `r99` a
table row's, `f2` a figure's; a browser names what it has just made `n-…`, and a save answers with the key it was given.
Numbers (`eid`) may change with every save until the first publication, keys never do.
"""

from dataclasses import dataclass, field
from datetime import date

from policies.reading.records import ProvisionKind, RowKind, TextRole


@dataclass(frozen=True, slots=True)
class Node:
    """`table` and `figure` are keys of the tree's own, '' for none."""

    key: str
    kind: ProvisionKind
    eid: str = ""  # told by the server, never taken from a browser
    level: int = 1
    marker: str = ""
    heading: str = ""
    text: str = ""
    table: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class TextNode:
    key: str
    role: TextRole
    eid: str
    title: str = ""
    number: int | None = None
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnNode:
    name: str
    levels: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RowNode:
    key: str
    kind: RowKind = RowKind.DATA
    cells: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableNode:
    key: str
    n: int
    title: str = ""
    unit: str = ""
    columns: tuple[ColumnNode, ...] = ()
    notes: tuple[str, ...] = ()
    rows: tuple[RowNode, ...] = ()
    part: str = field(default="", compare=False)  # the text it waits in while no node places it; told by the server


@dataclass(frozen=True, slots=True)
class FigureNode:
    """The picture itself is not edited here: `caption` and `alt` are."""

    key: str
    n: int
    caption: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """The document's own fields. `numbers` as printed; organs by name, the leading one first."""

    title: str = ""
    numbers: tuple[str, ...] = ()
    genre: str = ""
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    issued_on: date | None = None
    printed_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    publicity: str = ""
    index_number: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """`tables` and `figures` in the order of their n."""

    fields: Fields
    texts: tuple[TextNode, ...] = ()
    tables: tuple[TableNode, ...] = ()
    figures: tuple[FigureNode, ...] = ()
