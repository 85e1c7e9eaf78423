"""Folds a tree back into the rows of its version: unchanged rows keep what they are, changed ones are written, new ones made.

Callers hold the draft's lock. Addresses, parents and levels are given here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from policies.drafting.addressing import readdressed
from policies.drafting.rekeying import rekeyed
from policies.drafting.tree import Node, TextNode, Tree
from policies.models import Figure, Provision, Table, Text, Version
from policies.services.drafting.appendices import fold_appendices
from policies.services.drafting.loading import Rows, restored
from policies.services.drafting.positions import positions
from policies.services.drafting.rewriting import update_rows
from policies.services.drafting.tables import drop_tables, fold_tables

_TEXT = ("position", "role", "eid", "title", "number")
_PROVISION = (
    "part_id", "parent_id", "position", "eid", "kind", "level", "marker", "heading", "text", "table_id", "figure_id",
)  # fmt: skip


@dataclass(slots=True)
class Folded:
    """`keys`: what a browser's n-… became. `moved`: the eids of provisions before and after, where they differ or are gone."""

    tree: Tree
    keys: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str | None] = field(default_factory=dict)
    tables: list[int] = field(default_factory=list)  # keys of tables whose rows or columns changed


def fold(
    *,
    version: Version,
    rows: Rows,
    before: Tree,
    after: Tree,
    frozen: Collection[str] | None = None,
    known: Collection[str] = (),
) -> Folded:
    """`rows` and `before` are the version as it stands; `known` are keys of gone rows that may be given again."""
    after, parents = readdressed(before, after, frozen=frozen)
    folded = Folded(after)
    making = _Making(version, rows, folded, frozenset(known))
    texts = making.texts(after.texts)
    fold_appendices(version=version, before=before, after=after, texts=texts)
    tables = fold_tables(
        version=version,
        rows=rows,
        before=before,
        after=after,
        texts=texts,
        folded_keys=folded.keys,
        known=making.known,
    )
    folded.tables += tables.changed
    _fold_figures(rows, after, texts)
    making.provisions(after, parents, texts, tables.by_key)
    drop_tables(rows=rows, after=after)
    making.drop_texts(after)
    numbered = tuple(
        replace(one, n=tables.by_key[one.key].n, part=f"t{tables.by_key[one.key].part_id}") for one in after.tables
    )
    folded.tree = rekeyed(replace(after, tables=numbered), folded.keys)
    return folded


class _Making:
    """The rows of texts and provisions, made, written and dropped."""

    def __init__(self, version: Version, rows: Rows, folded: Folded, known: frozenset[str]) -> None:
        self.version, self.rows, self.folded, self.known = version, rows, folded, known

    def texts(self, wanted: Iterable[TextNode]) -> dict[str, Text]:
        """Rows by the tree's keys; new ones are made at once, since what stands in them needs them."""
        found: dict[str, Text] = {}
        changed, fresh = [], {}
        for position, one in enumerate(wanted, 1):
            row = self.rows.texts.get(one.key)
            values = (position, one.role.value, one.eid, one.title, one.number)
            if row is None:
                row = fresh[one.key] = Text(pk=restored(one.key, self.known), version=self.version)
            elif _values(row, _TEXT) != values:
                changed.append(row)
            _set(row, _TEXT, values)
            found[one.key] = row
        left = [row for key, row in self.rows.texts.items() if key not in found]
        for n, row in enumerate(left, len(found) + 1):
            row.position = n
        update_rows([*changed, *left], _TEXT)
        Text.objects.bulk_create(fresh.values())
        self.folded.keys |= {key: f"t{row.pk}" for key, row in fresh.items() if key != f"t{row.pk}"}
        return found

    def provisions(self, tree: Tree, parents: dict[str, str], texts: dict[str, Text], tables: dict[str, Table]) -> None:
        nodes = {node.key: (text, node) for text in tree.texts for node in text.nodes}
        before = self.rows.provisions
        gone = [row for key, row in before.items() if key not in nodes]
        old = {key: _values(row, _PROVISION) for key, row in before.items()}
        self._let_go(gone, nodes, tables)
        places = positions(list(nodes), {key: row.position for key, row in before.items()})
        fresh: dict[str, Provision] = {}
        for key, (text, node) in nodes.items():
            row = before.get(key)
            if row is None:
                row = fresh[key] = Provision(pk=restored(key, self.known), version=self.version)
            elif row.eid != node.eid:
                self.folded.moved[row.eid] = node.eid
            _fill(row, node, places[key], texts[text.key], tables, self.rows.figures)
        Provision.objects.bulk_create(fresh.values(), batch_size=2000)
        found = {key: fresh.get(key) or before[key] for key in nodes}
        for key, row in found.items():
            row.parent_id = found[parents[key]].pk if parents[key] else None
        changed = [row for key, row in found.items() if key in before and _values(row, _PROVISION) != old[key]]
        update_rows([*changed, *(row for row in fresh.values() if row.parent_id)], _PROVISION)
        self.folded.moved |= {row.eid: None for row in gone}
        self.folded.keys |= {key: f"p{row.pk}" for key, row in fresh.items() if key != f"p{row.pk}"}

    def _let_go(self, gone: list[Provision], nodes: dict[str, tuple[TextNode, Node]], tables: dict[str, Table]) -> None:
        """What stays lets go of parents and tables that others will have; then what is gone goes."""
        left = {row.pk for row in gone}
        holding = []
        for key, row in self.rows.provisions.items():
            if key not in nodes:
                continue
            node = nodes[key][1]
            table, figure = tables.get(node.table), self.rows.figures.get(node.figure)
            other = row.table_id != (table.pk if table else None) or row.figure_id != (figure.pk if figure else None)
            if row.parent_id in left or (other and (row.table_id or row.figure_id)):
                row.parent_id = None if row.parent_id in left else row.parent_id
                row.table_id = row.figure_id = None
                holding.append(row)
        update_rows(holding, ("parent_id", "table_id", "figure_id"))
        if gone:
            Provision.objects.filter(pk__in=left).delete()

    def drop_texts(self, tree: Tree) -> None:
        staying = {one.key for one in tree.texts}
        left = [row for key, row in self.rows.texts.items() if key not in staying]
        if left:
            self.folded.moved |= {row.eid: None for row in left}
            Text.objects.filter(pk__in=[row.pk for row in left]).delete()


def _fill(
    row: Provision, node: Node, position: int, text: Text, tables: dict[str, Table], figures: dict[str, Figure]
) -> None:
    table, figure = tables.get(node.table), figures.get(node.figure)
    _set(
        row,
        _PROVISION,
        (
            text.pk, row.parent_id, position, node.eid, node.kind.value, node.level, node.marker, node.heading, node.text,
            table.pk if table else None, figure.pk if figure else None,
        ),
    )  # fmt: skip


def _fold_figures(rows: Rows, tree: Tree, texts: dict[str, Text]) -> None:
    """Captions and descriptions, and the text each stands in; one that stands nowhere waits in the first."""
    parts = {node.figure: texts[text.key].pk for text in tree.texts for node in text.nodes if node.figure}
    first = texts[tree.texts[0].key].pk
    staying = {row.pk for row in texts.values()}
    changed = []
    for one in tree.figures:
        row = rows.figures.get(one.key)
        if row is None:
            continue
        part = parts.get(one.key) or (row.part_id if row.part_id in staying else first)
        if (row.caption, row.alt, row.part_id) != (one.caption, one.alt, part):
            row.caption, row.alt, row.part_id = one.caption, one.alt, part
            changed.append(row)
    update_rows(changed, ("caption", "alt", "part_id"))


def _values(row: object, names: Iterable[str]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)


def _set(row: object, names: Iterable[str], values: Iterable[object]) -> None:
    for name, value in zip(names, values, strict=True):
        setattr(row, name, value)
