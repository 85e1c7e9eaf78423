"""Corrections: of the print by a notice while the text stays as printed, of our record by a corrected wording."""

from datetime import date

import pytest
from django.db import IntegrityError

from policies.models import Correction, Finding, PolicyDocument, Role, Treatment, User, Version
from policies.services.noticing import (
    CorrectionError,
    PrintError,
    drop_print_error,
    list_print_error,
    referred_findings,
    write_notice,
)
from policies.services.publishing import DocumentStateError
from policies.services.record_errors import note_record_errors
from policies.services.workflow.permission import working_draft
from tests import factories
from tests.cast import assert_open_to_everybody, citizen

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 1)


@pytest.fixture
def editor() -> User:
    return factories.make_user(role=Role.EDITOR)


def listed(document: PolicyDocument, by: User, wrong: str = "三十", right: str = "三十一", **fields: int) -> Correction:
    return list_print_error(document=document, error=PrintError(wrong, right, **fields), on=DAY, by=by)


def test_a_referred_finding_says_what_a_notice_would(editor: User) -> None:
    document = factories.make_document()
    clause = document.versions.get().provisions.get()
    place = {"document": document, "code": "x", "severity": "warning", "message": "日期有误"}
    finding = Finding.objects.create(
        **place, state="referred", found="二月三十日", expected="二月二十九日", page=4, key=f"p{clause.pk}"
    )
    Finding.objects.create(**place, state="open", found="甲", expected="乙")
    ((found, error),) = referred_findings(document)
    assert (found, error) == (finding, PrintError("二月三十日", "二月二十九日", page=4, eid=clause.eid))
    list_print_error(document=document, error=error, on=DAY, by=editor, finding=finding)
    assert referred_findings(document) == []
    with pytest.raises(CorrectionError):
        list_print_error(document=document, error=error, on=DAY, by=editor, finding=finding)


def test_a_notice_is_a_written_draft_with_a_table_for_each_document(editor: User) -> None:
    first = factories.make_document(title="安澜市供水办法", number="安政发〔2031〕7号")
    second = factories.make_document(title="安澜市节水办法")
    rows = [
        listed(first, editor, page=12, line=3),
        listed(first, editor, "供求", "供水", page=2),
        listed(second, editor),
    ]
    notice = write_notice(corrections=rows, on=DAY, by=editor)
    assert (notice.state, notice.treatment, notice.title) == ("draft", Treatment.WRITTEN, "更正公告")
    version = notice.versions.get()
    texts = [one.text for one in version.provisions.exclude(text="")]
    assert texts[0] == "《安澜市供水办法》（安政发〔2031〕7号）的印件有下列错误，现予更正："
    tables = list(version.tables.order_by("n"))
    assert [column["name"] for column in tables[0].columns] == ["页", "行", "误", "正"]
    assert [row.cells for row in tables[0].rows.all()] == [["2", "", "供求", "供水"], ["12", "3", "三十", "三十一"]]
    assert len(tables) == 2
    draft = working_draft(notice)
    assert draft
    assert [one.by for one in draft.revisions.all()] == [editor]
    assert set(notice.corrects.all()) == set(rows)


def test_one_document_gives_its_name_and_its_organs_to_the_notice(editor: User) -> None:
    organ = factories.make_organ(name="安澜市水务局")
    document = factories.make_document(title="安澜市供水办法", issuers=[organ])
    notice = write_notice(corrections=[listed(document, editor)], on=DAY, by=editor)
    assert notice.title == "关于更正《安澜市供水办法》的公告"
    assert [link.organ for link in notice.issuer_links.all()] == [organ]


def test_an_error_stands_in_one_notice_and_is_dropped_only_before(editor: User) -> None:
    document = factories.make_document()
    kept, dropped = listed(document, editor), listed(document, editor, "甲", "乙")
    drop_print_error(correction=dropped)
    write_notice(corrections=[kept], on=DAY, by=editor)
    kept.refresh_from_db()
    with pytest.raises(CorrectionError):
        write_notice(corrections=[kept], on=DAY, by=editor)
    with pytest.raises(CorrectionError):
        drop_print_error(correction=kept)
    with pytest.raises(CorrectionError):
        write_notice(corrections=[], on=DAY, by=editor)


def test_what_changes_nothing_and_what_is_not_public_is_refused(editor: User) -> None:
    with pytest.raises(CorrectionError):
        listed(factories.make_document(), editor, "同", " 同 ")
    with pytest.raises(DocumentStateError):
        listed(factories.make_document(state="draft"), editor)
    document = factories.make_document()
    with pytest.raises(IntegrityError, match="correction_put_right_once"):
        Correction.objects.create(document=document, kind="record_error", wrong="甲", right="乙", on=DAY)


def test_the_public_pages_are_linked_both_ways_once_the_notice_is_out(editor: User) -> None:
    document = factories.make_document(paragraphs=["自三十日起施行。"])
    notice = write_notice(corrections=[listed(document, editor)], on=DAY, by=editor)
    page = citizen().get(document.get_absolute_url()).content.decode()
    assert "更正公告" not in page
    notice.state = "published"
    notice.save()
    for below in ("", "history/"):
        page = citizen().get(document.get_absolute_url() + below).content.decode()
        assert notice.get_absolute_url() in page
        assert "三十一" in page
    assert "自三十日起施行。" in citizen().get(document.get_absolute_url()).content.decode()
    assert document.get_absolute_url() in citizen().get(notice.get_absolute_url()).content.decode()


@pytest.fixture
def corrected() -> Version:
    """The second wording of a document: one clause changed, one added, the rest the same."""
    document = factories.make_document(paragraphs=["第一段照旧。", "各区县要抓好落时。"])
    Version.objects.filter(document=document).update(current=False)
    version = Version.objects.create(document=document, n=2, basis="corrected")
    part = factories.add_text(version=version)
    for text in ("第一段照旧。", "各区县要抓好落实。", "特此通知。"):
        factories.add_provision(part=part, text=text)
    return version


def test_our_own_errors_are_kept_place_by_place(corrected: Version) -> None:
    before = corrected.document.versions.get(n=1)
    note_record_errors(before=before, after=corrected, on=DAY, by=None, reason="录入有误")
    found = [(one.eid, one.wrong, one.right) for one in corrected.corrections.all()]
    assert found == [
        ("main__p_2", "各区县要抓好落时。", "各区县要抓好落实。"),
        ("main__p_3", "", "特此通知。"),
    ]
    history = citizen().get(f"{corrected.document.get_absolute_url()}history/").content.decode()
    assert "各区县要抓好落时。" in history
    assert f"{corrected.document.get_absolute_url()}diff/1/2/" in history


def test_two_wordings_are_compared_in_public(corrected: Version) -> None:
    address = f"{corrected.document.get_absolute_url()}diff/1/2/"
    assert_open_to_everybody(address)
    page = citizen().get(address).content.decode()
    assert "<del>时</del>" in page
    assert "<ins>实</ins>" in page
    assert "第一段照旧" not in page


def test_a_wording_nobody_may_see_is_not_compared(corrected: Version) -> None:
    address = corrected.document.get_absolute_url()
    Version.objects.filter(pk=corrected.pk).update(current=False, was_current=False)
    Version.objects.filter(document=corrected.document, n=1).update(current=True)
    for below in ("diff/1/2/", "diff/2/1/", "versions/2/", "diff/1/1/", "diff/1/3/"):
        assert citizen().get(address + below).status_code == 404
    assert "diff/" not in citizen().get(f"{address}history/").content.decode()
