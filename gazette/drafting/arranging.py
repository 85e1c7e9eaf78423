"""Turns a composition into another one: lines, documents and sections moved, joined, named or taken out.

Sections are named by their place from 0, lines and documents by their keys. What does not fit raises `ArrangementError`.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from gazette.drafting.composition import Composition, Line, Section
from policies.grammar.said import said

END = 0  # as the key of the line before which something is put: behind all lines


class ArrangementError(Exception):
    """The composition has no such section or line, or does not allow the step; the message is for people."""


# Sections


def add_section(whole: Composition, *, name: str) -> Composition:
    name = _name(whole, name)
    return replace(whole, sections=(*whole.sections, Section(name)))


def rename_section(whole: Composition, *, section: int, name: str) -> Composition:
    before = _section(whole, section)
    return _with(
        whole, section, replace(before, name=name.strip() if name.strip() == before.name else _name(whole, name))
    )


def step_section(whole: Composition, *, section: int, step: int) -> Composition:
    """One place up (-1) or down (1); at either end it stays."""
    moved = _section(whole, section)
    rest = [one for place, one in enumerate(whole.sections) if place != section]
    rest.insert(max(0, section + step), moved)
    return replace(whole, sections=tuple(rest))


def remove_section(whole: Composition, *, section: int) -> Composition:
    if _section(whole, section).lines:
        raise ArrangementError(said("栏目里还有内容，先把它们移到别的栏目，再删除栏目。"))
    return replace(whole, sections=tuple(one for place, one in enumerate(whole.sections) if place != section))


def _name(whole: Composition, name: str) -> str:
    name = name.strip()
    if not name:
        raise ArrangementError(said("请写栏目名称。"))
    if any(one.name == name for one in whole.sections):
        raise ArrangementError(said("已有栏目“{name}”。", name=name))
    return name


# Lines


def add_line(whole: Composition, *, section: int, title: str, documents: Sequence[int] = ()) -> Composition:
    if not title.strip():
        raise ArrangementError(said("请写目录标题。"))
    return _put(whole, [Line(0, title.strip(), None, tuple(documents))], section, END)


def rewrite_line(whole: Composition, *, line: int, title: str, page: int | None) -> Composition:
    if not title.strip():
        raise ArrangementError(said("请写目录标题。"))
    changed = replace(_line(whole, line), title=title.strip(), page=page)
    return _each_line(whole, lambda one: changed if one.key == line else one)


def step_lines(whole: Composition, *, lines: Collection[int], step: int) -> Composition:
    """Each one place up (-1) or down (1); over a section's edge into the next section. What is in the way of none stays."""
    _known(whole, lines)
    rows: list[Line | None] = []  # None opens a section
    for section in whole.sections:
        rows += [None, *section.lines]
    order = range(1, len(rows)) if step < 0 else range(len(rows) - 1, 0, -1)
    for place in order:
        row, target = rows[place], place + (1 if step > 0 else -1)
        if row is None or row.key not in lines or not 0 < target < len(rows):
            continue
        other = rows[target]
        if other is None or other.key not in lines:
            rows[place], rows[target] = other, row
    return _from_rows(whole, rows)


def _from_rows(whole: Composition, rows: Iterable[Line | None]) -> Composition:
    found: list[list[Line]] = []
    for row in rows:
        if row is None:
            found.append([])
        else:
            found[-1].append(row)
    sections = tuple(replace(one, lines=tuple(lines)) for one, lines in zip(whole.sections, found))
    return replace(whole, sections=sections)


def place_lines(whole: Composition, *, lines: Collection[int], section: int, before: int = END) -> Composition:
    """Into a section, in their order, before the line `before`, which may be none of them."""
    _known(whole, lines)
    _section(whole, section)
    moved = [one for one in whole.lines() if one.key in lines]
    if before in lines:
        rest = [one.key for one in whole.sections[section].lines]
        after = rest[rest.index(before) :] if before in rest else []
        before = next((key for key in after if key not in lines), END)
    kept = _each_section(whole, lambda one: tuple(row for row in one.lines if row.key not in lines))
    return _put(kept, moved, section, before)


def join_lines(whole: Composition, *, lines: Collection[int]) -> Composition:
    """One line for the documents of several: the first keeps its title."""
    _known(whole, lines)
    joined = [one for one in whole.lines() if one.key in lines]
    if len(joined) < 2:
        raise ArrangementError(said("请选择两行以上再合并。"))
    first = replace(joined[0], documents=tuple(key for one in joined for key in one.documents))
    gone = {one.key for one in joined[1:]}
    kept = _each_section(whole, lambda one: tuple(row for row in one.lines if row.key not in gone))
    return _each_line(kept, lambda one: first if one.key == first.key else one)


def remove(whole: Composition, *, lines: Collection[int] = (), documents: Collection[int] = ()) -> Composition:
    """Takes lines with their documents, and single documents, out of the issue; a line that stood for nothing else goes."""
    _known(whole, lines)
    gone = {key for one in whole.lines() if one.key in lines for key in one.documents} | set(documents)
    kept = _each_section(whole, lambda one: tuple(row for row in one.lines if row.key not in lines))
    kept = _without_documents(kept, gone)
    return replace(kept, loose=tuple(key for key in kept.loose if key not in gone))


# Documents


def step_document(whole: Composition, *, document: int, step: int) -> Composition:
    """One place within its line; at either end it stays."""
    line = _line_of(whole, document)
    rest = [key for key in line.documents if key != document]
    rest.insert(max(0, line.documents.index(document) + step), document)
    changed = replace(line, documents=tuple(rest))
    return _each_line(whole, lambda one: changed if one.key == line.key else one)


def place_documents(whole: Composition, *, documents: Sequence[int], line: int) -> Composition:
    """To the end of a line; a line that stood for nothing else goes."""
    _line(whole, line)
    moved = [key for key in documents if key in set(whole.documents())]
    kept = _without_documents(whole, set(moved), spared=line)
    target = _line(kept, line)
    changed = replace(target, documents=(*target.documents, *moved))
    kept = replace(kept, loose=tuple(key for key in kept.loose if key not in moved))
    return _each_line(kept, lambda one: changed if one.key == line else one)


def own_lines(whole: Composition, *, titles: Sequence[tuple[int, str]], section: int, before: int = END) -> Composition:
    """A line of its own for each document (with its title), wherever it stood, or for one that is new to the issue."""
    _section(whole, section)
    moved = {key for key, _ in titles}
    kept = _without_documents(whole, moved, spared=before)
    kept = replace(kept, loose=tuple(key for key in kept.loose if key not in moved))
    return _put(kept, [Line(0, title, None, (key,)) for key, title in titles], section, before)


def split_document(whole: Composition, *, document: int, title: str) -> Composition:
    """A line of its own right behind the one it stood in; what no line stood for comes to the end of the last section."""
    if document in whole.loose:
        whole = whole if whole.sections else add_section(whole, name="未分栏")
        return own_lines(whole, titles=[(document, title)], section=len(whole.sections) - 1)
    line = _line_of(whole, document)
    for n, section in enumerate(whole.sections):
        keys = [one.key for one in section.lines]
        if line.key in keys:
            after = keys[keys.index(line.key) + 1 :]
            return own_lines(whole, titles=[(document, title)], section=n, before=after[0] if after else END)
    return whole


def _line_of(whole: Composition, document: int) -> Line:
    found = next((one for one in whole.lines() if document in one.documents), None)
    if found is None:
        raise ArrangementError(said("这份公文已不在目录里。"))
    return found


def _without_documents(whole: Composition, gone: Collection[int], spared: int = END) -> Composition:
    """Lines that stood for nothing but these go with them, but for the line `spared`."""

    def left(section: Section) -> tuple[Line, ...]:
        found = []
        for one in section.lines:
            kept = tuple(key for key in one.documents if key not in gone)
            if kept or not one.documents or one.key == spared:
                found.append(replace(one, documents=kept))
        return tuple(found)

    return _each_section(whole, left)


# Parts


def _section(whole: Composition, place: int) -> Section:
    if not 0 <= place < len(whole.sections):
        raise ArrangementError(said("没有这个栏目，请刷新页面。"))
    return whole.sections[place]


def _line(whole: Composition, key: int) -> Line:
    found = next((one for one in whole.lines() if one.key == key), None)
    if found is None:
        raise ArrangementError(said("这一行已不在目录里。"))
    return found


def _known(whole: Composition, keys: Collection[int]) -> None:
    if not set(keys) <= {one.key for one in whole.lines()}:
        raise ArrangementError(said("所选的行已不在目录里。"))


def _put(whole: Composition, lines: Sequence[Line], section: int, before: int) -> Composition:
    target = _section(whole, section)
    keys = [one.key for one in target.lines]
    place = keys.index(before) if before != END and before in keys else len(keys)
    return _with(whole, section, replace(target, lines=(*target.lines[:place], *lines, *target.lines[place:])))


def _with(whole: Composition, place: int, section: Section) -> Composition:
    return replace(whole, sections=(*whole.sections[:place], section, *whole.sections[place + 1 :]))


def _each_line(whole: Composition, change: Callable[[Line], Line]) -> Composition:
    return _each_section(whole, lambda section: tuple(change(one) for one in section.lines))


def _each_section(whole: Composition, lines: Callable[[Section], tuple[Line, ...]]) -> Composition:
    return replace(whole, sections=tuple(replace(one, lines=lines(one)) for one in whole.sections))
