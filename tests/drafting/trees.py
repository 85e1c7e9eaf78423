"""Trees for tests: written down in one line each, and drawn at random with changes made to them."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from policies.drafting.tree import ColumnNode, Fields, Node, RowNode, TableNode, TextNode, Tree
from policies.reading.records import ProvisionKind, RowKind, TextRole

WORDS = ("供水", "节水", "排水", "水价", "")


def tree_of(*texts: Sequence[Node], tables: Sequence[TableNode] = (), title: str = "安澜市供水管理办法") -> Tree:
    """Texts with keys t1, t2 …: the notice, then enclosed ones."""
    roles = [TextRole.NOTICE, *[TextRole.ENCLOSED] * len(texts)]
    return Tree(
        Fields(title=title),
        tuple(
            TextNode(f"t{n}", role, "main" if n == 1 else f"enc_{n - 1}", nodes=tuple(nodes))
            for n, (role, nodes) in enumerate(zip(roles, texts, strict=False), 1)
        ),
        tuple(tables),
    )


def node(key: str, marker: str = "", text: str = "", kind: str = "", **more: str) -> Node:
    """The kind follows from the marker unless it is told."""
    found = kind or {"条": "article", "章": "chapter", "节": "section"}.get(
        marker[-1:], "item" if marker else "paragraph"
    )
    return Node(key, ProvisionKind(found), marker=marker, text=text, **more)


def table(key: str, *rows: tuple[str, Sequence[str]], columns: Sequence[str] = ("名称", "数量")) -> TableNode:
    return TableNode(
        key,
        1,
        columns=tuple(ColumnNode(name, (name,)) for name in columns),
        rows=tuple(RowNode(name, RowKind.DATA, tuple(cells), tuple(cells)) for name, cells in rows),
    )


def keys_of(tree: Tree) -> list[str]:
    return [key for text in tree.texts for key in (text.key, *(one.key for one in text.nodes))]


def texts_of(tree: Tree) -> list[str]:
    return [one.marker + one.text for text in tree.texts for one in text.nodes]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    count = draw(st.integers(1, 3))
    n = 0
    texts = []
    for _ in range(count):
        nodes = []
        for word in draw(st.lists(st.sampled_from(WORDS), max_size=5)):
            n += 1
            nodes.append(node(f"p{n}", text=word))
        texts.append(nodes)
    rows = [(f"r{n}", draw(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)))) for n in range(1, 4)]
    texts[0].append(node("p99", kind="table", table="g1"))
    return tree_of(*texts, tables=[table("g1", *rows)])


@st.composite
def changes(draw: st.DrawFn, tree: Tree, mark: str) -> Tree:
    """The tree with some nodes changed, taken away, put in and moved, and with cells changed; new keys are n-`mark`…."""
    nodes = [list(text.nodes) for text in tree.texts]
    for n in range(draw(st.integers(0, 5))):
        own = nodes[draw(st.integers(0, len(nodes) - 1))]
        deed = draw(st.sampled_from(("put", "change", "take", "move")))
        if deed == "put" or not own:
            own.insert(draw(st.integers(0, len(own))), node(f"n-{mark}{n}", text=draw(st.sampled_from(WORDS)) + mark))
            continue
        at = draw(st.integers(0, len(own) - 1))
        if deed == "change":
            own[at] = replace(own[at], text=own[at].text + mark)
        elif own[at].table:
            continue
        else:
            taken = own.pop(at)
            if deed == "move":
                other = nodes[draw(st.integers(0, len(nodes) - 1))]
                other.insert(draw(st.integers(0, len(other))), taken)
    texts = tuple(replace(text, nodes=tuple(own)) for text, own in zip(tree.texts, nodes, strict=True))
    fields = replace(tree.fields, title=draw(st.sampled_from((tree.fields.title, f"新办法{mark}"))))
    tables = tuple(draw(_table_changes(one, mark)) for one in tree.tables)
    return replace(tree, texts=texts, fields=fields, tables=tables)


@st.composite
def _table_changes(draw: st.DrawFn, changed: TableNode, mark: str) -> TableNode:
    rows = list(changed.rows)
    for n in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(rows)))
        if at == len(rows):
            rows.append(RowNode(f"n-{mark}r{n}", RowKind.DATA, (mark, ""), (mark, "")))
        else:
            cells = (rows[at].cells[0], rows[at].cells[1] + mark)
            rows[at] = replace(rows[at], cells=cells, printed=cells)
    return replace(changed, rows=tuple(rows))
