"""修订 at the desk: listed, set side by side, put back."""

from dataclasses import replace

import pytest
from django.test import Client

from policies.models import Draft, PolicyDocument
from policies.services.drafting import open_draft, rewrite, tree_of
from tests.cast import queries
from tests.factories import add_table, make_document, make_user
from tests.policies.test_saving_drafts import nodes, save, tables, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> PolicyDocument:
    """Three revisions: as read, a clause changed by 林岚, a clause taken away by 周远."""
    found = make_document(state="draft", paragraphs=("东渠应当节水。", "西渠应当节水。"))
    add_table(part=found.versions.get().texts.get())
    draft = open_draft(document=found, by=None)
    save(draft, written(0, "东干渠应当节水。"), by=make_user(first_name="林岚"), note="按底稿改")
    save(draft, nodes(lambda own: own.pop(1)), by=make_user(first_name="周远"))
    return found


def client(role: str = "editor") -> Client:
    found = Client()
    found.force_login(make_user(role=role, password=None))
    return found


def page(address: str, document: PolicyDocument, role: str = "editor") -> str:
    answer = client(role).get(f"/desk/documents/{document.pk}/{address}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_says_who_saved_what_and_why(document: PolicyDocument) -> None:
    said = page("revisions/", document)
    assert [name in said for name in ("识读", "林岚", "周远", "按底稿改", "1 段")] == [True] * 5
    assert said.index("周远") < said.index("林岚")


def test_two_are_set_side_by_side_with_their_characters_marked(document: PolicyDocument) -> None:
    said = page("revisions/compare/?from=1&to=3", document)
    assert "东<ins>干</ins>渠应当节水。" in said
    assert "<del>西渠应当节水。</del>" in said or "西渠应当节水。" in said
    assert "2 处不同" in said
    assert "0 处不同" in page("revisions/compare/?from=2&to=2", document)
    assert "修订 2 与 3 的对照" in page("revisions/compare/", document)


@pytest.mark.parametrize("address", ["revisions/9/", "revisions/compare/?from=9", "revisions/compare/?to=0"])
def test_a_revision_that_never_was_is_not_found(document: PolicyDocument, address: str) -> None:
    assert client().get(f"/desk/documents/{document.pk}/{address}").status_code == 404


def test_the_text_of_an_earlier_one_can_be_read(document: PolicyDocument) -> None:
    said = page("revisions/1/", document)
    assert "西渠应当节水。" in said
    assert "东渠整治" in said
    assert "revisions/1/restore/" in said
    assert "restore" not in page("revisions/1/", document, role="reviewer")


def test_putting_back_is_a_revision_of_its_own(document: PolicyDocument) -> None:
    draft = Draft.objects.get()
    first = draft.revisions.get(n=1)
    answer = client().post(f"/desk/documents/{document.pk}/revisions/1/restore/", follow=True)
    assert "已恢复到修订 1" in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.lock, draft.revisions.last().n, draft.revisions.last().note) == (3, 4, "恢复到修订 1")
    kept = [{key: node[key] for key in ("key", "text", "kind")} for node in first.tree["texts"][0]["nodes"]]
    assert [{"key": n.key, "text": n.text, "kind": n.kind.value} for n in tree_of(draft=draft).texts[0].nodes] == kept


def test_putting_back_brings_tables_and_fields_back(document: PolicyDocument) -> None:
    draft = Draft.objects.get()
    title = document.title
    save(draft, nodes(lambda own: own.pop()))
    rewrite(draft=draft, change=lambda tree: replace(tree, fields=replace(tree.fields, title="别的")), by=None, note="")
    client().post(f"/desk/documents/{document.pk}/revisions/3/restore/")
    tree = tree_of(draft=Draft.objects.get())
    assert (tree.fields.title, tree.tables[0].rows[0].cells) == (title, ("1", "东渠整治"))


def test_a_signed_text_is_not_put_back(document: PolicyDocument) -> None:
    Draft.objects.update(stage="signed")
    client().post(f"/desk/documents/{document.pk}/revisions/1/restore/")
    assert Draft.objects.get().lock == 2
    assert client("reviewer").post(f"/desk/documents/{document.pk}/revisions/1/restore/").status_code == 403


def test_what_nobody_opened_has_no_revisions() -> None:
    document = make_document(state="draft")
    assert "没有修订" in page("revisions/", document)
    assert "还没有修订" in page("panel/revisions/", document)


def test_the_panel_leads_to_the_clause(document: PolicyDocument) -> None:
    key = f"p{document.versions.get().provisions.first().pk}"
    assert f'data-go="{key}"' in page("panel/revisions/", document)


@pytest.mark.parametrize("address", ["revisions/", "panel/revisions/"])
def test_a_long_list_takes_as_many_queries_as_a_short_one(document: PolicyDocument, address: str) -> None:
    desk, draft = client(), Draft.objects.get()
    desk.get(f"/desk/documents/{document.pk}/{address}")
    few = queries(lambda: desk.get(f"/desk/documents/{document.pk}/{address}"))
    for n in range(50):
        draft.revisions.create(n=10 + n, tree={}, by=make_user(), saved_at=draft.opened_at, changed=["p1"])
    assert queries(lambda: desk.get(f"/desk/documents/{document.pk}/{address}")) == few


def test_a_cell_that_changed_is_shown_in_its_row(document: PolicyDocument) -> None:
    save(Draft.objects.get(), tables(lambda one: replace(one, rows=(replace(one.rows[0], cells=("1", "东渠")),))))
    assert "整治" in page("revisions/compare/", document)


def test_a_table_without_a_place_is_part_of_a_revision_too(document: PolicyDocument) -> None:
    save(Draft.objects.get(), nodes(lambda own: own.pop()))
    part = document.versions.get().texts.get()
    add_table(part=part, rows=[("1", "北渠清淤")]).provision.delete()
    save(Draft.objects.get(), written(0, "北渠应当节水。"))
    said = page("revisions/5/", document)
    assert "还没有放入正文的表" in said
    assert "北渠清淤" in said
    assert "还没有放入正文的表" not in page("revisions/1/", document)
