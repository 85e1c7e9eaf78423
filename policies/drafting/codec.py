"""Turns a tree into JSON values, field by field with nothing left out, and what a browser sends back into a tree.

A browser's tree is believed in nothing: what is not exactly of its shape, too large, or named twice is refused with the
place where it stands.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from policies.drafting.limits import (
    LINE,
    MOST_COLUMNS,
    MOST_LINES,
    MOST_NODES,
    MOST_ROWS,
    MOST_TABLES,
    MOST_TEXTS,
    PARAGRAPH,
    SHORT,
    TreeError,
    check_key,
    check_text,
)
from policies.drafting.tree import ColumnNode, Fields, FigureNode, Node, RowNode, TableNode, TextNode, Tree
from policies.grammar.said import said
from policies.reading.heads import column_unit
from policies.reading.records import ColumnRecord, ProvisionKind, RowKind, TextRole

Part = TypeVar("Part")
Kind = TypeVar("Kind", bound=StrEnum)
Object = Mapping[str, Any]


def part_to_json(part: Any) -> Any:
    """A node, row, table, the fields or a whole tree as JSON values: enums by value, dates ISO or null."""
    if isinstance(part, tuple):
        return [part_to_json(one) for one in part]
    if isinstance(part, StrEnum):
        return part.value
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, str | int | bool) or part is None:
        return part
    return {name: part_to_json(getattr(part, name)) for name in _names(type(part))}


def tree_to_json(tree: Tree) -> dict[str, Any]:
    return {name: part_to_json(getattr(tree, name)) for name in _names(Tree)}


def tree_from_json(data: Any, *, base: Tree | None = None) -> Tree:
    """The tree that a browser sends. Of tables and figures it sends those it changed; the others are those of `base`.

    Raises `TreeError` with the place of what can't be.
    """
    whole = _object(data, "")
    texts = tuple(_text(one, at) for one, at in _listed(whole, "texts", "", MOST_TEXTS))
    known = {one.key: one for one in base.tables} if base else {}
    sent_tables = (_table(one, at) for one, at in _listed(whole, "tables", "", MOST_TABLES))
    tables = {one.key: _headed(one, known.get(one.key)) for one in sent_tables}
    figures = {one.key: one for one in (_figure(one, at) for one, at in _listed(whole, "figures", "", MOST_TABLES))}
    strange = set(figures) - {one.key for one in base.figures} if base else set()
    if strange:
        raise TreeError("figures", said("图只能从原件中来"))
    tree = Tree(
        fields=fields_from_json(whole.get("fields", {}), base=base.fields if base else None),
        texts=texts,
        tables=_taken_over(base.tables if base else (), tables),
        figures=_taken_over(base.figures if base else (), figures),
    )
    _check_keys(
        tree, sent=len(_array(whole, "tables", "")) + len(_array(whole, "figures", "")), parts=(tables, figures)
    )
    return tree


def fields_from_json(data: Any, *, base: Fields | None = None) -> Fields:
    """The document's fields; one that is not sent is that of `base`, or empty. Raises `TreeError`."""
    given, at = {**(part_to_json(base) if base else {}), **_object(data, "fields")}, "fields"
    return Fields(
        title=_string(given, "title", at, LINE * 4),
        numbers=_strings(given, "numbers", at, 120),
        genre=_string(given, "genre", at, 40),
        issuers=_strings(given, "issuers", at, 120),
        addressees=_strings(given, "addressees", at, LINE),
        signed_by=_strings(given, "signed_by", at, LINE),
        issued_on=_day(given, "issued_on", at),
        printed_on=_day(given, "printed_on", at),
        effective_on=_day(given, "effective_on", at),
        expires_on=_day(given, "expires_on", at),
        publicity=_string(given, "publicity", at, 80),
        index_number=_string(given, "index_number", at, 80),
    )


def _text(data: Any, at: str) -> TextNode:
    given = _object(data, at)
    return TextNode(
        key=check_key(given.get("key"), f"{at}.key"),
        role=_choice(TextRole, given, "role", at),
        eid="",
        title=_string(given, "title", at, LINE * 4),
        number=_number(given, "number", at),
        nodes=tuple(_node(one, place) for one, place in _listed(given, "nodes", at, MOST_NODES)),
    )


def _node(data: Any, at: str) -> Node:
    given = _object(data, at)
    return Node(
        key=check_key(given.get("key"), f"{at}.key"),
        kind=_choice(ProvisionKind, given, "kind", at),
        level=min(max(_number(given, "level", at) or 1, 1), 20),
        marker=_string(given, "marker", at, SHORT),
        heading=_string(given, "heading", at, LINE * 4),
        text=_string(given, "text", at, PARAGRAPH),
        table=_string(given, "table", at, SHORT),
        figure=_string(given, "figure", at, SHORT),
    )


def _table(data: Any, at: str) -> TableNode:
    given = _object(data, at)
    columns = tuple(_column(one, place) for one, place in _listed(given, "columns", at, MOST_COLUMNS))
    return TableNode(
        key=check_key(given.get("key"), f"{at}.key"),
        n=_number(given, "n", at) or 0,
        title=_string(given, "title", at, LINE * 4),
        unit=_string(given, "unit", at, 40),
        columns=columns,
        notes=_strings(given, "notes", at, PARAGRAPH),
        rows=tuple(_row(one, place, len(columns)) for one, place in _listed(given, "rows", at, MOST_ROWS)),
    )


def _column(data: Any, at: str) -> ColumnNode:
    given = _object(data, at)
    levels = _strings(given, "levels", at, LINE)
    name = _string(given, "name", at, LINE * 4)
    return ColumnNode(name=name, levels=levels or (name,), unit=_string(given, "unit", at, 40))


def _headed(table: TableNode, base: TableNode | None) -> TableNode:
    """Names and units follow from the heads, as reading gives them; columns whose head stays keep what they had."""
    known = {one.levels: one for one in base.columns} if base else {}
    return replace(table, columns=tuple(known.get(one.levels) or _read(one) for one in table.columns))


def _read(column: ColumnNode) -> ColumnNode:
    read = ColumnRecord(column.levels, column_unit(column.levels))
    return ColumnNode(read.name, read.levels, read.unit)


def _row(data: Any, at: str, width: int) -> RowNode:
    given = _object(data, at)
    cells = _strings(given, "cells", at, PARAGRAPH, most=MOST_COLUMNS)
    printed = _strings(given, "printed", at, PARAGRAPH, most=MOST_COLUMNS)
    if len(cells) != width or len(printed) != width:
        raise TreeError(at, said("每行应有 {width} 格", width=width))
    return RowNode(check_key(given.get("key"), f"{at}.key"), _choice(RowKind, given, "kind", at), cells, printed)


def _figure(data: Any, at: str) -> FigureNode:
    given = _object(data, at)
    return FigureNode(
        key=check_key(given.get("key"), f"{at}.key"),
        n=_number(given, "n", at) or 0,
        caption=_string(given, "caption", at, LINE * 4),
        alt=_string(given, "alt", at, LINE * 4),
    )


def _taken_over(before: Iterable[Part], sent: dict[str, Part]) -> tuple[Part, ...]:
    """The parts of the base in their order, those sent in their places, new ones behind."""
    left = dict(sent)
    kept = tuple(left.pop(one.key, one) for one in before)  # type: ignore[attr-defined]
    return (*kept, *left.values())


def _check_keys(tree: Tree, *, sent: int, parts: tuple[dict[str, Any], ...]) -> None:
    """No key twice, and what nodes refer to is there, once."""
    if sent != sum(len(one) for one in parts):
        raise TreeError("tables", said("同一个键出现两次"))
    if not tree.texts:
        raise TreeError("texts", said("至少要有一个正文"))
    _once([text.key for text in tree.texts] + [node.key for text in tree.texts for node in text.nodes], "texts")
    _once([row.key for table in tree.tables for row in table.rows], "tables")
    for name, known in (("table", tree.tables), ("figure", tree.figures)):
        referred = [getattr(node, name) for text in tree.texts for node in text.nodes if getattr(node, name)]
        _once(referred, "texts")
        missing = set(referred) - {one.key for one in known}
        if missing:
            raise TreeError("texts", said("没有 {key}", key=sorted(missing)[0]))


def _once(keys: list[str], at: str) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise TreeError(at, said("键 {key} 出现两次", key=key))
        seen.add(key)


def _object(data: Any, at: str) -> Object:
    if not isinstance(data, dict):
        raise TreeError(at, said("应为对象"))
    return data


def _array(data: Object, name: str, at: str) -> list[Any]:
    value = data.get(name, [])
    if not isinstance(value, list):
        raise TreeError(f"{at}.{name}".lstrip("."), said("应为数组"))
    return value


def _listed(data: Object, name: str, at: str, most: int) -> list[tuple[Any, str]]:
    values, place = _array(data, name, at), f"{at}.{name}".lstrip(".")
    if len(values) > most:
        raise TreeError(place, said("至多 {most} 项", most=most))
    return [(one, f"{place}[{n}]") for n, one in enumerate(values)]


def _string(data: Object, name: str, at: str, most: int) -> str:
    return check_text(data.get(name, ""), f"{at}.{name}", most)


def _strings(data: Object, name: str, at: str, longest: int, *, most: int = MOST_LINES) -> tuple[str, ...]:
    return tuple(check_text(one, place, longest) for one, place in _listed(data, name, at, most))


def _number(data: Object, name: str, at: str) -> int | None:
    value = data.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 32_767:
        raise TreeError(f"{at}.{name}", said("应为不大的整数"))
    return value


def _day(data: Object, name: str, at: str) -> date | None:
    value = data.get(name)
    if value is None or value == "":
        return None
    try:
        return _parsed(value, date.fromisoformat)
    except ValueError as error:
        raise TreeError(f"{at}.{name}", said("应为 2024-03-01 这样的日期")) from error


def _parsed(value: Any, parse: Callable[[str], date]) -> date:
    if not isinstance(value, str) or len(value) != len("2024-03-01"):
        raise ValueError(value)
    return parse(value)


def _choice(kind: type[Kind], data: Object, name: str, at: str) -> Kind:
    value = data.get(name)
    if not isinstance(value, str) or value not in kind._value2member_map_:
        raise TreeError(f"{at}.{name}", said("不认识的种类"))
    return kind(value)


def _names(kind: type) -> tuple[str, ...]:
    found = _NAMES.get(kind)
    if found is None:
        found = _NAMES[kind] = tuple(field.name for field in fields(kind))
    return found


_NAMES: dict[type, tuple[str, ...]] = {}
