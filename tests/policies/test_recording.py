"""Read documents become rows: names, slugs, texts with their tree, tables, citations, evidence."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.base import ContentFile

from policies.models import NumberSeries, Organ, OrganName, PolicyDocument, SourceFile
from policies.reading.records import CitationKind, NumberRecord
from policies.services.citing import resolve_citations
from policies.services.recording import record_document
from tests.readings import read_document, read_everything, read_number, read_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(settings, tmp_path) -> SourceFile:
    settings.MEDIA_ROOT = tmp_path
    row = SourceFile(sha256="0" * 64, name="a.txt", size=1)
    row.file.save("a.txt", ContentFile(b"x"))
    return row


def slugs(source: SourceFile, *records) -> list[str]:
    return [record_document(record=one, source=source).slug for one in records]


def test_slug_of_a_number(source) -> None:
    assert slugs(source, read_document(number="安政办发〔2022〕29号")) == ["azbf/2022/29"]


def test_slug_of_an_order_and_an_announcement(source) -> None:
    order = read_document(number="安澜市人民政府令第3号")
    announcement = read_document(numbers=(NumberRecord("2022年第3号", "公告2022年第3号", "公告", 2022, 3),))
    assert slugs(source, order, announcement) == ["azl/3", "azgg/2022/3"]


def test_slug_without_a_number_counts_the_day(source) -> None:
    day = read_document(number="", issued_on=date(2022, 4, 11))
    assert slugs(source, day, day, read_document(number="", issued_on=None)) == [
        "n/2022-04-11/1",
        "n/2022-04-11/2",
        "n/undated/1",
    ]


def test_the_same_number_again_is_kept_apart(source) -> None:
    assert slugs(source, read_document(), read_document(title="另一件")) == ["azf/2024/7", "azf/2024/7-2"]


def test_series_with_equal_initials_are_kept_apart(source) -> None:
    assert slugs(source, read_document(number="安政发〔2024〕1号"), read_document(number="岸正发〔2024〕1号")) == [
        "azf/2024/1",
        "azf-2/2024/1",
    ]
    assert NumberSeries.objects.get(name="岸正发").slug == "azf-2"


def test_issuers_are_found_by_any_name(source) -> None:
    organ = Organ.objects.create(code="fgw", name="安澜市发展和改革委员会")
    OrganName.objects.create(organ=organ, name="市发改委", kind="short")
    document = record_document(record=read_document(issuers=("市发改委", "安澜市财政局")), source=source)
    assert [(link.organ.code, link.lead) for link in document.issuer_links.all()] == [("fgw", True), ("alsczj", False)]
    assert Organ.objects.get(code="alsczj").sort_key.startswith("an lan shi")


def test_every_kind_of_record_becomes_rows(source) -> None:
    version = record_document(record=read_everything(), source=source).versions.get()
    assert [text.eid for text in version.texts.all()] == ["main", "enc_1", "app_1"]
    tree = {one.eid: one.parent and one.parent.eid for one in version.provisions.all()}
    assert tree["enc_1__art_1"] == "enc_1__ch_1"
    assert tree["enc_1__art_1__p_2"] == "enc_1__art_1"
    assert [one.position for one in version.provisions.all()] == [1, 2, 3, 4, 5]
    table = version.tables.get()
    assert table.provision.eid == "app_1__tbl_1"
    assert (table.appendix.label, table.appendix.part.eid) == ("附件1", "app_1")
    assert [row.kind for row in table.rows.all()] == ["data", "data", "total"]
    assert table.rows.last().printed == ["合计", "", "200.5"]
    assert version.appendices.get(number=2).omitted
    assert version.citations.get().provision.eid == "main__p_1"
    assert version.evidence.get(path="main__p_1").first_line == 1


def test_a_repeated_eid_loses_no_paragraph(source) -> None:
    text = read_text("甲。", "乙。")
    twice = replace(text, provisions=tuple(replace(one, eid="main__p_1") for one in text.provisions))
    version = record_document(record=read_document(texts=(twice,)), source=source).versions.get()
    assert [one.eid for one in version.provisions.all()] == ["main__p_1", "main__p_1~2"]


def test_what_no_column_holds_breaks_nothing(source) -> None:
    number = replace(read_number("安政发〔2024〕7号"), serial=10**12, normalised="号" * 300)
    record = read_document(title="长" * 3000 + "\x00", numbers=(number,), publicity="公" * 500)
    document = record_document(record=record, source=source)
    assert len(document.title) == 3000
    assert document.numbers.get().serial is None
    assert PolicyDocument.objects.get().publicity == "公" * 80


def test_expiry_before_effect_is_not_recorded(source) -> None:
    record = read_document(effective_on=date(2024, 5, 1), expires_on=date(2023, 5, 1))
    assert record_document(record=record, source=source).expires_on is None


def test_citations_resolve_when_either_side_arrives(source) -> None:
    early = record_document(
        record=read_document(number="安政发〔2024〕1号", cites=((CitationKind.CITES, "安政发〔2024〕2号", ""),)),
        source=source,
    )
    resolve_citations(documents=[early])
    citation = early.versions.get().citations.get()
    assert citation.target is None
    late = record_document(
        record=read_document(number="安政发〔2024〕2号", cites=((CitationKind.CITES, "安政发〔2024〕1号", ""),)),
        source=source,
    )
    resolve_citations(documents=[late])
    citation.refresh_from_db()
    assert citation.target == late
    assert late.versions.get().citations.get().target == early


def test_an_enclosed_text_is_cited_by_its_own_title(source) -> None:
    decree = record_document(record=read_everything(), source=source)
    other = record_document(
        record=read_document(number="安政发〔2024〕9号", cites=((CitationKind.CITES, "", "安澜市水渠管理办法"),)),
        source=source,
    )
    resolve_citations(documents=[other])
    assert other.versions.get().citations.get().target == decree


def test_a_citation_of_two_candidates_stays_unresolved(source) -> None:
    for title in ("甲", "乙"):
        record_document(record=read_document(title=title), source=source)
    other = record_document(
        record=read_document(number="安政发〔2024〕9号", cites=((CitationKind.CITES, "安政发〔2024〕7号", ""),)),
        source=source,
    )
    resolve_citations(documents=[other])
    assert other.versions.get().citations.get().target is None
