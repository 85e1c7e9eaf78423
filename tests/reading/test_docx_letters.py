"""An official letter as offices set it in Word: whatever holds its head, title, signature and imprint, the record is the same."""

from datetime import date

import pytest

from gazette.reading.records import IssueRecord
from gazette.reading.single import read_document_source
from policies.reading.sources.opening import open_source
from tests.reading.wordml import cell, docx, levels, listed, numbering, p, r, row, table, text_box

CENTRED, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
BREAK, TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
WIDE, TALL, UNDER = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
NUMBER = "安政发〔2024〕7号"
MARK = "安澜市人民政府文件"

HEADS = {
    "paragraphs": p(MARK, properties=CENTRED) + p(NUMBER, properties=CENTRED),
    "text box with both": p(inside=text_box(p(MARK), p(NUMBER))),
    "mark in a text box": p(NUMBER, properties=CENTRED, inside=text_box(p(MARK))),
    "two text boxes": p(inside=text_box(p(MARK)) + text_box(p(NUMBER))),
    "word art": p(NUMBER, inside=f'<w:r><w:pict><v:shape><v:textpath string="{MARK}"/></v:shape></w:pict></w:r>'),
    "a table": table(row(cell(MARK)), row(cell(NUMBER)), ruled=False),
    "signer beside the number": p(MARK) + p(NUMBER, inside=TAB + r("签发人：林　晓")),
}
TITLES = {
    "one line": p("安澜市人民政府关于印发安澜市水渠管理办法的通知", properties=CENTRED),
    "broken by hand": p("安澜市人民政府关于印发", properties=CENTRED, inside=BREAK + r("安澜市水渠管理办法的通知")),
    "two paragraphs": p("安澜市人民政府关于印发", properties=CENTRED)
    + p("安澜市水渠管理办法的通知", properties=CENTRED),
}
SIGNATURES = {
    "right": p("安澜市人民政府", properties=RIGHT) + p("2024年3月4日", properties=RIGHT),
    "blanks": p("　　　　　　安澜市人民政府　　") + p("　　　　　　2024年3月4日　　"),
    "tabs": p(inside=TAB * 5 + r("安澜市人民政府")) + p(inside=TAB * 5 + r("二〇二四年三月四日")),
    "a table": table(row(cell(""), cell("安澜市人民政府")), row(cell(""), cell("2024年3月4日")), ruled=False),
    "one paragraph": p("安澜市人民政府", properties=RIGHT, inside=BREAK + r("2024年3月4日")),
}
IMPRINTS = {
    "a table": table(
        row(cell("抄送：市委办公室，市人大常委会办公室。", WIDE)),
        row(cell("安澜市人民政府办公室"), cell("2024年3月6日印发")),
    ),
    "one cell a row": table(
        row(cell("抄送：市委办公室，市人大常委会办公室。")),
        row(cell(inside=p("安澜市人民政府办公室　　2024年3月6日印发"))),
    ),
    "paragraphs": p("抄送：市委办公室，市人大常委会办公室。")
    + p("安澜市人民政府办公室", inside=TAB + r("2024年3月6日印发")),
}
APPENDICES = {
    "in one paragraph each": p("　　附件：1．水渠名录") + p("　　　　　2．责任分工表"),
    "broken by hand": p("　　附件：1．水渠名录", inside=BREAK + r("　　　　　2．责任分工表")),
    "numbered by Word": p("附件：") + listed("水渠名录", 2) + listed("责任分工表", 2),
}
LISTS = numbering(levels(("chineseCounting", "第%1条")), levels(("decimal", "%1.")))


def letter(
    *,
    head: str = "paragraphs",
    title: str = "one line",
    signature: str = "right",
    imprint: str = "a table",
    listing: str = "in one paragraph each",
) -> IssueRecord:
    grid = table(row(cell("序号"), cell("名称"), cell("长度（公里）")), row(cell("1"), cell("东渠"), cell("3")))
    body = [
        HEADS[head],
        TITLES[title],
        p("各县（区）人民政府，市直各部门："),
        p("现将《安澜市水渠管理办法》印发给你们，请认真贯彻执行。"),
        APPENDICES[listing],
        SIGNATURES[signature],
        p("（此件公开发布）"),
        p("安澜市水渠管理办法", properties=CENTRED),
        listed("为了管好水渠，制定本办法。", 1),
        listed("本办法自2024年4月1日起施行。", 1),
        p("附件1") + p("水渠名录", properties=CENTRED) + grid,
        p("附件2") + p("责任分工表", properties=CENTRED) + grid,
        IMPRINTS[imprint],
    ]
    return read_document_source(open_source(docx("".join(body), numbering=LISTS)))


def check(record: IssueRecord) -> None:
    (document,) = record.documents
    assert document.title == "安澜市人民政府关于印发安澜市水渠管理办法的通知"
    assert [one.normalised for one in document.numbers] == [NUMBER]
    assert document.addressees == ("各县（区）人民政府", "市直各部门")
    assert (document.signed_by, document.issued_on) == (("安澜市人民政府",), date(2024, 3, 4))
    assert document.publicity == "此件公开发布"
    assert [text.title for text in document.texts] == ["", "安澜市水渠管理办法", "水渠名录", "责任分工表"]
    assert [one.marker for one in document.texts[1].provisions] == ["第一条", "第二条"]
    assert [(one.number, one.title, one.omitted) for one in document.appendices] == [
        (1, "水渠名录", False),
        (2, "责任分工表", False),
    ]
    assert [table.rows[0].cells for table in document.tables] == [("1", "东渠", "3")] * 2
    told = dict(document.letterhead)
    assert told["抄送"] == "市委办公室，市人大常委会办公室。"
    assert told["印发机关"] == "安澜市人民政府办公室"
    assert record.kept_share == 1.0
    assert not any(text.provisions[-1].text.startswith(("抄送", "安澜市人民政府办公室")) for text in document.texts)


@pytest.mark.parametrize("head", HEADS)
def test_heads(head: str) -> None:
    check(letter(head=head))


@pytest.mark.parametrize("title", TITLES)
def test_titles(title: str) -> None:
    check(letter(title=title))


@pytest.mark.parametrize("signature", SIGNATURES)
def test_signatures(signature: str) -> None:
    check(letter(signature=signature))


@pytest.mark.parametrize("imprint", IMPRINTS)
def test_imprints(imprint: str) -> None:
    check(letter(imprint=imprint))


@pytest.mark.parametrize("listing", APPENDICES)
def test_lists_of_appendices(listing: str) -> None:
    check(letter(listing=listing))


def test_joint_issuers_in_a_table() -> None:
    joint = table(
        row(cell("安澜市财政局"), cell("文件", TALL)), row(cell("安澜市水务局"), cell("", UNDER)), ruled=False
    )
    title = p("安澜市财政局 安澜市水务局关于下达水渠整治资金的通知", properties=CENTRED)
    closing = (
        p("安澜市财政局", properties=RIGHT) + p("安澜市水务局", properties=RIGHT) + p("2024年3月4日", properties=RIGHT)
    )
    body = joint + p("安财发〔2024〕9号") + title + p("各县（区）财政局：") + p("请专款专用，及时拨付。") + closing
    (document,) = read_document_source(open_source(docx(body))).documents
    assert [one.name for one in document.issuers] == ["安澜市财政局", "安澜市水务局"]
    assert document.signed_by == ("安澜市财政局", "安澜市水务局")
    assert [one.text for one in document.texts[0].provisions] == ["请专款专用，及时拨付。"]
