"""A newer reading waits for a person: taken whole or by the document, or refused with a reason; nothing goes silently."""

from dataclasses import replace
from datetime import date

import pytest

from gazette.models import ChronicleEntry, GazetteIssue, ImportJob, JobState, Promulgation, Reading, ReadingDecision
from gazette.reading.records import ChronicleRecord, IssueRecord
from gazette.services.importing import retrying
from gazette.services.importing.retrying import RetryError, read_again, retry_job
from gazette.services.publishing import publish_issue
from gazette.services.rereading.deciding import (
    DecisionError,
    StaleDecisionError,
    keep_ours,
    stamp_of,
    take_part,
    take_reading,
)
from policies.models import Citation, Evidence, Finding, PolicyDocument, Provision
from policies.reading.records import CitationKind, FindingRecord, Severity
from tests.factories import make_user
from tests.gazette.imports import TODAY, bring_in, bring_in_record, hand_in
from tests.readings import read_document, read_issue, read_table

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = read_document(paragraphs=("各区县要抓好水渠整治。", "经费由市财政承担。"))
BETTER = read_document(paragraphs=("各区县要抓好水渠整治。", "经费由市、区财政承担。"))
OTHER = read_document(title="安澜市人民政府关于东渠的通知", number="安政发〔2024〕8号", paragraphs=("东渠开工。",))
THIRD = read_document(title="安澜市人民政府关于西渠的通知", number="安政发〔2024〕9号", paragraphs=("西渠开工。",))


@pytest.fixture
def editor():
    return make_user(role="editor", password=None)


def twice(first: IssueRecord, second: IssueRecord, *, edited: bool = False) -> Reading:
    """An issue read twice; the second reading waits."""
    bring_in_record(first)
    if edited:
        edit()
    job = bring_in_record(second)
    assert job.state == JobState.NEEDS_REVIEW
    return job.reading


def edit(text: str = "经费由编辑改定。") -> None:
    document = PolicyDocument.objects.order_by("pk").first()
    document.updated_by = make_user(role="editor", password=None)
    document.save()
    Provision.objects.filter(version__document=document, eid="main__p_2").update(text=text)


def said() -> dict[str, list[str]]:
    return {
        one.document.doc_number: list(one.document.versions.get().provisions.values_list("text", flat=True))
        for one in Promulgation.objects.order_by("position")
    }


def stamp(reading: Reading, key: str) -> str:
    reading.refresh_from_db()
    return stamp_of(reading=reading, key=key)


def test_the_whole_reading_is_taken(editor) -> None:
    reading = twice(read_issue(FIRST), read_issue(BETTER, OTHER))
    take_reading(reading=reading, stamp=stamp(reading, ""), by=editor)
    assert said() == {
        "安政发〔2024〕7号": ["各区县要抓好水渠整治。", "经费由市、区财政承担。"],
        "安政发〔2024〕8号": ["东渠开工。"],
    }
    reading.refresh_from_db()
    assert reading.applied
    assert PolicyDocument.objects.order_by("pk").first().slug == "azf/2024/7"
    decision = ReadingDecision.objects.get()
    assert (decision.deed, decision.by, decision.key) == ("taken", editor, "")
    assert ImportJob.objects.get(reading=reading).state == JobState.DONE


def test_what_editors_made_is_kept_in_the_decision(editor) -> None:
    reading = twice(read_issue(FIRST), read_issue(BETTER), edited=True)
    take_reading(reading=reading, stamp=stamp(reading, ""), by=editor)
    replaced = ReadingDecision.objects.get().replaced["azf/2024/7"]
    assert replaced["texts"][0]["provisions"][1]["text"] == "经费由编辑改定。"


def test_one_document_is_taken_and_keeps_its_address_and_citations(editor) -> None:
    citing = replace(OTHER, citations=read_document(cites=((CitationKind.CITES, "安政发〔2024〕7号", ""),)).citations)
    doubt = FindingRecord("sum-mismatch", Severity.WARNING, "合计不符。", "documents/1/tables/1")
    better = replace(BETTER, tables=(read_table(),))
    reading = twice(read_issue(FIRST, citing), read_issue(better, THIRD, citing, findings=(doubt,)))
    before = PolicyDocument.objects.order_by("pk").first()
    take_part(reading=reading, key="new/1", stamp=stamp(reading, "new/1"), by=editor)
    after = PolicyDocument.objects.order_by("pk").first()
    assert (after.pk, after.slug) == (before.pk, before.slug)
    assert said()["安政发〔2024〕7号"][1] == "经费由市、区财政承担。"
    assert Citation.objects.get(number="安政发〔2024〕7号").target == after
    assert Evidence.objects.filter(version__document=after).values_list("source", flat=True).distinct().get() == (
        reading.source_id
    )
    assert after.findings.get().message == "合计不符。"
    assert "安政发〔2024〕9号" not in said()


def test_a_document_more_comes_where_print_has_it_and_one_less_goes(editor) -> None:
    reading = twice(read_issue(FIRST, OTHER), read_issue(FIRST, THIRD))
    keys = {entry["key"] for name in ("added", "removed") for entry in reading.difference[name]}
    gone = PolicyDocument.objects.get(title=OTHER.title)
    assert keys == {"new/2", f"gone/{gone.pk}"}
    take_part(reading=reading, key="new/2", stamp=stamp(reading, "new/2"), by=editor)
    assert list(said()) == ["安政发〔2024〕7号", "安政发〔2024〕9号", "安政发〔2024〕8号"]
    take_part(reading=reading, key=f"gone/{gone.pk}", stamp=stamp(reading, f"gone/{gone.pk}"), by=editor)
    assert list(said()) == ["安政发〔2024〕7号", "安政发〔2024〕9号"]
    assert not PolicyDocument.objects.filter(pk=gone.pk).exists()
    reading.refresh_from_db()
    assert "added" not in reading.difference
    assert "removed" not in reading.difference


def test_masthead_contents_and_chronicle_are_taken_together(editor) -> None:
    second = read_issue(FIRST, chronicle=(ChronicleRecord(date(2024, 3, 9), None, "3月9日 东渠开工。"),))
    second = replace(second, masthead=replace(second.masthead, printer="安澜市文汇印务有限公司"))
    reading = twice(read_issue(FIRST), second)
    take_part(reading=reading, key="issue", stamp=stamp(reading, "issue"), by=editor)
    assert ChronicleEntry.objects.get().text == "3月9日 东渠开工。"
    assert GazetteIssue.objects.get().printer == "安澜市文汇印务有限公司"
    assert Promulgation.objects.get().entry is not None
    reading.refresh_from_db()
    assert reading.difference == {}
    assert ImportJob.objects.get(reading=reading).state == JobState.DONE


def test_keeping_needs_a_reason_and_leaves_all_as_it_is(editor) -> None:
    reading = twice(read_issue(FIRST), read_issue(BETTER), edited=True)
    with pytest.raises(DecisionError, match="理由"):
        keep_ours(reading=reading, key="new/1", stamp=stamp(reading, "new/1"), by=editor, reason="  ")
    keep_ours(reading=reading, key="new/1", stamp=stamp(reading, "new/1"), by=editor, reason="以原件为准。")
    assert said()["安政发〔2024〕7号"][1] == "经费由编辑改定。"
    decision = ReadingDecision.objects.get()
    assert (decision.deed, decision.reason, decision.name) == ("kept", "以原件为准。", FIRST.title)
    assert ImportJob.objects.get(reading=reading).state == JobState.DONE


def test_a_refused_reading_does_not_ask_again(editor) -> None:
    record = read_issue(BETTER)
    reading = twice(read_issue(FIRST), record)
    keep_ours(reading=reading, key="", stamp=stamp(reading, ""), by=editor, reason="以原件为准。")
    assert bring_in_record_again(record).state == JobState.DONE


def bring_in_record_again(record: IssueRecord) -> ImportJob:
    from gazette.services.importing.running import run_import

    job = hand_in(repr(record).encode())
    run_import(job_id=job.pk, on=TODAY)
    job.refresh_from_db()
    return job


def test_a_second_press_is_told(editor) -> None:
    reading = twice(read_issue(FIRST, OTHER), read_issue(BETTER, THIRD))
    seen = stamp(reading, "new/1")
    take_part(reading=reading, key="new/1", stamp=seen, by=editor)
    with pytest.raises(StaleDecisionError):
        take_part(reading=reading, key="new/1", stamp=seen, by=editor)
    assert ReadingDecision.objects.count() == 1


def test_an_edit_since_the_form_was_shown_is_told(editor) -> None:
    reading = twice(read_issue(FIRST), read_issue(BETTER))
    seen = {key: stamp(reading, key) for key in ("", "new/1")}
    edit()
    for key, deed in (("", take_reading), ("new/1", take_part)):
        with pytest.raises(StaleDecisionError):
            deed(reading=reading, stamp=seen[key], by=editor, **({"key": key} if key else {}))
    assert said()["安政发〔2024〕7号"][1] == "经费由编辑改定。"


def test_two_editors_at_two_documents_do_not_hinder_each_other(editor) -> None:
    better = replace(OTHER, publicity="此件公开发布")
    reading = twice(read_issue(FIRST, OTHER), read_issue(BETTER, better))
    one, other = stamp(reading, "new/1"), stamp(reading, "new/2")
    take_part(reading=reading, key="new/1", stamp=one, by=editor)
    take_part(reading=reading, key="new/2", stamp=other, by=make_user(role="editor", password=None))
    assert ReadingDecision.objects.count() == 2


def test_what_is_public_is_not_taken_but_may_be_kept(editor) -> None:
    bring_in_record(read_issue(FIRST))
    publish_issue(issue=GazetteIssue.objects.get(), on=TODAY, by=editor, archive=True)
    reading = bring_in_record(read_issue(BETTER)).reading
    for deed, key in ((take_reading, None), (take_part, "new/1")):
        named = {"key": key} if key else {}
        with pytest.raises(DecisionError, match="更正"):
            deed(reading=reading, stamp=stamp(reading, key or ""), by=editor, **named)
    keep_ours(reading=reading, key="new/1", stamp=stamp(reading, "new/1"), by=editor, reason="另行更正。")
    assert said()["安政发〔2024〕7号"][1] == "经费由市财政承担。"


def test_an_unknown_part_is_refused(editor) -> None:
    reading = twice(read_issue(FIRST), read_issue(BETTER))
    for key in ("new/9", "gone/1", "x"):
        with pytest.raises(StaleDecisionError):
            take_part(reading=reading, key=key, stamp=stamp(reading, key), by=editor)


def test_a_number_read_wrong_at_first_is_a_change_not_another_document() -> None:
    wrong = read_document(number="安政发〔2024〕1号", paragraphs=("各区县要抓好水渠整治。", "经费由市财政承担。"))
    reading = twice(read_issue(wrong), read_issue(BETTER))
    assert "added" not in reading.difference
    assert reading.difference["changed"][0]["parts"][0] == "文号"


def test_findings_of_a_taken_document_belong_to_the_issue(editor) -> None:
    doubt = FindingRecord("number-skipped", Severity.WARNING, "编号跳号。", "documents/1")
    reading = twice(read_issue(FIRST, OTHER, findings=()), read_issue(BETTER, THIRD, findings=(doubt,)))
    take_part(reading=reading, key="new/1", stamp=stamp(reading, "new/1"), by=editor)
    assert Finding.objects.filter(readings__applied=True, code="number-skipped").exists()


def test_a_newer_reader_reads_the_file_again(editor, sample: bytes, monkeypatch) -> None:
    job = bring_in(sample)
    with pytest.raises(RetryError):
        read_again(job=job, by=editor)
    monkeypatch.setattr(retrying, "reader_version", lambda: "2-newer")
    again = read_again(job=job, by=editor)
    assert (again.source, again.state, again.requested_by) == (job.source, JobState.QUEUED, editor)
    assert (again.year, again.number) == (2024, 3)
    assert read_again(job=job, by=editor) == again


def test_a_failed_job_is_tried_again_as_a_job_of_its_own(editor) -> None:
    job = bring_in(b"\x89PNG\r\n\x1a\n")
    assert job.state == JobState.FAILED
    again = retry_job(job=job, by=editor)
    assert again.pk != job.pk
    assert retry_job(job=job, by=editor) == again
    with pytest.raises(RetryError):
        retry_job(job=again, by=editor)
