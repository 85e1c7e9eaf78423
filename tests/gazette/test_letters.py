"""A file of single letters becomes documents outside any issue; what is here already is never doubled."""

import pytest

from gazette.models import ImportJob, JobKind, JobState, Reading
from gazette.services.importing.letters import publish_letter
from gazette.services.publishing import NotPublishableError
from gazette.services.talk.commenting import comment_on_document
from policies.models import DocumentState, PolicyDocument
from policies.services.publishing import withdraw_document
from tests.factories import make_user
from tests.gazette.imports import TODAY, bring_in

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = """安澜市水务局文件

安水发〔2024〕9号

安澜市水务局关于印发水渠管理办法的通知

各县区人民政府：
　　现将办法印发给你们，请认真贯彻执行。

　　　　　　　安澜市水务局
　　　　　　　2024年3月5日
　　（此件公开发布）

抄送：市委办公室。
安澜市水务局办公室　　　　2024年3月6日印发
"""


def bring(text: str, **request: object) -> ImportJob:
    return bring_in(text.encode(), name="通知.txt", kind=JobKind.DOCUMENT, **request)


def test_a_letter_becomes_a_draft_outside_any_issue() -> None:
    job = bring(LETTER)
    assert (job.state, job.issue) == (JobState.DONE, None)
    document = job.document
    assert document is not None
    assert document.title == "安澜市水务局关于印发水渠管理办法的通知"
    assert (document.doc_number, document.state) == ("安水发〔2024〕9号", DocumentState.DRAFT)
    assert (str(document.issued_on), str(document.printed_on)) == ("2024-03-05", "2024-03-06")
    assert not document.promulgations.exists()
    assert "新建草稿" in job.message
    assert "100.00%" in job.message


def test_the_same_file_again_changes_nothing() -> None:
    first, second = bring(LETTER), bring(LETTER)
    assert (second.state, second.document) == (JobState.DONE, first.document)
    assert "没有重复建立" in second.message
    assert PolicyDocument.objects.count() == 1
    assert Reading.objects.count() == 1


def test_an_untouched_draft_takes_the_better_file_and_keeps_its_address() -> None:
    bring(LETTER)
    slug = PolicyDocument.objects.get().slug
    second = bring(LETTER.replace("认真", "遵照并认真"))
    assert "改用新的识读" in second.message
    document = PolicyDocument.objects.get()
    assert document.slug == slug
    assert "遵照并" in document.versions.get(current=True).provisions.get().text


def test_a_draft_that_somebody_spoke_of_is_not_replaced() -> None:
    bring(LETTER)
    document = PolicyDocument.objects.get()
    editor = make_user(password=None)
    comment_on_document(document=document, by=editor, text="落款日期请核对。", key="/issued_on")
    second = bring(LETTER.replace("认真", "遵照并认真"))
    assert "没有改动记录" in second.message
    assert document.comments.get().text == "落款日期请核对。"


def test_a_published_letter_is_compared_and_waits_for_a_person() -> None:
    job = bring(LETTER)
    assert job.document is not None
    publish_letter(document=job.document, on=TODAY, by=None, archive=True)
    second = bring(LETTER.replace("认真", "遵照并认真"))
    assert second.state == JobState.NEEDS_REVIEW
    assert second.reading is not None
    assert second.reading.difference["changed"][0]["paragraphs"] == {"more": 1, "fewer": 1}
    assert PolicyDocument.objects.count() == 1


def test_a_withdrawn_letter_is_not_brought_in_anew() -> None:
    job = bring(LETTER)
    assert job.document is not None
    publish_letter(document=job.document, on=TODAY, by=None, archive=True)
    withdraw_document(document=job.document, on=TODAY, by=None, reason="内容有误")
    assert "已撤下" in bring(LETTER).message
    assert PolicyDocument.objects.count() == 1


def test_several_letters_in_one_file_are_documents_of_their_own() -> None:
    job = bring(LETTER + LETTER.replace("9号", "10号").replace("水渠", "河道"))
    assert job.state == JobState.DONE
    numbers = [one.doc_number for one in PolicyDocument.objects.order_by("pk")]
    assert numbers == ["安水发〔2024〕9号", "安水发〔2024〕10号"]


def test_a_secret_letter_is_never_published() -> None:
    job = bring("机密★1年\n" + LETTER, publish=True)
    assert job.state == JobState.NEEDS_REVIEW
    assert "标有密级" in job.message
    assert job.document is not None
    assert job.document.state == DocumentState.DRAFT
    with pytest.raises(NotPublishableError):
        publish_letter(document=job.document, on=TODAY, by=None)


def test_archive_loading_publishes_and_says_what_stood_open() -> None:
    job = bring(LETTER, publish=True)
    assert job.document is not None
    document = PolicyDocument.objects.get(pk=job.document.pk)
    assert (document.state, document.published_on) == (DocumentState.PUBLISHED, None)
    assert "归档装载" in document.events.get(kind="published").note


def test_a_file_without_a_letter_fails_with_a_reason() -> None:
    job = bring("\n \n。\n")
    assert job.state == JobState.FAILED
    assert job.message
    assert not PolicyDocument.objects.exists()
