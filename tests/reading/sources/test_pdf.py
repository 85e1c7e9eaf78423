"""Facts about what is read off PDF pages, whoever made them."""

import pypdfium2 as pdfium
import pytest

from policies.reading.lines import LineKind
from policies.reading.sheets.sheet import Sheet
from policies.reading.sources.errors import DamagedSourceError
from policies.reading.sources.opening import open_source
from policies.reading.sources.pdf.reading import _Reader, read_pdf
from tests.reading.sources.pdf_writing import page_file, singly, text

WORDS = "柳岸渠道管护办法自公布之日起施行"


def sheet_of(data: bytes) -> Sheet:
    document = pdfium.PdfDocument(data)
    try:
        (sheet,) = list(_Reader(document).sheets())
    finally:
        document.close()
    return sheet


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_pdf(data).lines]


def test_a_line_is_read_with_its_place_and_size() -> None:
    source = open_source(page_file(text(WORDS, 72, 742, 12)))
    (line,) = source.lines
    assert (source.format, line.text, line.page) == ("pdf", WORDS, 1)
    assert line.look
    assert line.look.size == 12
    assert line.box
    assert line.box.left == pytest.approx(72, abs=1)
    assert line.box.right == pytest.approx(72 + 12 * len(WORDS), abs=1)
    assert line.box.bottom == pytest.approx(100 + 0.12 * 12, abs=1)
    assert source.characters == len(WORDS)


def test_characters_set_one_by_one_are_one_line() -> None:
    assert texts(page_file(singly(WORDS, 72, 700))) == [WORDS]


def test_a_stretched_line_has_no_blanks() -> None:
    assert texts(page_file(singly(WORDS, 72, 700, 10, step=13))) == [WORDS]


def test_a_short_title_set_wide_keeps_its_blank() -> None:
    (line,) = texts(page_file(singly("通知", 250, 700, 16, step=32)))
    assert "".join(line.split()) == "通知"
    assert line != "通知"


def test_raised_and_lowered_figures_stay_apart_from_others() -> None:
    units = (
        text("流量10", 72, 700) + text("3", 102.2, 703.5, 6) + text("立方米及CO", 106, 700) + text("2", 151.5, 698.5, 6)
    )
    (line,) = texts(page_file(units))
    assert line == "流量10³立方米及CO₂"


def test_figures_of_another_font_stand_on_the_line() -> None:
    mixed = text("二〇", 72, 700) + text("2024", 92, 700.6, 9.5) + text("年度", 111.5, 700)
    assert texts(page_file(mixed)) == ["二〇2024年度"]


def test_double_struck_text_is_read_once() -> None:
    assert texts(page_file(text(WORDS, 72, 700) + text(WORDS, 72.3, 700))) == [WORDS]
    assert texts(page_file("".join(text(c, 72 + 10 * n, 700) * 2 for n, c in enumerate(WORDS)))) == [WORDS]


def test_what_print_itself_repeats_is_kept() -> None:
    assert texts(page_file(singly("柳柳岸岸——渠渠道道", 72, 700))) == ["柳柳岸岸——渠渠道道"]


def test_shadowed_text_is_read_once() -> None:
    (run,) = sheet_of(page_file(text(WORDS, 73.5, 698.5, 20) + text(WORDS, 72, 700, 20))).glyphs
    assert run.text == WORDS


def test_outlined_and_heavy_type_is_bold() -> None:
    (run,) = sheet_of(page_file(text(WORDS, 72, 700, more="2 Tr"))).glyphs
    assert run.bold
    (run,) = sheet_of(page_file(text(WORDS, 72, 700), font="SimHei")).glyphs
    assert run.bold


def test_invisible_text_beside_visible_text_is_left_out() -> None:
    data = page_file(text(WORDS * 2, 72, 700) + text("看不见", 72, 600, more="3 Tr"))
    assert texts(data) == [WORDS * 2]


def test_sideways_text_is_told_by_its_angle() -> None:
    data = page_file(text(WORDS, 300, 500, turn="0 -1 1 0") + text("上行", 100, 300, turn="0 1 -1 0"))
    assert {run.text: run.angle for run in sheet_of(data).glyphs} == {WORDS: 90, "上行": 270}


@pytest.mark.parametrize(("rotate", "turn", "x", "y"), [(90, "0 1 -1 0", 100, 72), (270, "0 -1 1 0", 495, 770)])
def test_a_turned_page_is_read_upright(rotate: int, turn: str, x: float, y: float) -> None:
    sheet = sheet_of(page_file(text(WORDS, x, y, turn=turn), page=b"/Rotate %d" % rotate))
    (run,) = sheet.glyphs
    assert (sheet.width, sheet.height) == (842, 595)
    assert (run.text, run.angle) == (WORDS, 0)
    assert run.box.left == pytest.approx(72, abs=1)
    assert run.box.bottom == pytest.approx(101.2, abs=1)


def test_what_lies_outside_the_crop_box_is_not_read() -> None:
    data = page_file(text(WORDS, 72, 700) + text("裁切线外", 72, 820), page=b"/CropBox [50 50 545 792]")
    sheet = sheet_of(data)
    (run,) = sheet.glyphs
    assert (sheet.width, sheet.height) == (495, 742)
    assert run.box.left == pytest.approx(22, abs=1)
    assert read_pdf(data).characters == len(WORDS)


def test_radicals_and_symbol_fonts_become_their_characters() -> None:
    assert texts(page_file(text("⼀、⽔利⼯程", 72, 700))) == ["一、水利工程"]


def test_watermarks_across_the_page_are_no_text() -> None:
    data = page_file(text(WORDS, 72, 700) + text("样刊", 200, 400, 60, turn="0.7 0.7 -0.7 0.7"))
    assert texts(data) == [WORDS]


def test_rules_are_told_however_they_are_drawn() -> None:
    drawn = "72 700 m 272 700 l S\n 72 650 200 0.6 re f\n q 1 0 0 1 100 100 cm /X0 Do Q\n 300 300 100 50 re S\n"
    sheet = sheet_of(page_file(drawn + text(WORDS, 72, 720), forms=["0 0 m 0 80 l S"]))
    flat = sorted(round(842 - rule.box.top) for rule in sheet.rules if rule.is_horizontal)
    upright = sorted(round(rule.box.left) for rule in sheet.rules if not rule.is_horizontal)
    assert flat == pytest.approx([300, 350, 651, 700], abs=1)
    assert upright == pytest.approx([100, 300, 400], abs=1)


def test_a_border_filled_between_two_rectangles_is_its_rules() -> None:
    drawn = "72 600 m 272 600 l 272 650 l 72 650 l h 72 600 m 272 600 l 272 649.5 l 72 649.5 l h f*\n"
    (rule,) = sheet_of(page_file(drawn + text(WORDS, 72, 720))).rules
    assert (round(rule.box.left), round(rule.box.top), round(rule.box.right)) == (72, 192, 272)


def test_white_rules_are_not_there() -> None:
    assert not sheet_of(page_file("1 1 1 RG 72 700 m 272 700 l S " + text(WORDS, 72, 720))).rules


def test_pieces_of_a_rule_are_one() -> None:
    drawn = "".join(f"{72 + 4 * n} 700 m {75 + 4 * n} 700 l S\n" for n in range(40))
    (rule,) = sheet_of(page_file(drawn + text(WORDS, 72, 720))).rules
    assert rule.box.right - rule.box.left == pytest.approx(159, abs=2)


def test_a_rule_parts_what_stands_close() -> None:
    runs = sheet_of(page_file("102.5 690 m 102.5 720 l S " + text("柳岸区", 72, 700) + text("渠道", 103, 700))).glyphs
    assert [run.text for run in runs] == ["柳岸区", "渠道"]


def test_a_picture_is_cut_out_where_it_stands() -> None:
    image = "q 200 0 0 100 150 500 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\x80\xff\x40 EI Q\n"
    source = read_pdf(page_file(text(WORDS, 72, 700) + image + text(WORDS, 72, 400)))
    (figure,) = [line for line in source.lines if line.kind is LineKind.FIGURE]
    (picture,) = source.pictures
    assert [line.kind for line in source.lines] == [LineKind.TEXT, LineKind.FIGURE, LineKind.TEXT]
    assert (figure.picture, picture.media_type) == (1, "image/png")
    assert picture.data.startswith(b"\x89PNG")
    assert picture.width == pytest.approx(2 * picture.height, abs=4)


def test_ornaments_and_backgrounds_are_no_figures() -> None:
    small = "q 12 0 0 12 150 500 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"
    whole = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xf0 EI Q\n"
    assert not read_pdf(page_file(whole + small + text(WORDS * 2, 72, 700))).pictures


def test_broken_files_are_refused() -> None:
    whole = page_file(text(WORDS, 72, 700))
    for data in (b"%PDF-1.7\n%\xe2\xe3", whole[:200], b"%PDF-1.4\n" + b"\x00" * 500):
        with pytest.raises(DamagedSourceError):
            read_pdf(data)
