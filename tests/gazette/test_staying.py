"""A newer reading takes nothing from those who worked on the one before: it stays with its document, or is kept aside."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from gazette.models import Assignment, Comment, GazetteIssue, ImportJob, Reading, Task
from gazette.services.rereading.deciding import stamp_of, take_part, take_reading
from gazette.services.talk.commenting import comment_on_document
from policies.models import Draft, Finding, FindingState, PolicyDocument, User
from policies.services.drafting import open_draft, record_revision
from policies.services.proofreading import accept_finding, proofread
from policies.services.workflow.reception import decide_disclosure
from tests.factories import make_user
from tests.gazette.imports import bring_in_record
from tests.readings import read_document, read_issue, read_table

pytestmark = pytest.mark.django_db(transaction=True)

SAME, WAS, IS = "各区县要抓好,抓实水渠整治。", "经费由市财政承担,专款专用。", "经费由市、区财政承担；专款专用。"
FIRST = read_document(paragraphs=(SAME, WAS), tables=(read_table(),))
BETTER = read_document(paragraphs=(IS, SAME), tables=(read_table(),))
OTHER = read_document(title="安澜市人民政府关于东渠的通知", number="安政发〔2024〕8号", paragraphs=("东渠开工。",))
THIRD = read_document(title="安澜市人民政府关于西渠的通知", number="安政发〔2024〕9号", paragraphs=("西渠开工。",))
FOURTH = read_document(title="安澜市人民政府关于北渠的通知", number="安政发〔2024〕10号", paragraphs=("北渠开工。",))


@dataclass
class Work:
    """What editors had put into an issue of three documents before it was read again; nobody touched the third."""

    by: User
    reading: Reading
    first: PolicyDocument
    spoken_of: PolicyDocument
    draft: Draft


@pytest.fixture
def work() -> Work:
    by = make_user()
    bring_in_record(read_issue(FIRST, OTHER, THIRD))
    first, other, _third = PolicyDocument.objects.order_by("pk")
    draft = open_draft(document=first, by=by)
    record_revision(draft=draft, by=by, note="校改")
    proofread(draft=draft)
    decide_disclosure(document=first, by=by, disclosure="open")
    for one in Finding.objects.filter(code="half-width", document=first):
        accept_finding(finding=one, by=by, reason="原件如此")
    same, was = draft.version.provisions.filter(table=None).order_by("position")
    row = draft.version.tables.get().rows.order_by("n")[1]
    for key, quote in ((f"p{same.pk}", "水渠"), (f"p{was.pk}", "专款"), (f"r{row.pk}", ""), ("", "")):
        comment_on_document(document=first, by=by, text=f"请核{quote or key}。", key=key, quote=quote)
    comment_on_document(document=other, by=by, text="等原件。")
    Assignment.objects.create(document=first, task=Task.COLLATE, to=by, by=by)
    reading = bring_in_record(read_issue(BETTER, FOURTH)).reading
    assert reading
    return Work(by, reading, first, other, draft)


def take_whole(work: Work) -> list[PolicyDocument]:
    return take_reading(reading=work.reading, stamp=stamp_of(reading=work.reading, key=""), by=work.by)


def take_in_parts(work: Work) -> list[PolicyDocument]:
    aside = []
    for key in ("new/1", "new/2", *(f"gone/{one.pk}" for one in PolicyDocument.objects.order_by("pk")[1:3])):
        work.reading.refresh_from_db()
        stamp = stamp_of(reading=work.reading, key=key)
        aside += take_part(reading=work.reading, key=key, stamp=stamp, by=work.by)
    return aside


@pytest.mark.parametrize("take", [take_whole, take_in_parts])
def test_nothing_that_editors_made_is_lost(work: Work, take: Callable[[Work], list[PolicyDocument]]) -> None:
    assert take(work) == [work.spoken_of]
    assert sorted(PolicyDocument.objects.values_list("title", flat=True)) == sorted(
        one.title for one in (FIRST, OTHER, FOURTH)
    )
    issue = GazetteIssue.objects.get()
    titles = [one.document.title for one in issue.promulgations.order_by("position")]
    assert titles == [FIRST.title, FOURTH.title]
    first = PolicyDocument.objects.get(title=FIRST.title)
    assert (first.pk, first.disclosure, first.updated_by) == (work.first.pk, "open", work.by)
    draft = Draft.objects.get(document=first)
    assert [one.text for one in draft.version.provisions.filter(table=None).order_by("position")] == [IS, SAME]
    assert [(one.by, one.note) for one in draft.revisions.all()] == [
        (None, ""),
        (work.by, "校改"),
        (work.by, "改用新的识读；1 条处理过的校对意见，所在文字已变，要重新处理"),
    ]
    assert Assignment.objects.get().document == first
    assert work.spoken_of.comments.get().text == "等原件。"
    assert ImportJob.objects.get(reading=work.reading).issue == issue


def test_comments_and_decisions_hang_on_the_same_words(work: Work) -> None:
    take_whole(work)
    on_same, on_other, on_row, on_all = Comment.objects.filter(document=work.first).order_by("pk")
    assert on_same.provision is not None
    assert on_same.provision.text == SAME
    assert SAME[on_same.start : on_same.end] == "水渠"
    assert on_other.provision is not None
    assert (on_other.provision.eid, on_other.quote, on_other.start) == ("main__p_2", "专款", None)
    assert on_row.row is not None
    assert on_row.row.cells[1] == "西渠整治"
    assert not on_all.pin
    kept = Finding.objects.get(document=work.first, state=FindingState.ACCEPTED)
    assert kept.key == f"p{on_same.provision_id}"
    proofread(draft=Draft.objects.get(document=work.first))
    assert not Finding.objects.filter(document=work.first, code="half-width", state=FindingState.OPEN).exists()
