"""Composing an issue: rows follow the composition, every change is a revision, nobody overwrites another unseen."""

from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from gazette.drafting import arranging
from gazette.models import GazetteIssue, IssueKind, IssueRevision
from gazette.services.composing.beginning import begin_issue, propose_issue
from gazette.services.composing.changing import (
    ClosedIssueError,
    CompositionError,
    StaleCompositionError,
    add_documents,
    change_composition,
    undo_change,
)
from gazette.services.composing.counting import count_pages
from gazette.services.composing.rows import composition_of
from gazette.services.importing.recording import untouched
from policies.models import User
from tests import factories
from tests.cast import queries

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 5, 1, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def editor() -> User:
    return factories.make_user(first_name="林编辑")


@pytest.fixture
def issue() -> GazetteIssue:
    documents = [factories.make_document(title=f"关于{name}的通知", state="draft") for name in "甲乙丙丁"]
    issue = factories.make_issue(documents=documents, state="draft", published_on=None, number=5)
    issue.contents.filter(position=4).update(section="部门文件")
    factories.add_chronicle(issue=issue)
    return issue


def titles(issue: GazetteIssue) -> list[tuple[str, str]]:
    return list(issue.contents.order_by("position").values_list("section", "title"))


def printed(issue: GazetteIssue) -> list[str]:
    return list(issue.promulgations.order_by("position").values_list("document__title", flat=True))


def change(issue: GazetteIssue, by: User, deed, **arguments) -> GazetteIssue:
    lock = GazetteIssue.objects.get(pk=issue.pk).lock
    return change_composition(issue=issue, lock=lock, change=partial(deed, **arguments), note="移动", by=by, at=NOW)


def test_lines_move_with_their_documents_and_keep_their_keys(issue, editor) -> None:
    keys = list(issue.contents.values_list("pk", flat=True))
    change(issue, editor, arranging.place_lines, lines={keys[3]}, section=0, before=keys[0])
    assert printed(issue) == ["关于丁的通知", "关于甲的通知", "关于乙的通知", "关于丙的通知"]
    assert set(issue.contents.values_list("pk", flat=True)) == set(keys)
    issue.refresh_from_db()
    assert (issue.lock, issue.sections) == (1, ["市政府文件", "部门文件"])
    assert [one.name for one in composition_of(issue).sections] == ["市政府文件", "部门文件"]


def test_every_change_is_a_revision_and_can_be_taken_back(issue, editor) -> None:
    before = titles(issue), printed(issue)
    keys = list(issue.contents.values_list("pk", flat=True))
    change(issue, editor, arranging.step_lines, lines={keys[0]}, step=1)
    change(issue, editor, arranging.remove, lines={keys[1]})
    assert "关于乙的通知" not in printed(issue)
    for lock in (2, 3):
        undo_change(issue=issue, lock=lock, by=editor, at=NOW)
    assert (titles(issue), printed(issue)) == before
    assert list(issue.contents.order_by("position").values_list("pk", flat=True)) == keys
    assert list(IssueRevision.objects.values_list("n", "by", "restores")) == [
        (1, None, None),
        (2, editor.pk, None),
        (3, editor.pk, None),
        (4, editor.pk, 2),
        (5, editor.pk, 1),
    ]
    with pytest.raises(CompositionError):
        undo_change(issue=issue, lock=4, by=editor, at=NOW)


def test_a_change_that_changes_nothing_leaves_no_trace(issue, editor) -> None:
    first = issue.contents.first()
    change(issue, editor, arranging.step_lines, lines={first.pk}, step=-1)
    issue.refresh_from_db()
    assert (issue.lock, issue.revisions.count()) == (0, 0)


def test_who_comes_late_is_told_by_whom(issue, editor) -> None:
    change(issue, editor, arranging.add_section, name="任免")
    with pytest.raises(StaleCompositionError, match="林编辑刚才保存了本期（移动）"):
        change_composition(
            issue=issue, lock=0, change=partial(arranging.add_section, name="其他"), note="", by=editor, at=NOW
        )


@pytest.mark.parametrize(
    "fields", [{"stage": "signed"}, {"state": "published"}, {"state": "withdrawn", "withdrawal_reason": "撤回重印"}]
)
def test_a_signed_or_public_issue_stands(issue, editor, fields) -> None:
    GazetteIssue.objects.filter(pk=issue.pk).update(**fields)
    with pytest.raises(ClosedIssueError):
        change(issue, editor, arranging.add_section, name="任免")


def test_documents_come_from_outside_and_from_nowhere_else(issue, editor) -> None:
    free = factories.make_document(title="关于戊的通知")
    taken = factories.make_document(title="关于己的通知")
    factories.make_issue(documents=[taken])
    where = {"section": 1, "before": 0, "by": editor, "at": NOW}
    add_documents(issue=issue, lock=0, documents=[free.pk], **where)
    assert printed(issue)[-1] == "关于戊的通知"
    with pytest.raises(CompositionError, match="已编入"):
        add_documents(issue=issue, lock=1, documents=[taken.pk], **where)


def test_undoing_brings_no_document_back_that_stands_elsewhere_now(issue, editor) -> None:
    moved = issue.promulgations.get(position=4).document
    change(issue, editor, arranging.remove, documents={moved.pk})
    factories.make_issue(documents=[moved], state="draft")
    undo_change(issue=issue, lock=1, by=editor, at=NOW)
    assert moved.title not in printed(issue)
    assert len(printed(issue)) == 3


def test_a_new_issue_carries_over_what_stays(editor) -> None:
    gazette = factories.make_gazette()
    last = factories.make_issue(
        gazette=gazette,
        year=2024,
        number=4,
        total_number=88,
        publisher="安澜市人民政府办公室",
        masthead=[{"label": "期号", "value": "第4期"}, {"label": "主管", "value": "安澜市人民政府"}],
        board=[{"role": "主编", "names": ["陶昱"]}],
        documents=[factories.make_document()],
    )
    proposed = propose_issue(gazette=gazette, on=date(2024, 5, 1))
    assert (proposed.year, proposed.number, proposed.total_number, proposed.last) == (2024, 5, 89, last)
    assert propose_issue(gazette=gazette, on=date(2025, 1, 3)).number == 1
    call = {"gazette": gazette, "year": 2024, "number": 5, "kind": IssueKind.REGULAR, "total_number": 89}
    begun = begin_issue(**call, carry=True, by=editor, at=NOW)
    assert (begun.publisher, begun.board, begun.sections) == (last.publisher, last.board, ["市政府文件"])
    assert begun.masthead == [{"label": "主管", "value": "安澜市人民政府"}]
    with pytest.raises(CompositionError, match="已有"):
        begin_issue(**call, carry=True, by=editor, at=NOW)


def test_a_combined_issue_takes_two_numbers() -> None:
    issue = factories.make_issue(year=2024, number=7, kind="combined")
    assert propose_issue(gazette=issue.gazette, on=date(2024, 9, 1)).number == 9


def test_an_edited_composition_is_not_read_over_silently(issue, editor) -> None:
    assert untouched(issue=issue)
    change(issue, editor, arranging.add_section, name="任免")
    assert not untouched(issue=issue)


def test_counting_pages_asks_no_more_for_fifty_documents(issue) -> None:
    few = queries(lambda: count_pages(issue=issue, whole=composition_of(issue)))
    for n in range(50):
        factories.add_promulgation(issue=issue, document=factories.make_document(title=f"第{n}号"))
    whole = composition_of(issue)
    assert queries(lambda: count_pages(issue=issue, whole=composition_of(issue))) == few
    counted = count_pages(issue=issue, whole=whole)
    assert not counted.paging.exact
    assert counted.paging.total > 5
    assert list(counted.paging.documents.values()) == sorted(counted.paging.documents.values())
