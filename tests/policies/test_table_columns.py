"""Saving a table whose columns changed: heads are read anew, and what counts columns goes with them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from policies.drafting.codec import tree_to_json
from policies.drafting.tree import ColumnNode, TableNode, Tree
from policies.models import Draft, Evidence, Finding, SourceFile, Table
from policies.services.drafting import open_draft, save_tree, tree_of
from projects.models import ProjectRow
from projects.tasks import type_saved_tables
from tests.factories import add_table, make_document

pytestmark = pytest.mark.django_db
ROWS = [("1", "东渠整治", "100"), ("2", "西渠整治", "200")]


def _draft() -> Draft:
    document = make_document(state="draft", paragraphs=())
    add_table(part=document.versions.get().texts.get(), columns=("序号", "项目名称", "总投资（万元）"), rows=ROWS)
    return open_draft(document=document, by=None)


def _save(draft: Draft, change: Callable[[TableNode], TableNode]) -> None:
    tree: Tree = tree_of(draft=draft)
    changed = replace(tree, tables=tuple(change(one) for one in tree.tables))
    save_tree(draft=draft, sent=tree_to_json(changed), lock=Draft.objects.get(pk=draft.pk).lock, by=None)


def _over(one: TableNode, places: Sequence[int | str]) -> TableNode:
    """The table over these columns: a number is one it has, a word the head of a new one."""

    def at(cells: Sequence[str]) -> tuple[str, ...]:
        return tuple(cells[place] if isinstance(place, int) else "" for place in places)

    columns = (one.columns[place] if isinstance(place, int) else ColumnNode(place, (place,)) for place in places)
    rows = tuple(replace(row, cells=at(row.cells), printed=at(row.printed)) for row in one.rows)
    return replace(one, columns=tuple(columns), rows=rows)


def test_a_new_head_gets_the_unit_that_it_prints() -> None:
    draft = _draft()
    _save(draft, lambda one: _over(one, (0, 1, "完成投资（亿元）", 2)))
    columns = Table.objects.get().columns
    assert [(one["name"], one["unit"]) for one in columns[2:]] == [("完成投资（亿元）", "亿元"), ("总投资（万元）", "")]


def test_boxes_of_cells_and_findings_on_them_go_with_their_columns() -> None:
    draft = _draft()
    table = Table.objects.get()
    source = SourceFile.objects.create(sha256="0" * 64, name="a.pdf", size=1)
    place = {"source": source, "version": draft.version, "first_line": 1, "last_line": 1}
    Evidence.objects.create(path="tables/1/rows/1", cells=[[1, 0, 0, 9, 9], None, [1, 20, 0, 29, 9]], **place)
    row = table.rows.get(n=1)
    finding = {"code": "x", "severity": "warning", "message": "疑", "version": draft.version, "key": f"r{row.pk}"}
    name, amount = (Finding.objects.create(field=f"cells/{n}", **finding) for n in (2, 3))
    _save(draft, lambda one: _over(one, (2, "区县", 1)))
    assert Evidence.objects.get().cells == [[1, 20, 0, 29, 9], None, None]
    name.refresh_from_db()
    amount.refresh_from_db()
    assert (name.field, amount.field) == ("cells/3", "cells/1")


def test_projects_are_read_from_the_columns_as_they_stand() -> None:
    draft = _draft()
    table = Table.objects.get()
    type_saved_tables(table_ids=[table.pk])
    _save(draft, lambda one: _over(one, (0, "区县", 2, 1)))
    type_saved_tables(table_ids=[table.pk])
    assert list(ProjectRow.objects.values_list("name", "amount")) == [("东渠整治", 100), ("西渠整治", 200)]


def test_a_table_without_a_place_tells_the_text_it_waits_in_and_outlives_saves() -> None:
    draft = _draft()
    table = Table.objects.get()
    table.provision.delete()
    (waiting,) = tree_of(draft=draft).tables
    assert waiting.part == f"t{table.part_id}"
    _save(draft, lambda one: replace(one, title="无处可放的表", part=""))
    assert [(one.title, one.part_id) for one in Table.objects.all()] == [("无处可放的表", table.part_id)]
    assert tree_of(draft=draft).tables[0].part == f"t{table.part_id}"
