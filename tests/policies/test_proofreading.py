"""The proofreader over a draft's rows: what it finds is kept, moved and cleared with the text; what was decided stays."""

from datetime import date

import pytest

from policies.models import (
    Appendix,
    Draft,
    Evidence,
    Finding,
    FindingMaker,
    FindingState,
    PolicyDocument,
    SourceFile,
    Term,
    Treatment,
)
from policies.reading.records import Severity
from policies.services.drafting import open_draft
from policies.services.proofreading import (
    FindingError,
    accept_finding,
    fix_finding,
    proofread,
    refer_finding,
    reopen_finding,
    weigh_finding,
)
from tests.cast import queries
from tests.factories import add_provision, add_text, make_document, make_organ, make_user

pytestmark = pytest.mark.django_db


def make_draft(*paragraphs: str, **fields: object) -> Draft:
    """An unpublished document with a draft; collated unless told otherwise."""
    document = make_document(paragraphs=paragraphs, state="draft", published_on=None, **fields)
    return open_draft(document=document, by=None)


def change(draft: Draft, n: int, text: str) -> None:
    """As a save would: the row of the n-th paragraph says something else."""
    row = draft.version.provisions.order_by("position")[n - 1]
    row.text = text
    row.save()


def found(draft: Draft) -> list[tuple[str, str, str | None, str]]:
    rows = Finding.objects.filter(version=draft.version).order_by("pk")
    return [(one.code, one.found, one.suggestion, one.state) for one in rows]


def test_a_remark_becomes_a_finding_with_its_place() -> None:
    draft = make_draft("各县区要加强领导,压实责任。")
    row = draft.version.provisions.get()
    source = SourceFile.objects.create(sha256="a" * 64, name="a.pdf", size=1)
    Evidence.objects.create(
        version=draft.version,
        source=source,
        path=row.eid,
        first_line=7,
        last_line=8,
        page=2,
        last_page=2,
        boxes=[[2, 1, 1, 9, 9]],
    )
    assert proofread(draft=draft).made == 1
    one = Finding.objects.get()
    assert (one.code, one.severity, one.maker) == ("half-width", "warning", FindingMaker.PROOFREADER)
    assert (one.key, one.field, one.start, one.end, one.found, one.suggestion) == (
        f"p{row.pk}",
        "text",
        8,
        9,
        ",",
        "，",
    )
    assert (one.document, one.version, one.source, one.page, one.first_line) == (
        draft.document,
        draft.version,
        source,
        2,
        7,
    )
    draft.refresh_from_db()
    assert draft.proofread_lock == draft.lock


def test_again_changes_nothing_and_a_longer_text_moves_what_stands() -> None:
    draft = make_draft("各县区要加强领导,压实责任。")
    proofread(draft=draft)
    first = Finding.objects.get()
    assert proofread(draft=draft) == proofread(draft=draft)
    change(draft, 1, "安澜市各县区要加强领导,压实责任。")
    assert proofread(draft=draft).made == 0
    moved = Finding.objects.get()
    assert (moved.pk, moved.start) == (first.pk, 11)


def test_what_no_longer_holds_goes_and_what_was_decided_stays_decided() -> None:
    draft = make_draft("各县区要加强领导,压实责任。", "由水务局;财政局负责。")
    proofread(draft=draft)
    kept, _ = Finding.objects.order_by("pk")
    accept_finding(finding=kept, by=make_user(), reason="原文如此")
    change(draft, 2, "由水务局、财政局负责。")
    assert proofread(draft=draft).gone == 1
    assert found(draft) == [("half-width", ",", "，", "accepted")]
    change(draft, 1, "各县区要进一步加强领导,压实责任,见到成效。")
    proofread(draft=draft)
    assert [state for *_, state in found(draft)] == ["accepted", "open"]


def read_from_print(*paragraphs: str, **place: object) -> Draft:
    """A collated text that a reader of files has read; `place`: what is known of where it stood."""
    document = make_document(paragraphs=paragraphs, state="draft", published_on=None)
    version = document.versions.get()
    source = SourceFile.objects.create(sha256="b" * 64, name="b.pdf", size=1)
    row = version.provisions.order_by("position")[0]
    Evidence.objects.create(version=version, source=source, path=row.eid, first_line=1, last_line=1, **place)
    return open_draft(document=document, by=None)


def test_where_an_editor_departs_from_the_print_it_is_an_error_until_somebody_says_why() -> None:
    draft, by = read_from_print("雨棚由所在街道负责日常管护。"), make_user()
    proofread(draft=draft)
    assert found(draft) == []
    change(draft, 1, "雨棚由所在社区负责日常管护。")
    proofread(draft=draft)
    one = Finding.objects.get()
    assert (one.code, one.severity, one.found, one.suggestion) == ("record-differs", "error", "社区", "街道")
    with pytest.raises(FindingError, match="写明理由"):
        weigh_finding(finding=one, by=by, severity=Severity.WARNING)
    accept_finding(finding=one, by=by, reason="印件上有手写的更正")
    proofread(draft=draft)
    assert Finding.objects.get().state == FindingState.ACCEPTED
    change(draft, 1, "雨棚由所在街道负责日常管护。")
    draft.document.treatment = Treatment.WRITTEN
    draft.document.save()
    change(draft, 1, "雨棚由所在居委会负责日常管护。")
    assert proofread(draft=draft).made == 0


def test_a_fix_that_was_decided_is_no_departure_and_what_a_picture_said_binds_nobody() -> None:
    draft, by = read_from_print("各县区要加强领导，，压实责任。"), make_user()
    proofread(draft=draft)
    one = weigh_finding(finding=Finding.objects.get(), by=by, severity=Severity.ERROR)
    fix_finding(finding=one, by=by)
    assert [state for *_, state in found(draft)] == [FindingState.FIXED]
    Evidence.objects.update(confidence=0.9)
    change(draft, 1, "各县区要加强领导。")
    assert proofread(draft=draft).made == 0


def test_the_word_list_the_registers_and_repealed_documents_are_asked() -> None:
    Term.objects.create(wrong="布暑", right="部署")
    Term.objects.create(wrong="水渠", right="水道", active=False)
    organ = make_organ(name="安澜市水务局")
    organ.names.create(name="安澜市水利局", kind="former", until_on=date(2019, 3, 31))
    make_document(
        title="安澜市水渠管理办法", number="安政发〔2015〕8号", validity="repealed", validity_since=date(2022, 1, 1)
    )
    draft = make_draft("安澜市水利局要按照《安澜市水渠管理办法》布暑水渠管护。")
    proofread(draft=draft)
    assert found(draft) == [
        ("organ-renamed", "安澜市水利局", "安澜市水务局", "open"),
        ("cited-repealed", "《安澜市水渠管理办法》", None, "open"),
        ("word-wrong", "布暑", "部署", "open"),
    ]


def test_an_appendix_that_is_called_otherwise_in_the_list() -> None:
    draft = make_draft("名单见附件1，经费见附件2。")
    part = add_text(version=draft.version, role="appendix", eid="app_1", title="水渠责任人清单", number=1)
    Appendix.objects.create(
        version=draft.version, position=1, number=1, title="水渠责任人清单", listed="水渠责任人名录", part=part
    )
    proofread(draft=draft)
    assert [code for code, *_ in found(draft)] == ["annex-unlisted", "annex-title-differs"]


def test_words_doubled_at_a_page_end_are_told_by_their_evidence() -> None:
    draft = make_draft("各县区要推进推进水渠管护。")
    source = SourceFile.objects.create(sha256="a" * 64, name="a.pdf", size=1)
    Evidence.objects.create(
        version=draft.version, source=source, path="main__p_1", first_line=7, last_line=8, page=2, last_page=3
    )
    proofread(draft=draft)
    assert found(draft) == [("doubled-at-page", "推进", "", "open")]


def test_recognition_is_our_records_fault_in_a_print_and_nobodys_in_a_draft() -> None:
    for treatment, severity in (("collated", "error"), ("written", "warning")):
        draft = make_draft("第七條规定。", treatment=treatment)
        proofread(draft=draft)
        assert Finding.objects.get(version=draft.version).severity == severity


def test_what_the_reader_said_already_is_given_its_place_and_its_fix() -> None:
    draft = make_draft("按照安政发[2020〕3号执行。")
    row = draft.version.provisions.get()
    read = Finding.objects.create(
        code="mixed-brackets",
        severity="warning",
        message="文号“安政发[2020〕3号”的括号不成对。",
        path=f"documents/1/texts/main/provisions/{row.eid}",
        document=draft.document,
    )
    assert proofread(draft=draft).made == 0
    read.refresh_from_db()
    assert (read.key, read.found, read.suggestion, read.maker) == (f"p{row.pk}", "[2020〕", "〔2020〕", "reader")
    change(draft, 1, "按照安政发〔2020〕3号执行。")
    proofread(draft=draft)
    read.refresh_from_db()
    assert read.state == FindingState.FIXED


def test_decisions_ask_for_a_reason_and_for_an_open_finding() -> None:
    draft = make_draft("各县区要加强领导,压实责任。")
    proofread(draft=draft)
    one, by = Finding.objects.get(), make_user()
    with pytest.raises(FindingError, match="理由"):
        accept_finding(finding=one, by=by, reason=" ")
    accept_finding(finding=one, by=by, reason="原文如此")
    with pytest.raises(FindingError, match="已经处理过"):
        refer_finding(finding=one, by=by)
    reopened = reopen_finding(finding=one, by=by)
    assert (reopened.state, reopened.reason, reopened.decided_by) == ("open", "", by)
    with pytest.raises(FindingError):
        reopen_finding(finding=one, by=by)


def test_only_an_error_of_a_print_is_referred_to_its_organ() -> None:
    by = make_user()
    printed, written = make_draft("加强领导,压实责任。"), make_draft("加强领导,压实责任。", treatment="written")
    for draft in (printed, written):
        proofread(draft=draft)
    one = Finding.objects.get(version=printed.version)
    assert refer_finding(finding=one, by=by).state == FindingState.REFERRED
    reopen_finding(finding=one, by=by)
    weigh_finding(finding=one, by=by, severity=Severity.ERROR)
    with pytest.raises(FindingError, match="不必转"):
        refer_finding(finding=one, by=by)
    proofread(draft=printed)
    one.refresh_from_db()
    assert one.severity == "error"  # what a person has weighed stays
    own = Finding.objects.get(version=written.version)
    with pytest.raises(FindingError, match="不必转"):
        refer_finding(finding=own, by=by)
    with pytest.raises(FindingError, match="印件"):
        weigh_finding(finding=own, by=by, severity=Severity.ERROR)


def test_the_number_of_queries_does_not_depend_on_the_length() -> None:
    short, long = make_draft("加强领导,压实责任。"), make_draft(*["加强领导,压实责任。"] * 60)
    for draft in (short, long):
        proofread(draft=draft)
    assert queries(lambda: proofread(draft=short)) == queries(lambda: proofread(draft=long)) <= 24


def test_a_public_documents_findings_are_left_alone() -> None:
    document: PolicyDocument = make_document(paragraphs=("加强领导,压实责任。",))
    draft = make_draft("请执行。")
    add_provision(part=draft.version.texts.get(), text="由水务局;财政局负责。")
    proofread(draft=draft)
    assert not Finding.objects.filter(document=document).exists()
