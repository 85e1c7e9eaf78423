"""Saving a tree: the rows say what the tree says, what did not change stays the row it was, and nothing of others is lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from policies.drafting.codec import tree_to_json
from policies.drafting.limits import TreeError
from policies.drafting.tree import Node, RowNode, TableNode, TextNode, Tree
from policies.models import Appendix, Appointment, Draft, Evidence, Provision, SourceFile, Table, TableRow, User
from policies.reading.records import ProvisionKind, RowKind, TextRole
from policies.services.drafting import ConflictError, Saved, open_draft, record_revision, rewrite, save_tree, tree_of
from tests.cast import queries
from tests.factories import add_figure, add_provision, add_table, add_text, make_document, make_user

pytestmark = pytest.mark.django_db

ARTICLES = (("第一条", "为了供水。"), ("第二条", "依据《安澜市供水条例》执行。"), ("第三条", "自发布之日起施行。"))


def open_articles(**fields: Any) -> Draft:
    """A draft of three articles as reading would record them."""
    document = make_document(state="draft", paragraphs=(), **fields)
    part = document.versions.get().texts.get()
    for n, (marker, text) in enumerate(ARTICLES, 1):
        add_provision(part=part, kind="article", marker=marker, text=text, eid=f"main__art_{n}")
    return open_draft(document=document, by=None)


def save(
    draft: Draft, change: Callable[[Tree], Tree], *, by: User | None = None, lock: int | None = None, **more: Any
) -> Saved:
    """What a browser does that loaded the draft at `lock`, by default now."""
    draft = Draft.objects.get(pk=draft.pk)
    tree = change(tree_of(draft=draft))
    return save_tree(draft=draft, sent=tree_to_json(tree), lock=draft.lock if lock is None else lock, by=by, **more)


def nodes(change: Callable[[list[Node]], Any], text: int = 0) -> Callable[[Tree], Tree]:
    """A change of one text's list of nodes."""

    def changed(tree: Tree) -> Tree:
        own = list(tree.texts[text].nodes)
        change(own)
        texts = list(tree.texts)
        texts[text] = replace(texts[text], nodes=tuple(own))
        return replace(tree, texts=tuple(texts))

    return changed


def written(at: int, text: str) -> Callable[[Tree], Tree]:
    def change(own: list[Node]) -> None:
        own[at] = replace(own[at], text=text)

    return nodes(change)


def new(key: str, text: str, kind: ProvisionKind = ProvisionKind.PARAGRAPH, **more: Any) -> Node:
    return Node(f"n-{key}", kind, text=text, **more)


def standing(draft: Draft) -> list[tuple[str, str]]:
    return list(draft.version.provisions.order_by("position").values_list("eid", "text"))


def test_a_changed_clause_keeps_its_row_and_the_others_are_not_touched() -> None:
    draft = open_articles()
    before = {one.pk: (one.position, one.eid) for one in draft.version.provisions.all()}
    saved = save(draft, written(0, "为了节水。"))
    rows = {one.pk: (one.position, one.eid) for one in draft.version.provisions.all()}
    assert rows == before
    assert draft.version.provisions.get(eid="main__art_1").text == "为了节水。"
    assert (saved.lock, saved.revision, saved.keys, saved.merged) == (1, 2, {}, None)
    assert draft.revisions.get(n=2).changed == [f"p{min(before)}"]


def test_a_new_article_gets_a_key_and_those_behind_it_their_next_addresses() -> None:
    draft = open_articles()
    keys = [one.pk for one in draft.version.provisions.order_by("position")]

    def insert(own: list[Node]) -> None:
        own[1:] = [
            new("a", "先用后补。", ProvisionKind.ARTICLE, marker="第二条"),
            replace(own[1], marker="第三条"),
            replace(own[2], marker="第四条"),
        ]

    saved = save(draft, nodes(insert))
    assert [eid for eid, _ in standing(draft)] == ["main__art_1", "main__art_2", "main__art_3", "main__art_4"]
    pk = int(saved.keys["n-a"][1:])
    assert [one.pk for one in draft.version.provisions.order_by("position")] == [keys[0], pk, *keys[1:]]
    assert saved.eids[f"p{keys[2]}"] == "main__art_4"
    assert saved.eids[f"p{pk}"] == "main__art_2"


def test_items_stand_under_their_article_and_levels_follow() -> None:
    draft = open_articles()
    saved = save(draft, nodes(lambda own: own.insert(1, new("a", "有水。", ProvisionKind.ITEM, marker="（一）"))))
    item = Provision.objects.get(pk=int(saved.keys["n-a"][1:]))
    assert (item.eid, item.level, item.parent.marker) == ("main__art_1__sub_1", 2, "第一条")


def test_what_hung_on_a_deleted_article_hangs_on_the_one_before() -> None:
    draft = open_articles()
    save(draft, nodes(lambda own: own.insert(2, new("a", "有水。", ProvisionKind.ITEM, marker="（一）"))))
    save(draft, nodes(lambda own: own.pop(1)))
    item = draft.version.provisions.get(kind="item")
    assert (item.eid, item.parent.eid) == ("main__art_1__sub_1", "main__art_1")
    assert draft.version.provisions.count() == 3


def test_evidence_goes_with_its_clause_and_with_it_alone() -> None:
    draft = open_articles()
    source = SourceFile.objects.create(sha256="0" * 64, name="a.txt", size=1)
    for n in (1, 2, 3):
        Evidence.objects.create(source=source, version=draft.version, path=f"main__art_{n}", first_line=n, last_line=n)

    def change(own: list[Node]) -> None:
        own[:] = [replace(own[1], marker="第一条"), replace(own[2], marker="第二条")]

    save(draft, nodes(change))
    assert list(Evidence.objects.order_by("path").values_list("path", "first_line")) == [
        ("main__art_1", 2),
        ("main__art_2", 3),
    ]


def test_citations_of_what_changed_are_read_anew_and_the_others_stay() -> None:
    draft = open_articles()
    save(draft, written(0, "根据《安澜市水法实施办法》制定。"))
    save(draft, written(1, "依据《安澜市供水条例》和《安澜市节水条例》执行。"))
    first = draft.version.citations.get(title="安澜市水法实施办法")
    save(draft, written(1, "依据《安澜市节水条例》执行。"))
    assert list(draft.version.citations.values_list("title", flat=True)) == ["安澜市水法实施办法", "安澜市节水条例"]
    assert draft.version.citations.get(title="安澜市水法实施办法").pk == first.pk


def test_a_new_citation_leads_to_the_document_it_names() -> None:
    cited = make_document(title="安澜市节水条例", number="安政发〔2023〕99号")
    draft = open_articles()
    save(draft, written(0, "根据安政发〔2023〕99号制定。"))
    assert draft.version.citations.get(number="安政发〔2023〕99号").target == cited


def test_posts_follow_the_text_of_a_personnel_notice() -> None:
    draft = open_articles(title="安澜市人民政府关于林岚等同志任免职的通知", genre="任免")
    save(draft, nodes(lambda own: own.append(new("a", "任命林岚为安澜市水务局局长。"))))
    kept = Appointment.objects.get(version=draft.version)
    assert (kept.name, kept.appointed) == ("林岚", ["安澜市水务局局长"])
    save(draft, nodes(lambda own: own.append(new("b", "免去周远的安澜市水务局局长职务。"))))
    assert list(draft.version.appointments.values_list("name", flat=True)) == ["林岚", "周远"]
    assert draft.version.appointments.get(name="林岚").pk == kept.pk


def _with_table() -> Draft:
    draft = open_articles()
    add_table(part=draft.version.texts.get(), rows=[("1", "东渠"), ("2", "西渠"), ("3", "南渠")])
    record_revision(draft=draft, by=None, note="")
    draft.refresh_from_db()
    return draft


def tables(change: Callable[[TableNode], TableNode]) -> Callable[[Tree], Tree]:
    return lambda tree: replace(tree, tables=tuple(change(one) for one in tree.tables))


def test_a_row_put_in_moves_the_numbers_but_not_the_rows() -> None:
    draft = _with_table()
    keys = list(TableRow.objects.order_by("n").values_list("pk", flat=True))
    row = RowNode("n-r", RowKind.DATA, ("2", "北渠"), ("", "北渠"))
    saved = save(draft, tables(lambda one: replace(one, rows=(one.rows[0], row, *one.rows[1:]))))
    fresh = int(saved.keys["n-r"][1:])
    assert list(TableRow.objects.order_by("n").values_list("pk", "n")) == [
        (keys[0], 1), (fresh, 2), (keys[1], 3), (keys[2], 4),
    ]  # fmt: skip
    assert TableRow.objects.get(pk=fresh).printed == ["", "北渠"]


def test_places_of_rows_follow_their_rows() -> None:
    draft = _with_table()
    source = SourceFile.objects.create(sha256="0" * 64, name="a.txt", size=1)
    for n in (1, 2, 3):
        path = f"tables/1/rows/{n}"
        Evidence.objects.create(source=source, version=draft.version, path=path, first_line=n, last_line=n)
    save(draft, tables(lambda one: replace(one, rows=one.rows[1:])))
    assert list(Evidence.objects.order_by("path").values_list("path", "first_line")) == [
        ("tables/1/rows/1", 2),
        ("tables/1/rows/2", 3),
    ]


def test_a_table_goes_with_its_place_and_comes_back_as_it_was() -> None:
    draft = _with_table()
    before = tree_of(draft=draft)
    save(draft, nodes(lambda own: own.pop()))
    assert not Table.objects.exists()
    save(draft, lambda _: before)
    after = tree_of(draft=draft)
    assert after.tables == before.tables
    assert [one.key for one in after.texts[0].nodes] == [one.key for one in before.texts[0].nodes]


def test_a_new_table_stands_where_its_node_stands() -> None:
    draft = _with_table()
    made = replace(
        tree_of(draft=draft).tables[0],
        key="n-g",
        title="新表",
        rows=(RowNode("n-1", RowKind.DATA, ("1", ""), ("1", "")),),
    )

    def change(tree: Tree) -> Tree:
        tree = nodes(lambda own: own.insert(0, new("t", "", ProvisionKind.TABLE, table="n-g")))(tree)
        return replace(tree, tables=(*tree.tables, made))

    saved = save(draft, change)
    table = Table.objects.get(title="新表")
    assert (saved.keys["n-g"], table.n) == (f"g{table.pk}", 2)
    assert draft.version.provisions.filter(kind="table").order_by("position").first() == table.provision
    assert [row.cells for row in table.rows.all()] == [["1", ""]]


def test_an_appendix_comes_with_its_line_and_goes_with_it() -> None:
    draft = open_articles()
    appendix = TextNode("n-t", TextRole.APPENDIX, "", "任务清单", 1, (new("a", "一项。"),))
    save(draft, lambda tree: replace(tree, texts=(*tree.texts, appendix)))
    line = Appendix.objects.get()
    assert (line.label, line.title, line.part.eid) == ("附件1", "任务清单", "app_1")
    save(draft, lambda tree: replace(tree, texts=(tree.texts[0], replace(tree.texts[1], title="分工表"))))
    assert Appendix.objects.get().title == "分工表"
    save(draft, lambda tree: replace(tree, texts=tree.texts[:1]))
    assert not Appendix.objects.exists()
    assert draft.version.texts.count() == 1


def test_clauses_move_between_texts() -> None:
    draft = open_articles()
    add_text(version=draft.version, role="enclosed", eid="enc_1", title="供水办法")

    def move(tree: Tree) -> Tree:
        one, two = tree.texts
        return replace(tree, texts=(replace(one, nodes=one.nodes[:1]), replace(two, nodes=one.nodes[1:])))

    save(draft, move)
    assert [eid for eid, _ in standing(draft)] == ["main__art_1", "enc_1__art_2", "enc_1__art_3"]


def test_a_figure_says_what_it_shows_and_is_not_lost_with_its_place() -> None:
    draft = open_articles()
    figure = add_figure(part=draft.version.texts.get())
    save(draft, lambda tree: replace(tree, figures=(replace(tree.figures[0], alt="东渠自北向南"),)))
    save(draft, nodes(lambda own: own.pop()))
    figure.refresh_from_db()
    assert figure.alt == "东渠自北向南"
    save(draft, nodes(lambda own: own.append(new("f", "图1", ProvisionKind.FIGURE, figure=f"f{figure.pk}"))))
    assert figure.provision.text == "图1"


def test_fields_are_written_to_the_unpublished_document() -> None:
    draft, user = open_articles(), make_user()
    fields = {"title": "新题", "numbers": ("安政发〔2024〕70号",), "issuers": ("安澜市水务局", "安澜市财政局")}
    save(draft, lambda tree: replace(tree, fields=replace(tree.fields, **fields)), by=user)
    document = Draft.objects.get(pk=draft.pk).document
    assert (document.title, document.doc_number, document.updated_by) == ("新题", "安政发〔2024〕70号", user)
    assert list(document.issuer_links.values_list("organ__name", "lead")) == [
        ("安澜市水务局", True),
        ("安澜市财政局", False),
    ]


def test_two_people_who_change_two_clauses_both_find_their_words() -> None:
    draft, one, other = open_articles(), make_user(), make_user()
    save(draft, written(0, "甲写的。"), by=one)
    base = Draft.objects.get(pk=draft.pk)
    loaded = tree_of(draft=base)
    save(draft, written(1, "甲又写的。"), by=one)
    saved = save(draft, lambda _: written(2, "乙写的。")(loaded), by=other, lock=base.lock)
    assert [text for _, text in standing(draft)] == ["甲写的。", "甲又写的。", "乙写的。"]
    assert saved.merged == tree_of(draft=draft)


def test_one_clause_written_twice_is_told_and_nothing_is_written() -> None:
    draft, one, other = open_articles(), make_user(first_name="甲"), make_user()
    loaded = tree_of(draft=draft)
    save(draft, written(0, "甲写的。"), by=one)
    with pytest.raises(ConflictError) as refused:
        save(draft, lambda _: written(2, "再。")(written(0, "乙写的。")(loaded)), by=other, lock=0)
    assert (refused.value.lock, refused.value.revision.by) == (1, one)
    (conflict,) = refused.value.conflicts
    assert (conflict.base.text, conflict.theirs.text, conflict.mine.text) == ("为了供水。", "甲写的。", "乙写的。")
    assert [text for _, text in standing(draft)][0::2] == ["甲写的。", "自发布之日起施行。"]
    assert refused.value.merged.texts[0].nodes[2].text == "再。"


def test_saves_that_a_browser_makes_by_itself_are_one_revision_until_somebody_else_saves() -> None:
    draft, one, other = open_articles(), make_user(), make_user()
    for text in ("甲。", "甲甲。", "甲甲甲。"):
        save(draft, written(0, text), by=one, automatic=True)
    save(draft, written(1, "乙。"), by=other, automatic=True)
    save(draft, written(0, "丙。"), by=one, automatic=True)
    save(draft, written(0, "丁。"), by=one, note="按领导意见")
    assert list(draft.revisions.values_list("n", "by", "note", "automatic", "lock")) == [
        (1, None, "", False, 0),
        (2, one.pk, "", True, 3),
        (3, other.pk, "", True, 4),
        (4, one.pk, "按领导意见", False, 6),
    ]


def test_what_one_revision_has_outgrown_can_still_be_merged_with() -> None:
    draft, one, other = open_articles(), make_user(), make_user()
    save(draft, written(0, "甲。"), by=one, automatic=True)
    loaded = tree_of(draft=draft)
    save(draft, written(0, "甲甲。"), by=one, automatic=True)
    save(draft, lambda _: written(2, "乙。")(loaded), by=other, lock=1)
    assert [text for _, text in standing(draft)][0::2] == ["甲甲。", "乙。"]


def test_without_the_common_text_every_difference_is_a_conflict(settings: Any) -> None:
    draft, one, other = open_articles(), make_user(), make_user()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    save(draft, written(0, "甲。"), by=one, automatic=True)
    loaded = tree_of(draft=draft)
    save(draft, written(0, "甲甲。"), by=one, automatic=True)
    with pytest.raises(ConflictError) as refused:
        save(draft, lambda _: written(2, "乙。")(loaded), by=other, lock=1)
    assert [one.mine.text for one in refused.value.conflicts] == ["甲。", "乙。"]


def test_what_is_sent_again_after_a_lost_answer_is_no_conflict_and_makes_nothing_twice() -> None:
    draft, one = open_articles(), make_user()
    loaded = nodes(lambda own: own.append(new("a", "新的")))(tree_of(draft=draft))
    lost = save(draft, lambda _: loaded, by=one, lock=0, automatic=True, client="page")
    saved = save(draft, lambda _: written(3, "新的一段。")(loaded), by=one, lock=0, automatic=True, client="page")
    assert [text for _, text in standing(draft)][3:] == ["新的一段。"]
    assert saved.keys["n-a"] == lost.keys["n-a"]


def test_a_double_click_saves_once() -> None:
    draft, one = open_articles(), make_user()
    loaded = written(0, "甲。")(tree_of(draft=draft))
    first = save(draft, lambda _: loaded, by=one, lock=0)
    second = save(draft, lambda _: loaded, by=one, lock=0)
    assert (first.lock, first.revision) == (second.lock, second.revision) == (1, 2)


def test_a_clause_that_is_taken_back_in_the_browser_is_the_row_it_was() -> None:
    draft = open_articles()
    before = tree_of(draft=draft)
    save(draft, nodes(lambda own: own.pop(0)))
    assert save(draft, lambda _: before).keys == {}
    assert tree_of(draft=draft) == before


def test_a_key_that_never_was_here_is_a_new_row() -> None:
    draft, other = open_articles(), open_articles()
    stranger = other.version.provisions.first()
    key = f"p{stranger.pk}"
    saved = save(draft, nodes(lambda own: own.append(Node(key, ProvisionKind.PARAGRAPH, text="外来的。"))))
    stranger.refresh_from_db()
    assert stranger.version == other.version
    assert saved.keys[key] != key


def test_the_server_changes_a_text_by_the_same_way() -> None:
    draft, one = open_articles(), make_user()
    saved = rewrite(draft=draft, change=written(0, "改。"), by=one, note="校对意见")
    assert (saved.lock, draft.revisions.last().note, standing(draft)[0][1]) == (1, "校对意见", "改。")


def test_no_text_is_no_tree() -> None:
    with pytest.raises(TreeError):
        save(open_articles(), lambda tree: replace(tree, texts=()))


def test_a_long_text_is_saved_in_as_many_queries_as_a_short_one() -> None:
    asked = set()
    for count in (3, 60):
        draft = _with_table()
        part = draft.version.texts.get()
        for n in range(count):
            add_provision(part=part, text=f"第{n}段，依据《安澜市第{n}号条例》。", eid=f"main__p_{n}")
        save(draft, written(1, "起。"))
        asked.add(
            queries(
                lambda draft=draft: save(draft, nodes(lambda own: own.insert(1, new("a", "依据《安澜市甲条例》。"))))
            )
        )
    assert len(asked) == 1
