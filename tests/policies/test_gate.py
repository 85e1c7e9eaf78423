"""The publication gate: nothing comes through that is undecided, closed, secret, personal, wrong or unsigned."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from policies.models import DocumentState, Finding, PolicyDocument
from policies.services.publishing import publish_document
from policies.services.workflow.errors import GateError
from policies.services.workflow.gate import obstacles
from policies.services.workflow.releasing import release
from policies.services.workflow.screening import record_screening
from tests.factories import add_figure, add_table, make_document, make_draft, make_signed, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2024, 4, 2)
IDENTITY = "530302199001011232"
MOBILE = "13800138000"


def kinds(document: PolicyDocument) -> list[str]:
    return [one.kind.value for one in obstacles(document=PolicyDocument.objects.get(pk=document.pk))]


def test_a_fresh_manuscript_misses_signature_disclosure_and_secrecy_review() -> None:
    assert kinds(make_document(state="draft")) == ["unsigned", "undecided", "unexamined"]


def test_nothing_stands_before_a_text_that_is_ready() -> None:
    document = make_signed()
    assert kinds(document) == []
    release(document=document, on=TODAY, by=make_user(role="publisher"))
    document.refresh_from_db()
    assert (document.state, document.published_on) == (DocumentState.PUBLISHED, TODAY)
    draft = document.drafts.get()
    assert draft.closed_at is not None
    assert draft.moves.get().deed == "publish"


@pytest.mark.parametrize("disclosure", ["on_request", "withheld"])
def test_what_is_not_open_to_everybody_stays_inside(disclosure: str) -> None:
    document = make_signed()
    PolicyDocument.objects.filter(pk=document.pk).update(disclosure=disclosure)
    assert kinds(document) == ["not-open"]


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("此件公开发布", []),
        ("此件依申请公开", ["not-open"]),
        ("此件不予公开", ["not-open"]),
        ("此件发至县处级", ["undecided"]),
    ],
)
def test_what_the_print_says_of_publicity_counts(printed: str, found: list[str]) -> None:
    document = make_signed(document=make_document(state="draft", publicity=printed))
    PolicyDocument.objects.filter(pk=document.pk).update(disclosure="")
    assert kinds(document) == found


def test_the_office_cannot_open_what_the_print_closes() -> None:
    assert kinds(make_signed(document=make_document(state="draft", publicity="依申请公开"))) == ["not-open"]


def test_an_empty_text_is_not_published() -> None:
    assert kinds(make_signed(document=make_document(state="draft", paragraphs=()))) == ["empty"]


def test_an_open_error_blocks_and_a_warning_does_not() -> None:
    document = make_signed()
    document.findings.create(code="text-lost", severity="error", message="少了一行")
    document.findings.create(code="sum-mismatch", severity="warning", message="合计不符")
    assert kinds(document) == ["errors"]
    Finding.objects.filter(code="text-lost").update(state="fixed")
    assert kinds(document) == []


def test_a_secrecy_mark_blocks_until_it_is_accepted() -> None:
    document = make_signed()
    mark = document.findings.create(code="secrecy-marked", severity="warning", message="标有密级")
    assert kinds(document) == ["secrecy-marked"]
    Finding.objects.filter(pk=mark.pk).update(state="accepted", reason="已解密")
    assert kinds(document) == []


def test_personal_numbers_block_wherever_they_stand() -> None:
    for where in ("text", "cell", "caption", "title"):
        document = make_document(state="draft", title=f"通知{IDENTITY}" if where == "title" else "")
        part = document.versions.get().texts.get()
        if where == "text":
            part.provisions.update(text=f"联系人电话{MOBILE}。")
        if where == "cell":
            add_table(part=part, rows=[("1", IDENTITY)])
        if where == "caption":
            add_figure(part=part, caption=f"证件{IDENTITY}")
        assert kinds(make_signed(document=document)) == ["personal"], where


def test_a_personal_number_is_a_finding_until_it_is_gone_or_accepted() -> None:
    document = make_document(state="draft", paragraphs=[f"甲{IDENTITY}", f"乙{MOBILE}"])
    draft = make_draft(document=document)
    first, second = record_screening(draft=draft)
    assert [first.code, second.code] == ["personal-identity", "personal-mobile"]
    assert IDENTITY not in first.message
    assert (first.field, first.start, first.end) == ("text", 1, 19)
    assert record_screening(draft=draft) == [first, second]  # none is doubled
    document = make_signed(document=document)
    Finding.objects.filter(pk=second.pk).update(
        state="accepted", reason="窗口电话，本人同意", decided_at=timezone.now()
    )
    provision = document.versions.get().provisions.order_by("position")[0]
    provision.text = "甲"
    provision.save()
    assert record_screening(draft=draft) == []
    first.refresh_from_db()
    assert first.state == "fixed"
    assert IDENTITY not in first.found
    assert kinds(document) == []


def test_an_accepted_number_blocks_again_in_another_place() -> None:
    document = make_document(state="draft", paragraphs=[f"乙{MOBILE}", "丙"])
    draft = make_draft(document=document)
    Finding.objects.filter(pk=record_screening(draft=draft)[0].pk).update(state="accepted", reason="窗口电话")
    document = make_signed(document=document)
    document.versions.get().provisions.filter(text="丙").update(text=f"丙{MOBILE}")
    assert kinds(document) == ["personal"]


def test_publishing_asks_the_gate_on_every_path_but_the_archives() -> None:
    document = make_document(state="draft", published_on=None)
    with pytest.raises(GateError, match="保密审查"):
        publish_document(document=document, on=TODAY, by=None, published_on=TODAY)
    document.refresh_from_db()
    assert document.state == DocumentState.DRAFT
    publish_document(document=document, on=TODAY, by=None, published_on=None, archive=True)
    document.refresh_from_db()
    assert document.state == DocumentState.PUBLISHED


def test_a_manuscript_takes_its_lasting_address_when_it_is_published() -> None:
    document = make_signed(document=make_document(state="draft", slug="n/undated/9", number="安政发〔2024〕77号"))
    series = document.numbers.get().series
    release(document=document, on=TODAY, by=make_user(role="publisher"))
    document.refresh_from_db()
    assert document.slug == f"{series.slug}/2024/77"


def test_without_number_or_day_it_is_addressed_by_the_day_of_publication_and_the_old_address_leads_on() -> None:
    manuscript = make_document(state="draft", slug="n/undated/9", number=None, issued_on=None, published_on=None)
    document = make_signed(document=manuscript)
    release(document=document, on=TODAY, by=make_user(role="publisher"))
    document.refresh_from_db()
    assert document.slug == f"n/{TODAY.isoformat()}/1"
    answer = Client().get("/doc/n/undated/9/")
    assert (answer.status_code, answer["Location"]) == (301, f"/doc/{document.slug}/")
