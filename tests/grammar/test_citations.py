import pytest

from policies.grammar.citations import find_citations, find_titles, list_context, title_context
from policies.reading.citations import read_citations
from policies.reading.records import (
    CitationKind,
    ColumnRecord,
    ProvisionKind,
    ProvisionRecord,
    RowKind,
    TableRecord,
    TableRowRecord,
    TextRecord,
    TextRole,
)


def cited(text):
    return [(match.kind.value, match.number, match.title) for match in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "根据《甲条例》（国务院令第 713 号）《乙规定》(省政府令第200号）《关于修改〈丙规定〉的决定》（安政发〔2021〕37号）等规定，制定《丁目录》。",
            [
                ("based_on", "国务院令第713号", "甲条例"),
                ("based_on", "省政府令第200号", "乙规定"),
                ("based_on", "安政发〔2021〕37号", "关于修改〈丙规定〉的决定"),
                ("cites", "", "丁目录"),
            ],
        ),
        (
            "为贯彻《甲意见》（安办发〔2021〕3号，以下简称《意见》）精神",
            [("cites", "安办发〔2021〕3号", "甲意见"), ("cites", "", "意见")],
        ),
        (
            "本预案自印发之日起施行，《甲预案》（安政办发〔2014〕48号）同时废止。",
            [("repeals", "安政办发〔2014〕48号", "甲预案")],
        ),
        (
            "《甲》（安政发〔2020〕1号）、《乙》（安政发〔2020〕2号）和《丙》自2022年5月1日起同时废止。",
            [("repeals", "安政发〔2020〕1号", "甲"), ("repeals", "安政发〔2020〕2号", "乙"), ("repeals", "", "丙")],
        ),
        ("决定废止《甲办法》《乙办法》。", [("repeals", "", "甲办法"), ("repeals", "", "乙办法")]),
        (
            "2010年5月1日公布的《甲规定》（安澜市人民政府令第3号）同时废止",
            [("repeals", "安澜市人民政府令第3号", "甲规定")],
        ),
        ("安政发〔2014〕48号《关于甲的通知》即行废止", [("repeals", "安政发〔2014〕48号", "关于甲的通知")]),
        (
            "《关于印发《甲》的通知》（安政发〔2020〕1号）停止执行",
            [("repeals", "安政发〔2020〕1号", "关于印发《甲》的通知")],
        ),
        ("对《甲办法》作如下修改：", [("amends", "", "甲办法")]),
        ("将《甲办法》第三条修改为：“第三条”。", [("amends", "", "甲办法")]),
        ("《甲》第五条中的“一”修改为“二”。", [("amends", "", "甲")]),
        ("关于修改《甲办法》的决定", [("amends", "", "甲办法")]),
        ("废止《甲》第五条", [("amends", "", "甲")]),
        (
            "《甲》（安政发〔2020〕1号）、《乙》同时废止；《丙》（安政发〔2020〕3号）继续有效。",
            [("repeals", "安政发〔2020〕1号", "甲"), ("repeals", "", "乙"), ("cites", "安政发〔2020〕3号", "丙")],
        ),
        ("删去《甲办法》第三条。", [("amends", "", "甲办法")]),
        (
            "将《甲通知》（安政发〔2019〕1号）的有效期延长至2025年12月31日。",
            [("amends", "安政发〔2019〕1号", "甲通知")],
        ),
        ("安政发〔2014〕48号文件同时废止。", [("repeals", "安政发〔2014〕48号", "")]),
        ("《甲》规定的证书失效", [("cites", "", "甲")]),
        ("按照《甲》执行。", [("cites", "", "甲")]),
        ("修订《甲预案》，加强演练", [("cites", "", "甲预案")]),
        ("经安政发〔2021〕3号批准", [("cites", "安政发〔2021〕3号", "")]),
        (
            "1.安澜市人民政府关于印发甲办法的通知（安政发〔2010〕1号）",
            [("cites", "安政发〔2010〕1号", "安澜市人民政府关于印发甲办法的通知")],
        ),
        ("《没有右括号的标题", []),
    ],
)
def test_citations_of_a_sentence(text, found):
    assert cited(text) == found


def test_spans_cover_title_and_number():
    text = "依据《甲》（安政发〔2020〕1号）执行"
    (match,) = find_citations(text)
    assert text[match.start : match.end] == "《甲》（安政发〔2020〕1号）"


def test_titles_stay_whole_around_what_they_quote():
    text = "见《关于〈甲〉的决定》和《关于印发《乙》的通知》"
    assert [text[a:b] for a, b in find_titles(text)] == ["《关于〈甲〉的决定》", "《关于印发《乙》的通知》"]


def test_what_lists_and_titles_do():
    assert list_context("市人民政府决定废止下列规范性文件：") is CitationKind.REPEALS
    assert list_context("对下列规章作如下修改：") is CitationKind.AMENDS
    assert list_context("现将有关事项通知如下：") is CitationKind.CITES
    assert title_context("关于废止部分规章的决定") is CitationKind.REPEALS
    assert title_context("关于印发《关于废止甲》的通知") is CitationKind.CITES


def document(*paragraphs, title="", enclosed=""):
    provisions = tuple(
        ProvisionRecord(f"main__p_{n}", ProvisionKind.ITEM if marker else ProvisionKind.PARAGRAPH, 1, marker, "", text)
        for n, (marker, text) in enumerate(paragraphs, 1)
    )
    texts = (TextRecord(TextRole.NOTICE, "", "main", provisions), TextRecord(TextRole.ENCLOSED, enclosed, "enc_1"))
    return [(c.kind.value, c.provision, c.number, c.title) for c in read_citations(texts, title=title)]


def test_a_list_below_its_lead_in_is_repealed():
    found = document(
        ("", "市人民政府决定废止下列文件："),
        ("1.", "《甲通知》（安政发〔2010〕1号）"),
        ("2.", "《乙通知》（安政发〔2010〕2号）"),
        ("", "本决定自公布之日起施行。"),
        ("", "咨询《丙指南》。"),
    )
    assert found == [
        ("repeals", "main__p_2", "安政发〔2010〕1号", "甲通知"),
        ("repeals", "main__p_3", "安政发〔2010〕2号", "乙通知"),
        ("cites", "main__p_5", "", "丙指南"),
    ]


def test_the_issued_text_itself_is_no_citation_and_short_names_are_resolved():
    found = document(
        ("", "现将《安澜市甲方案》印发给你们。"),
        ("", "根据《乙条例》（以下简称《条例》）。"),
        ("", "按照《条例》办理。"),
        title="关于印发安澜市甲方案的通知",
        enclosed="安澜市甲方案",
    )
    assert found == [("based_on", "main__p_2", "", "乙条例"), ("cites", "main__p_3", "", "乙条例")]


def test_the_title_of_an_amending_decision_cites_what_it_amends():
    assert document(title="安澜市人民政府关于修改《甲办法》的决定") == [("amends", "", "", "甲办法")]


def test_cells_cite_from_the_provision_where_their_table_stands():
    table = TableRecord(
        1, "", (ColumnRecord(("依据",)),), (TableRowRecord(RowKind.DATA, ("《甲法》第三条",), ("《甲法》第三条",)),) * 2
    )
    place = ProvisionRecord("main__table_1", ProvisionKind.TABLE, 1, table=1)
    found = read_citations((TextRecord(TextRole.NOTICE, "", "main", (place,)),), tables=(table,))
    assert [(c.provision, c.title) for c in found] == [("main__table_1", "甲法")]


def test_a_title_has_the_number_that_is_printed_with_it_once():
    found = document(
        ("", "对《甲办法》（安政发〔2019〕17号）作如下修改："), title="安澜市人民政府关于修改《甲办法》的决定"
    )
    assert found == [
        ("amends", "", "安政发〔2019〕17号", "甲办法"),
        ("amends", "main__p_1", "安政发〔2019〕17号", "甲办法"),
    ]


def test_a_decision_quoted_in_the_text_it_amends_is_the_document_itself():
    found = document(("", "根据《关于修改〈甲办法〉的决定》修正"), title="关于修改《甲办法》的决定")
    assert found == [("amends", "", "", "甲办法")]
