"""The import job, from a file to records: once, whole, or not at all."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from gazette.models import Gazette, GazetteIssue, ImportJob, JobStage, JobState
from gazette.services.importing import running
from gazette.services.importing.jobs import claim_job, due_jobs, finish_job
from gazette.services.importing.leases import Lease, LeaseLostError
from gazette.services.importing.running import run_import
from policies.models import DocumentEvent, Finding, PolicyDocument
from tests.gazette.imports import TODAY, bring_in, bring_in_record, counted, hand_in
from tests.readings import read_document, read_everything, read_issue

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_record_becomes_a_draft_issue() -> None:
    job = bring_in_record(read_issue(read_everything(), read_document(number="安政发〔2024〕8号")))
    assert (job.state, job.progress, job.attempts) == (JobState.DONE, 100, 1)
    issue = job.issue
    assert (issue.gazette.code, issue.gazette.title) == ("anlan", "安澜市人民政府公报")
    assert (issue.year, issue.number, issue.state, issue.published_on) == (2024, 3, "draft", None)
    assert issue.masthead == [{"label": "主办", "value": "安澜市人民政府"}]
    assert [one.printed_page for one in issue.promulgations.all()] == [1, 2]
    assert issue.promulgations.first().entry.title == issue.contents.first().title
    assert issue.chronicle.get().text.startswith("3月2日")
    finding = Finding.objects.get(code="sum-mismatch")
    assert finding.table.n == 1
    assert finding.document == issue.promulgations.first().document
    assert finding.table.project_table.rows.get(row__n=2).amount == 80.5
    assert "2 件公文" in job.message


def test_publishing_is_archive_loading() -> None:
    job = bring_in_record(read_issue(), publish=True)
    assert (job.issue.state, job.issue.published_on) == ("published", None)
    assert job.open_findings.get().code == "sum-mismatch"
    document = PolicyDocument.objects.get()
    assert (document.state, document.published_on) == ("published", None)
    event = DocumentEvent.objects.get()
    assert (event.kind, event.on) == ("published", TODAY)
    assert "归档装载" in event.note


def test_the_same_file_twice_changes_nothing() -> None:
    record = read_issue(read_everything())
    bring_in_record(record)
    before = counted()
    job = hand_in(repr(record).encode())
    run_import(job_id=job.pk, on=TODAY)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert "没有改动" in job.message
    assert counted() == before


def test_the_same_request_while_it_waits_is_one_job() -> None:
    assert hand_in(b"abc") == hand_in(b"abc")
    assert hand_in(b"abc", publish=True).pk != hand_in(b"abc").pk


def test_a_better_file_shows_its_difference_before_it_is_used() -> None:
    bring_in_record(read_issue(read_document(paragraphs=("旧识读。",))))
    job = bring_in_record(read_issue(read_document(paragraphs=("新识读。",))))
    assert job.state == JobState.NEEDS_REVIEW
    assert PolicyDocument.objects.get().versions.get().provisions.get().text == "旧识读。"
    assert job.reading.difference["changed"][0]["paragraphs"] == {"more": 1, "fewer": 1}
    assert [one.applied for one in job.issue.readings.order_by("pk")] == [True, False]


def test_a_better_file_never_overwrites_what_is_public() -> None:
    bring_in_record(read_issue(), publish=True)
    job = bring_in_record(read_issue(read_document(paragraphs=("新识读。",))), publish=True)
    assert job.state == JobState.NEEDS_REVIEW
    assert job.reading.difference["changed"][0]["document"] == "安政发〔2024〕7号"
    assert not job.reading.applied
    assert "新识读。" not in PolicyDocument.objects.get().versions.get().provisions.values_list("text", flat=True)


def test_a_better_file_never_overwrites_an_editors_work(django_user_model) -> None:
    bring_in_record(read_issue())
    editor = django_user_model.objects.create_user("lin")
    PolicyDocument.objects.update(updated_by=editor)
    job = bring_in_record(read_issue(read_document(paragraphs=("新识读。",))))
    assert job.state == JobState.NEEDS_REVIEW
    assert "尚未采用" in job.message


def test_another_file_with_the_same_text_is_no_change() -> None:
    bring_in_record(read_issue(), publish=True)
    job = bring_in_record(read_issue(unplaced=(), kept_share=0.98))
    assert job.state == JobState.DONE
    assert "一致" in job.message


def test_publishing_later_publishes_the_draft() -> None:
    record = read_issue()
    bring_in_record(record)
    job = hand_in(repr(record).encode(), publish=True)
    run_import(job_id=job.pk, on=TODAY)
    assert GazetteIssue.objects.get().state == "published"


def test_what_the_masthead_lacks_must_be_given() -> None:
    job = bring_in_record(read_issue(year=None, number=None))
    assert job.state == JobState.FAILED
    assert "--year" in job.message
    again = hand_in(repr(read_issue(year=None, number=None)).encode(), year=2023, number=9)
    run_import(job_id=again.pk, on=TODAY)
    assert GazetteIssue.objects.get().number == 9


def test_what_a_person_asked_for_outweighs_the_masthead_and_is_told() -> None:
    job = bring_in_record(read_issue(), number=4)
    assert job.state == JobState.DONE
    assert job.issue is not None
    assert job.issue.number == 4
    assert "已按提交时填写的 4 导入" in job.message


def test_a_known_gazette_is_used_and_an_unknown_code_makes_one() -> None:
    bring_in_record(read_issue(), gazette_code="city")
    bring_in_record(read_issue(number=4), gazette_code="city")
    assert Gazette.objects.get().code == "city"
    bring_in_record(read_issue(number=5))
    assert Gazette.objects.count() == 1


def test_an_error_of_ours_leaves_no_record_and_says_so(monkeypatch) -> None:
    monkeypatch.setattr(running, "outcome_message", lambda **_: 1 / 0)
    job = bring_in_record(read_issue())
    assert job.state == JobState.FAILED
    assert "任务编号" in job.message
    assert "ZeroDivision" not in job.message
    assert not PolicyDocument.objects.exists()


def test_a_worker_told_to_stop_gives_the_job_back(monkeypatch) -> None:
    def stop(**_: object) -> None:
        raise SystemExit

    monkeypatch.setattr(running, "outcome_message", stop)
    with pytest.raises(SystemExit):
        bring_in_record(read_issue())
    job = ImportJob.objects.get()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)


def test_one_worker_claims_a_job_and_its_lease_holds() -> None:
    job = hand_in(b"x")
    assert claim_job(job_id=job.pk)
    assert claim_job(job_id=job.pk) is None
    run_import(job_id=job.pk, on=TODAY)
    assert ImportJob.objects.get().state == JobState.RUNNING


def test_a_run_out_lease_is_taken_over_and_the_first_worker_leaves_without_a_trace() -> None:
    job = hand_in(b"x")
    first = claim_job(job_id=job.pk)
    ImportJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    second = claim_job(job_id=job.pk)
    assert second.attempts == 2
    with pytest.raises(LeaseLostError), transaction.atomic():
        finish_job(job=first, state=JobState.DONE, message="")
    with Lease(first) as lease, pytest.raises(LeaseLostError):
        lease.report(JobStage.READING, 5)
    finish_job(job=second, state=JobState.DONE, message="ok")


def test_three_deaths_quarantine_the_file() -> None:
    job = hand_in(b"x")
    for _ in range(3):
        assert claim_job(job_id=job.pk)
        ImportJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert due_jobs() == [job.pk]
    assert claim_job(job_id=job.pk) is None
    job.refresh_from_db()
    assert job.state == JobState.QUARANTINED
    assert "三次" in job.message
    assert due_jobs() == []


def test_deaths_while_a_file_is_read_are_not_the_files() -> None:
    job = hand_in(b"x")
    for _ in range(3):
        with Lease(claim_job(job_id=job.pk)) as lease:
            lease.report(JobStage.READING, 5)
        ImportJob.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert claim_job(job_id=job.pk)


def test_the_sweeper_tells_the_queue_again_but_not_all_the_time() -> None:
    job = hand_in(b"x")
    assert due_jobs() == []
    ImportJob.objects.update(sent_at=timezone.now() - timedelta(minutes=5))
    assert due_jobs() == [job.pk]
    assert due_jobs() == []


def test_the_sample_is_imported_whole(sample: bytes) -> None:
    job = bring_in(sample, name="anlan-2024-3.txt", gazette_code="anlan", year=2024, number=3, publish=True)
    assert job.state == JobState.DONE, job.message
    assert job.issue.promulgations.count() >= 8
    assert job.reading.kept_share > 0.9


def test_a_document_printed_again_is_the_same_document() -> None:
    bring_in_record(read_issue(read_document(), read_document(number="")), publish=True)
    job = bring_in_record(read_issue(read_document(), read_document(number=""), number=4), publish=True)
    assert job.state == JobState.DONE
    assert PolicyDocument.objects.count() == 2
    assert [one.promulgations.count() for one in PolicyDocument.objects.all()] == [2, 2]


def test_the_same_number_on_another_text_is_a_finding() -> None:
    bring_in_record(read_issue())
    job = bring_in_record(read_issue(read_document(title="另一件"), number=4))
    assert set(PolicyDocument.objects.values_list("slug", flat=True)) == {"azf/2024/7", "azf/2024/7-2"}
    finding = Finding.objects.get(code="document-number-repeated")
    assert finding.document.title == "另一件"
    assert finding in job.reading.findings.all()
