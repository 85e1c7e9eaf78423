"""What a Word file's paragraphs print becomes lines: text, marks, looks, boxes, notes; what is no print becomes findings."""

import io
import zipfile

import pytest
from PIL import Image

from policies.reading.lines import LineKind
from policies.reading.sources.docx.reader import read_docx
from policies.reading.sources.errors import (
    DamagedSourceError,
    EmptySourceError,
    LegacySourceError,
    ProtectedSourceError,
)
from policies.reading.sources.opening import open_source
from tests.reading.wordml import cell, docx, p, picture, r, row, table, text_box


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_docx(data).lines]


def codes(data: bytes) -> list[str]:
    return [finding.code for finding in read_docx(data).findings]


def field(instruction: str, result: str = "") -> str:
    """A complex field's runs."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result) if result else ""}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def png(width: int = 60, height: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG")
    return out.getvalue()


def test_a_paragraph_is_a_line_that_opens():
    source = open_source(docx(p("各县人民政府：") + p() + p("现通知如下。")))
    assert source.format == "docx"
    assert [(line.number, line.text, line.opens) for line in source.lines] == [
        (1, "各县人民政府：", True),
        (2, "", None),
        (3, "现通知如下。", True),
    ]


def test_a_line_break_inside_a_paragraph_tells_nothing():
    lines = read_docx(docx(p(inside=r("关于印发") + "<w:r><w:br/></w:r>" + r("方案的通知")))).lines
    assert [(line.text, line.opens) for line in lines] == [("关于印发", True), ("方案的通知", None)]


def test_headings_are_marked_by_style_name_or_outline():
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文标题"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="own"/><w:basedOn w:val="a"/></w:style>'
    )
    body = "".join(p(name, properties=f'<w:pStyle w:val="{name}"/>') for name in "abc") + p("d")
    assert [line.mark for line in read_docx(docx(body, styles=styles)).lines] == [2, 1, 2, 0]


def test_looks_come_from_runs_styles_and_defaults():
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="T"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
    )
    body = p("题", properties='<w:pStyle w:val="T"/>') + p("文", properties='<w:ind w:firstLineChars="200"/>')
    title, text = (line.look for line in read_docx(docx(body, styles=styles)).lines)
    assert title is not None
    assert text is not None
    assert (title.size, title.bold, title.centred) == (22, True, True)
    assert (text.size, text.bold, text.indent) == (16, False, 32)


def test_a_text_box_is_read_once_and_before_its_paragraph():
    body = p("安政发〔2024〕5号", inside=text_box(p("安澜市人民政府文件")))
    assert texts(docx(body)) == ["安澜市人民政府文件", "安政发〔2024〕5号"]


def test_words_drawn_as_a_picture_are_read():
    art = '<w:r><w:pict><v:shape><v:textpath string="安澜市人民政府文件"/></v:shape></w:pict></w:r>'
    assert texts(docx(p("正文", inside=art))) == ["安澜市人民政府文件", "正文"]


def test_changes_are_accepted_and_said():
    ins = f'<w:ins w:author="张三">{r("三")}</w:ins>'
    gone = '<w:del w:author="李四"><w:r><w:delText>两</w:delText></w:r></w:del>'
    struck_end = "<w:rPr><w:del/></w:rPr>"
    moved = f"<w:moveFrom>{r('去')}</w:moveFrom><w:moveTo>{r('来')}</w:moveTo>"
    body = p("共", inside=ins + gone + r("项。")) + p("前半", properties=struck_end) + p("后半") + p(inside=moved)
    assert texts(docx(body)) == ["共三项。", "前半后半", "来"]
    (finding,) = read_docx(docx(body)).findings
    assert finding.code == "changes-accepted"
    assert "张三、李四" in finding.message


def test_a_row_that_was_struck_out_is_not_printed():
    body = table(
        row(cell("甲"), cell("乙")), row(cell("丙"), cell("丁"), properties="<w:del/>"), row(cell("戊"), cell("己"))
    )
    assert texts(docx(body)) == ["甲\t乙", "戊\t己"]


def test_comments_are_findings_at_their_line():
    comments = f'<w:comment w:id="0" w:author="王五">{p("数字再核")}{p("请回复")}</w:comment>'
    noted = '<w:commentRangeStart w:id="0"/>' + r("投资5亿元") + '<w:r><w:commentReference w:id="0"/></w:r>'
    (finding,) = read_docx(docx(p("甲") + p(inside=noted), comments=comments)).findings
    assert (finding.code, finding.message) == ("comment-kept", "王五批注：数字再核 请回复")
    assert finding.place is not None
    assert finding.place.first_line == 2


def test_hidden_text_is_dropped_and_counted():
    body = p("公开", inside=r("内部掌握", "<w:vanish/>"))
    assert texts(docx(body)) == ["公开"]
    assert codes(docx(body)) == ["hidden-text-dropped"]


def test_notes_stand_below_their_paragraph_with_the_mark_that_print_shows():
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{p("x")}</w:footnote>'
        f'<w:footnote w:id="2">{p("规模以上")}</w:footnote><w:footnote w:id="1">{p("不含县级")}</w:footnote>'
    )
    body = p("企业", inside='<w:r><w:footnoteReference w:id="2"/></w:r>' + r("增长")) + p(
        "收入", inside='<w:r><w:footnoteReference w:id="1"/></w:r>'
    )
    lines = read_docx(docx(body, footnotes=notes)).lines
    assert [(line.text, line.kind) for line in lines] == [
        ("企业¹增长", LineKind.TEXT),
        ("¹ 规模以上", LineKind.NOTE),
        ("收入²", LineKind.TEXT),
        ("² 不含县级", LineKind.NOTE),
    ]


def test_fields_print_their_results_but_page_numbers():
    body = p("见", inside=field("REF a", "第三条") + r("，第") + field(" PAGE ", "7") + r("页"))
    assert texts(docx(body)) == ["见第三条，第页"]
    assert texts(docx(p(inside=field(r"eq \o\ac(○,3)") + r("落实责任")))) == ["③落实责任"]


def test_controls_links_and_tags_are_transparent_but_prompts_are_not_print():
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击输入')}</w:sdtContent></w:sdt>"
    control = f"<w:sdt><w:sdtContent>{r('甲')}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{r('乙')}</w:hyperlink><w:smartTag>{r('丙')}</w:smartTag>"
    assert texts(docx(p(inside=prompt + control + link))) == ["甲乙丙"]


def test_characters_of_all_kinds():
    kinds = '<w:r><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/><w:softHyphen/></w:r>'
    square = (
        r("m") + r("2", '<w:vertAlign w:val="superscript"/>') + r("CO") + r("2", '<w:vertAlign w:val="subscript"/>')
    )
    assert texts(docx(p("a", inside=kinds))) == ["a-☑"]
    assert texts(docx(p(inside=square))) == ["m²CO₂"]
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>lán</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>澜</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    assert texts(docx(p("安", inside=ruby))) == ["安澜（lán）"]
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert texts(docx(p("得", inside=fraction))) == ["得(a+b)/2"]


def test_tabs_are_gaps_unless_several_paragraphs_line_up():
    tab = "<w:r><w:tab/></w:r>"
    alone = p("安政发〔2024〕5号", inside=tab + r("签发人：张三"))
    assert texts(docx(alone)) == ["安政发〔2024〕5号\u3000\u3000签发人：张三"]
    columns = "".join(p("甲", inside=tab + r("乙") + tab + r("丙")) for _ in range(3))
    assert texts(docx(columns)) == ["甲\t乙\t丙"] * 3


def test_a_leader_stands_before_the_page_of_a_contents_line():
    tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>'
    body = p("关于防汛工作的通知", properties=tabs, inside="<w:r><w:tab/></w:r>" + r("12"))
    assert texts(docx(body)) == ["关于防汛工作的通知……12"]


def test_pages_are_counted_only_where_word_noted_them():
    noted = p("一") + p(inside="<w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r>") + p("三")
    assert [line.page for line in read_docx(docx(noted)).lines] == [1, 2, 2]
    broken = p("一") + p(inside='<w:r><w:br w:type="page"/></w:r>') + p("二")
    assert {line.page for line in read_docx(docx(broken)).lines} == {None}


def test_heads_and_feet_are_furniture_at_the_end():
    section = '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    footer = p("— ", inside=field("PAGE", "3") + r(" —"))
    lines = read_docx(docx(p("正文") + section, header1=p("安澜市人民政府公报"), footer1=footer)).lines
    assert [(line.text, line.kind) for line in lines] == [
        ("正文", LineKind.TEXT),
        ("安澜市人民政府公报", LineKind.RUNNING_HEAD),
    ]


def test_pictures_are_figures_made_anew():
    source = read_docx(docx(p("图示如下。") + p(inside=picture("i1")), media={"i1": png()}))
    line = source.lines[-1]
    assert (line.kind, line.text, line.picture) == (LineKind.FIGURE, "", 1)
    (shown,) = source.pictures
    assert (shown.media_type, shown.width, shown.height) == ("image/png", 60, 40)


def test_what_can_not_be_shown_is_said_and_ornaments_are_left_out():
    unshown = docx(p("图", inside=picture("i1")), media={"i1": b"\x01\x00\x00\x00 EMF"})
    assert codes(unshown) == ["picture-unshown"]
    rule = docx(p("线", inside=picture("i1", height=12_700)), media={"i1": png(600, 9)})
    assert [line.kind for line in read_docx(rule).lines] == [LineKind.TEXT]
    assert codes(rule) == []


def test_lines_pasted_from_a_page_do_not_open():
    page = [
        "安澜市人民政府决定加强城市内河管护工作，落实各级责",
        "任，完善制度，保障河道畅通，维护沿岸环境，现将有关",
        "事项通知如下",
    ]
    body = "".join(p(line) for line in page * 8)
    assert {line.opens for line in read_docx(docx(body)).lines} == {None}


def test_files_that_are_no_word_files_end_in_a_message():
    whole = docx(p("正文"))
    with pytest.raises(DamagedSourceError):
        read_docx(whole[: len(whole) // 2])
    with pytest.raises(DamagedSourceError):
        read_docx(docx("<w:p><w:broken></w:p>"))
    with pytest.raises(EmptySourceError):
        open_source(docx(p()))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    with pytest.raises(LegacySourceError):
        open_source(ole)
    with pytest.raises(ProtectedSourceError):
        open_source(ole + "EncryptedPackage".encode("utf-16-le"))


def test_document_types_and_their_entities_are_refused():
    evil = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(docx(p("正文"))))
    with zipfile.ZipFile(evil, "w") as archive:
        for name in whole.namelist():
            xml = whole.read(name).replace(
                b"?><w:doc", b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:doc'
            )
            archive.writestr(name, xml.replace("正文".encode(), b"&e;"))
    with pytest.raises(DamagedSourceError):
        read_docx(evil.getvalue())


def test_the_count_of_what_is_printed_is_apart_from_the_reading():
    notes = f'<w:footnote w:id="1">{p("规模以上")}</w:footnote><w:footnote w:id="2">{p("无人提及")}</w:footnote>'
    struck = table(
        row(cell("甲"), cell("乙"), cell("丙")), row(cell("丁"), cell("戊"), cell("己"), properties="<w:del/>")
    )
    body = (
        p("企业", inside=f"<w:del>{r('旧')}</w:del><w:ins>{r('新')}</w:ins>" + r("内部", "<w:vanish/>"))
        + p("正文", inside=text_box(p("文件")) + '<w:r><w:footnoteReference w:id="1"/></w:r>' + field("PAGE", "3"))
        + struck
    )
    source = read_docx(docx(body, footnotes=notes))
    printed = "企业新文件正文规模以上甲乙丙"
    assert source.characters == len(printed)
    marks = sum(line.text.count("¹") for line in source.lines)
    assert sum(len("".join(line.text.split())) for line in source.lines) == len(printed) + marks
