"""What was decided about a public text holds of its corrected wording, wherever the words are the same."""

from datetime import date

import pytest

from gazette.services.composing.overview import with_standing
from policies.models import Draft, Finding, FindingMaker, FindingState, PolicyDocument
from policies.services.correcting import publish_correction
from policies.services.drafting import open_correction, open_draft
from policies.services.noticing import PrintError, list_print_error, referred_findings
from policies.services.proofreading import accept_finding, proofread, refer_finding
from policies.services.proofreading.showing import findings_of
from policies.services.workflow.passing import give_up
from tests.factories import add_table, make_document, make_user

pytestmark = pytest.mark.django_db
DAY = date(2024, 5, 6)
REASON = "原文如此"


@pytest.fixture
def public() -> PolicyDocument:
    """Half-width commas stand in two paragraphs and a cell: one kept, one referred, one kept."""
    document = make_document(
        paragraphs=("各县区要加强领导,压实责任。", "各部门要密切配合,形成合力。"), state="draft", published_on=None
    )
    add_table(part=document.versions.get().texts.get(), columns=("名称",), rows=[["东渠整治,西渠整治"]])
    draft, by = open_draft(document=document, by=None), make_user()
    proofread(draft=draft)
    kept, referred, cell = Finding.objects.filter(code="half-width").order_by("pk")
    accept_finding(finding=kept, by=by, reason=REASON)
    refer_finding(finding=referred, by=by)
    accept_finding(finding=cell, by=by, reason="表中如此")
    Draft.objects.filter(pk=draft.pk).update(closed_at="2024-05-05T00:00:00Z")
    PolicyDocument.objects.filter(pk=document.pk).update(state="published", published_on=DAY)
    return PolicyDocument.objects.get(pk=document.pk)


def states(draft: Draft) -> list[tuple[str, str]]:
    return list(Finding.objects.filter(version=draft.version).order_by("pk").values_list("state", "reason"))


def publish(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(stage="signed", secrecy_by="林岚", secrecy_on=DAY)
    PolicyDocument.objects.filter(pk=draft.document_id).update(disclosure="open")
    publish_correction(document=draft.document, on=DAY, by=None)


def test_decisions_go_over_to_the_same_words_and_what_changed_is_open(public: PolicyDocument) -> None:
    draft = open_correction(document=public, by=None)
    proofread(draft=draft)
    assert states(draft) == [("accepted", REASON), ("referred", ""), ("accepted", "表中如此")]
    for one in Finding.objects.filter(version=draft.version).exclude(carried_from__table=None):
        assert one.table is None or one.table.version == draft.version


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("（略）各县区要加强领导,压实责任。", 0),  # moved, with the words around it
        ("各县区要加强领导,压实责任。逐项办结,不得拖延。", 1),  # kept, and a second one like it
        ("各县区要逐项办结,不得拖延。", 1),  # the same mark in other words
    ],
)
def test_a_place_in_other_words_is_looked_at_again(public: PolicyDocument, text: str, opened: int) -> None:
    draft = open_correction(document=public, by=None)
    draft.version.provisions.filter(position=1).update(text=text)
    for _ in range(2):
        proofread(draft=draft)
        assert states(draft)[3:] == [("open", "")] * opened


def test_an_error_of_the_print_waits_for_one_notice_only(public: PolicyDocument) -> None:
    by = make_user()
    (waiting,) = referred_findings(public)
    draft = open_correction(document=public, by=None)
    assert referred_findings(public) == [waiting]
    publish(draft)
    ((carried, _error),) = referred_findings(public)
    assert carried.carried_from == waiting[0]
    error = PrintError(wrong="配合,形成", right="配合，形成")
    listed = list_print_error(document=public, error=error, on=DAY, by=by, finding=carried)
    assert listed.finding == waiting[0]
    assert referred_findings(public) == []
    publish(open_correction(document=public, by=None))
    assert referred_findings(public) == []


def test_what_the_reader_said_is_the_documents_again_when_the_correction_goes(public: PolicyDocument) -> None:
    read = Finding.objects.create(
        code="digits-doubtful",
        severity="error",
        message="存疑",
        document=public,
        maker=FindingMaker.READER,
        path="documents/1/texts/main/provisions/main__p_2",
        found="密切",
        expected="紧密",
    )
    draft = open_correction(document=public, by=None)
    proofread(draft=draft)
    read.refresh_from_db()
    assert (read.version, read.suggestion) == (draft.version, "紧密")
    give_up(document=public, by=make_user(), reason="不必更正")
    read.refresh_from_db()
    assert (read.version, read.state, read.suggestion) == (None, FindingState.OPEN, None)
    assert read in findings_of(document=PolicyDocument.objects.get(pk=public.pk))


def test_an_issue_counts_what_is_open_once_though_a_correction_has_it_too(public: PolicyDocument) -> None:
    draft = open_correction(document=public, by=None)
    for version in (draft.version, public.versions.get(current=True), None):
        Finding.objects.create(code="x", severity="warning", message="存疑", document=public, version=version)
    (counted,) = with_standing(PolicyDocument.objects.filter(pk=public.pk))
    assert counted.warnings == 2


def test_what_the_reader_left_open_in_the_public_text_is_not_taken_for_mended(public: PolicyDocument) -> None:
    version, row = public.versions.get(), public.versions.get().provisions.order_by("position")[1]
    read = Finding.objects.create(
        code="digits-doubtful",
        severity="error",
        message="存疑",
        document=public,
        version=version,
        maker=FindingMaker.READER,
        key=f"p{row.pk}",
        field="text",
        start=4,
        end=6,
        found="密切",
        suggestion="紧密",
    )
    draft = open_correction(document=public, by=None)
    proofread(draft=draft)
    read.refresh_from_db()
    assert read.state == FindingState.OPEN
    assert Finding.objects.get(version=draft.version, code="digits-doubtful").state == FindingState.OPEN
