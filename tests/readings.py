"""Hand-made reading records for tests: one function for each kind, keyword-only, small and whole."""

from datetime import date

from gazette.reading.records import ChronicleRecord, ContentsRecord, IssueRecord, MastheadRecord
from policies.reading.records import (
    AppendixRecord,
    CitationKind,
    CitationRecord,
    ColumnRecord,
    DocumentRecord,
    FindingRecord,
    IssuerRecord,
    NumberRecord,
    Place,
    ProvisionKind,
    ProvisionRecord,
    RowKind,
    Severity,
    TableRecord,
    TableRowRecord,
    TextRecord,
    TextRole,
)


def read_number(number: str) -> NumberRecord:
    """安政发〔2024〕7号 or 安澜市人民政府令第3号 as the reader would give it."""
    series, bracket, rest = number.partition("〔")
    if not bracket:
        series, _, rest = number.partition("第")
        return NumberRecord(number, number, series, None, int(rest.rstrip("号")))
    year, _, serial = rest.rstrip("号").partition("〕")
    return NumberRecord(number, number, series, int(year), int(serial))


def read_text(*paragraphs: str, eid: str = "main", role: TextRole = TextRole.NOTICE, title: str = "") -> TextRecord:
    provisions = tuple(
        ProvisionRecord(f"{eid}__p_{n}", ProvisionKind.PARAGRAPH, 1, text=text, place=Place(n, n))
        for n, text in enumerate(paragraphs, start=1)
    )
    return TextRecord(role, title, eid, provisions)


def read_table(
    *, n: int = 1, title: str = "安澜市项目表", text: str = "main", appendix: int | None = None
) -> TableRecord:
    columns = tuple(ColumnRecord((name,)) for name in ("序号", "项目名称", "总投资（万元）"))
    rows = (
        TableRowRecord(RowKind.DATA, ("1", "东渠整治", "120"), ("1", "东渠整治", "120")),
        TableRowRecord(RowKind.DATA, ("2", "西渠整治", "80.5"), ("2", "西渠整治", "80.5")),
        TableRowRecord(RowKind.TOTAL, ("合计", "合计", "200.5"), ("合计", "", "200.5")),
    )
    return TableRecord(n, title, columns, rows, unit="万元", appendix=appendix, text=text)


def read_document(
    *,
    title: str = "安澜市人民政府关于整治水渠的通知",
    number: str = "安政发〔2024〕7号",
    issuers: tuple[str, ...] = ("安澜市人民政府",),
    paragraphs: tuple[str, ...] = ("各区县要抓好水渠整治。",),
    cites: tuple[tuple[CitationKind, str, str], ...] = (),
    **fields: object,
) -> DocumentRecord:
    """`cites` as (verb, number, title), all from the first paragraph."""
    values: dict[str, object] = {
        "numbers": (read_number(number),) if number else (),
        "genre": "通知",
        "issuers": tuple(IssuerRecord(name, lead=position == 0) for position, name in enumerate(issuers)),
        "issued_on": date(2024, 3, 1),
        "texts": (read_text(*paragraphs),),
        "citations": tuple(CitationRecord(kind, "main__p_1", one, name) for kind, one, name in cites),
    }
    return DocumentRecord(title=title, **(values | fields))


def read_everything() -> DocumentRecord:
    """A document that uses every kind of record there is."""
    enclosed = TextRecord(
        TextRole.ENCLOSED,
        "安澜市水渠管理办法",
        "enc_1",
        (
            ProvisionRecord("enc_1__ch_1", ProvisionKind.CHAPTER, 1, "第一章", "总则"),
            ProvisionRecord("enc_1__art_1", ProvisionKind.ARTICLE, 2, "第一条", "", "为了管好水渠。", "enc_1__ch_1"),
            ProvisionRecord("enc_1__art_1__p_2", ProvisionKind.PARAGRAPH, 3, text="次款。", parent="enc_1__art_1"),
        ),
    )
    appendix = TextRecord(
        TextRole.APPENDIX,
        "项目表",
        "app_1",
        (ProvisionRecord("app_1__tbl_1", ProvisionKind.TABLE, 1, table=1),),
        number=1,
    )
    return read_document(
        texts=(read_text("现印发办法。"), enclosed, appendix),
        appendices=(
            AppendixRecord(1, "附件1", "项目表", text="app_1"),
            AppendixRecord(2, "附件2", "略图", omitted=True),
        ),
        tables=(read_table(text="app_1", appendix=1),),
        cites=((CitationKind.BASED_ON, "", "安澜市水法"),),
        addressees=("各区县人民政府",),
    )


def read_issue(
    *documents: DocumentRecord, year: int | None = 2024, number: int | None = 3, **fields: object
) -> IssueRecord:
    documents = documents or (read_document(),)
    contents = tuple(ContentsRecord("市政府文件", one.title, n, (n,)) for n, one in enumerate(documents, start=1))
    values: dict[str, object] = {
        "contents": contents,
        "chronicle": (ChronicleRecord(date(2024, 3, 2), None, "3月2日 市长调研水渠。"),),
        "findings": (FindingRecord("sum-mismatch", Severity.WARNING, "合计不符。", "documents/1/tables/1"),),
        "kept_share": 0.99,
    }
    masthead = MastheadRecord(
        title="安澜市人民政府公报", year=year, number=number, fields=(("主办", "安澜市人民政府"),)
    )
    return IssueRecord(masthead=masthead, documents=documents, **(values | fields))
