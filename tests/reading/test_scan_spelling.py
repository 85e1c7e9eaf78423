"""What recognition mistakes by habit is mended by form; what it can't know is marked; what it doubts is said."""

import random

import pytest
from PIL import Image, ImageDraw

from policies.reading.lines import Box, Cell, Line
from policies.reading.sheets.sheet import Glyph
from policies.reading.sources.plausible import is_plausible
from policies.reading.sources.scan.doubts import doubts
from policies.reading.sources.scan.edges import on_edges
from policies.reading.sources.scan.gaps import told
from policies.reading.sources.scan.models import Reading
from policies.reading.sources.scan.spelling import mended


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("安政办发〔2024】11号", "安政办发〔2024〕11号"),
        ("安政发[2014」9号", "安政发〔2014〕9号"),
        ("（安办通［2022］22", "（安办通〔2022〕22"),
        ("行动方案（2024—2025年）", "行动方案（2024—2025年）"),
        ("建成3一5家医院", "建成3—5家医院"),
        ("（2024一2025年）", "（2024—2025年）"),
        ("二○二四年三月", "二〇二四年三月"),
        ("全市一二三产业", "全市一二三产业"),
        ("有关单位:", "有关单位："),
        ("比例为1:500", "比例为1:500"),
        ("做好,落实;推进", "做好，落实；推进"),
        ("共1,200人", "共1,200人"),
        ("职责分工负责)", "职责分工负责）"),
        ("(此件公开发布)", "（此件公开发布）"),
        ("BZ(2)", "BZ(2)"),
        ("的企业，-次性奖励", "的企业，一次性奖励"),
        ("<安澜市供水办法〉的决定", "〈安澜市供水办法〉的决定"),
        ('所称"以上"包括本数', "所称“以上”包括本数"),
        ("年份２０２４年", "年份2024年"),
        ("-11 —", "—11 —"),
        ("改革——试点", "改革——试点"),
        ("改革一一试点", "改革——试点"),
    ],
)
def test_habitual_mistakes_are_mended(read: str, printed: str) -> None:
    assert mended(read) == printed


def line_picture(signs: str) -> Image.Image:
    """A square for each sign, none for a blank."""
    picture = Image.new("L", (len(signs) * 40, 40), 255)
    draw = ImageDraw.Draw(picture)
    for n, sign in enumerate(signs):
        if sign != " ":
            draw.rectangle((n * 40 + 4, 4, n * 40 + 35, 35), fill=0)
    return picture


def reading(text: str, places: list[int], count: int, sure: float = 0.99) -> Reading:
    return Reading(text, (sure,) * len(text), tuple((place + 0.5) / count for place in places))


def test_ink_that_was_not_named_is_marked() -> None:
    found = told(reading("顾云等同志", [0, 1, 3, 4, 5], 6), line_picture("顾云岫等同志"))
    assert found.text == "顾云〓等同志"
    assert found.sure[2] == 0.0


def test_a_printed_blank_is_no_missing_character() -> None:
    assert told(reading("总则", [0, 2], 3), line_picture("总 则")).text == "总则"


def test_made_up_blanks_go_and_those_between_words_stay() -> None:
    picture = line_picture("xxxx x")
    assert told(reading("有关，事 项", list(range(6)), 6), picture).text == "有关，事项"
    assert told(reading("编辑 安澜 A B", list(range(9)), 9), line_picture("xx xx x x")).text == "编辑 安澜 A B"


def test_a_thin_blank_between_names_stays() -> None:
    places = [0, 1, 2, 2.9, 3.6, 4.6]
    read = Reading("彭小飞 李明", (0.99,) * 6, tuple((place + 0.5) / 5.6 for place in places))
    assert told(read, line_picture("xxx xx")).text == "彭小飞 李明"


def glyph(text: str, left: float, top: float, right: float) -> Glyph:
    return Glyph(text, Box(left, top, right, top + 10), 10.0)


def test_signs_of_half_a_square_stand_on_the_edge_of_the_others() -> None:
    lines = [
        glyph("各县区人民政府", 50, 100, 250),
        glyph("《办法》已经同意", 55.5, 118, 250),
        glyph("市直单位", 50.4, 136, 244.5),
    ]
    lines += [glyph("现予公布，", 50, 154, 244.4), glyph("“两会”", 72, 172, 110)]
    moved = on_edges(lines, width=595, height=842)
    assert [round(one.box.left) for one in moved] == [50, 50, 50, 50, 72]
    assert [round(one.box.right) for one in moved] == [250, 250, 244, 250, 110]


def test_doubtful_lines_that_follow_each_other_are_one_finding() -> None:
    sure = [0.99, 0.3, 0.4, 0.99, 0.2]
    lines = [Line(n, f"第{n}行", page=1, confidence=one) for n, one in enumerate(sure, 1)]
    found = doubts(lines)
    assert [(one.code, one.place and (one.place.first_line, one.place.last_line)) for one in found] == [
        ("recognition-doubtful", (2, 3)),
        ("recognition-doubtful", (5, 5)),
    ]
    assert found[0].found == "第2行 第3行"


def test_a_page_that_is_bad_throughout_is_one_finding() -> None:
    lines = [Line(n, "字", page=1 + n // 50, confidence=0.2 if n % 2 else 0.9) for n in range(1, 100)]
    assert [one.place and one.place.page for one in doubts(lines)] == [1, 2]


def test_a_doubtful_cell_makes_its_row_doubtful() -> None:
    cells = (Cell("序号", 0, confidence=0.99), Cell("名称", 1, confidence=0.1))
    assert len(doubts([Line(1, "序号\t名称", page=1, cells=cells, grid=1, confidence=0.99)])) == 1


def test_lines_of_other_formats_are_not_doubted() -> None:
    assert doubts([Line(1, "第一条"), Line(2, "第二条")]) == ()


def test_a_garbled_layer_is_told_from_a_plain_one() -> None:
    chance = random.Random(7)
    shuffled = "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(200))
    prose = (
        "为了规范全市城镇污水处理设施的建设和运行管理，保护水环境，根据有关法律、法规的规定，结合本市实际，制定本办法。"
        * 3
    )
    assert is_plausible([prose])
    assert is_plausible(["安澜市人民政府", "2024年第3期"])
    assert is_plausible([])
    assert not is_plausible([shuffled])
    assert not is_plausible(["\ue001\ue002\ue003" * 20])
    assert not is_plausible([prose[:40], "ऄअआइईउऊऋ" * 8])
