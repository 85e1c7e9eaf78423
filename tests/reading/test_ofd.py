"""OFD files are read with the places of their characters, and refused with a reason when they can't be."""

import io
import zipfile

import pytest

from policies.reading.sources.errors import DamagedSourceError, EmptySourceError, ProtectedSourceError, SourceError
from policies.reading.sources.ofd.text import deltas
from policies.reading.sources.opening import open_source
from policies.reading.sources.source import Source
from tests.makers.ofd import Bar, Leaf, Placed, ofd_file

SIZE = 4.0  # millimetres
MM = 72 / 25.4


def line(text: str, x: float, y: float, *, step: float = SIZE, turn: float = 0, bold: bool = False) -> list[Placed]:
    across = {0: (step, 0.0), 90: (0.0, step), 270: (0.0, -step)}[round(turn)]
    return [Placed(c, x + across[0] * n, y + across[1] * n, SIZE, turn, bold) for n, c in enumerate(text)]


def leaf(*lines: list[Placed], bars: tuple[Bar, ...] = (), width: float = 210, height: float = 297) -> Leaf:
    return Leaf(width, height, tuple(one for characters in lines for one in characters), bars)


def opened(*leaves: Leaf, parts: dict[str, str] | None = None) -> Source:
    return open_source(ofd_file(list(leaves), parts=parts))


def texts(source: Source) -> list[str]:
    return [one.text for one in source.lines if one.text]


def test_a_line_keeps_its_text_page_and_place() -> None:
    source = opened(leaf(line("关于做好防汛工作的通知", 60, 40)), leaf(line("各县（区）人民政府：", 30, 40)))
    assert source.format == "ofd"
    assert [(one.text, one.page) for one in source.lines] == [
        ("关于做好防汛工作的通知", 1),
        ("各县（区）人民政府：", 2),
    ]
    box = source.lines[0].box
    assert box is not None
    assert box.left == pytest.approx(60 * MM, abs=0.5)
    assert box.right == pytest.approx((60 + 11 * SIZE) * MM, abs=0.5)
    assert box.top < 40 * MM < box.bottom
    assert [(page.number, round(page.width), round(page.height)) for page in source.pages] == [
        (1, 595, 842),
        (2, 595, 842),
    ]
    assert source.characters == 21


def test_weight_and_size_are_known() -> None:
    source = opened(leaf(line("第一章　总则".replace("　", ""), 60, 40, bold=True), line("第一条为了规范管理", 30, 50)))
    looks = [one.look for one in source.lines]
    assert [look.bold for look in looks if look] == [True, False]
    assert [look.size for look in looks if look] == [pytest.approx(SIZE * MM, abs=0.1)] * 2


def test_a_table_of_bars_becomes_exact_cells() -> None:
    level = tuple(Bar(30, y, 120, 0.2) for y in (60, 70, 80))
    upright = tuple(Bar(x, 60, 0.2, 20) for x in (30, 70, 110, 150))
    rows = [
        line(t, x, y) for y, row in ((66, "序名额"), (76, "甲乙丙")) for t, x in zip(row, (40, 80, 120), strict=True)
    ]
    source = opened(leaf(*rows, bars=level + upright))
    assert [[cell.text for cell in one.cells] for one in source.lines if one.cells] == [
        ["序", "名", "额"],
        ["甲", "乙", "丙"],
    ]


@pytest.mark.parametrize("turn", [90, 270])
def test_text_that_stands_sideways_is_read(turn: float) -> None:
    lines = [line("项目名称建设地点投资金额", 60 + 8 * n, 100 if turn == 90 else 200, turn=turn) for n in range(4)]
    assert texts(opened(leaf(*lines))) == ["项目名称建设地点投资金额"] * 4


def test_templates_blocks_and_hidden_objects() -> None:
    text = '<ofd:TextObject ID="{n}" Boundary="{x} 40 50 5" Font="1" Size="4"{more}><ofd:TextCode X="0" Y="4">{text}</ofd:TextCode></ofd:TextObject>'
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    seen = text.format(n=1, x=30, more="", text="正文")
    hidden = text.format(n=2, x=90, more=' Visible="false"', text="暗文")
    below = text.format(n=3, x=150, more="", text="底版")
    body = f'<ofd:Page {space}><ofd:Template TemplateID="9"/><ofd:Content><ofd:Layer ID="5"><ofd:PageBlock ID="6">{seen}{hidden}</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>'
    template = f'<ofd:Page {space}><ofd:Content><ofd:Layer ID="7">{below}</ofd:Layer></ofd:Content></ofd:Page>'
    document = (
        f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        '<ofd:TemplatePage ID="9" BaseLoc="/Doc_0/Tpls/T.xml"/></ofd:CommonData>'
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'
    )
    parts = {"Doc_0/Document.xml": document, "Doc_0/Tpls/T.xml": template, "Doc_0/Pages/Page_0/Content.xml": body}
    text = "".join(texts(opened(leaf(), parts=parts)))
    assert "正文" in text
    assert "底版" in text
    assert "暗文" not in text


def test_several_documents_follow_each_other_and_seals_are_said() -> None:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    body = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{}</ofd:DocBody>"
    root = f"<ofd:OFD {space}>{body.format('')}{body.format('<ofd:Signatures>S.xml</ofd:Signatures>')}</ofd:OFD>"
    source = opened(leaf(line("安澜市人民政府办公室", 30, 40)), parts={"OFD.xml": root})
    assert texts(source) == ["安澜市人民政府办公室"] * 2
    assert [page.number for page in source.pages] == [1, 2]
    assert [finding.code for finding in source.findings] == ["seal-ignored"]


def test_steps_are_written_out() -> None:
    assert deltas("g 3 4.5 2 g 2 1") == [4.5, 4.5, 4.5, 2.0, 1.0, 1.0]
    assert deltas("1 g two 3") == [1.0]
    assert len(deltas("g 999999999 1")) <= 100_000


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"Doc_0/Pages/Page_0/Content.xml": "<ofd:Page"}, DamagedSourceError),
        ({"Doc_0/Pages/Page_0/Content.xml": '<!DOCTYPE p [<!ENTITY a "b">]><p>&a;</p>'}, DamagedSourceError),
        ({"OFD.xml": "<OFD/>"}, EmptySourceError),
        ({"Encryptions.xml": "<a/>"}, ProtectedSourceError),
    ],
)
def test_what_can_not_be_read_ends_in_a_reason(parts: dict[str, str], error: type[SourceError]) -> None:
    with pytest.raises(error):
        opened(leaf(line("正文", 30, 40)), parts=parts)


def test_a_missing_page_is_damage() -> None:
    whole = zipfile.ZipFile(io.BytesIO(ofd_file([leaf(line("正文", 30, 40)), leaf(line("次页", 30, 40))])))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in whole.namelist():
            if "Page_1" not in name:
                archive.writestr(name, whole.read(name))
    with pytest.raises(DamagedSourceError):
        open_source(held.getvalue())
