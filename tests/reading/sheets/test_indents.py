"""Facts about where paragraphs open, by print alone: the words are the same everywhere."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from policies.reading.lines import Line, LineKind
from policies.reading.sheets.reading import read_sheets
from policies.reading.sheets.sheet import Glyph, Sheet
from tests.reading.sheets.typeset import SIZE, centred, column, glyph, rule, set_lines, sheet, words


def read(*sheets: Sheet) -> Sequence[Line]:
    return read_sheets(sheets)


def openings(glyphs: list[Glyph]) -> list[bool | None]:
    return [line.opens for line in read(sheet(glyphs))]


@given(st.lists(st.integers(31, 140), min_size=4, max_size=9))
def test_indents_open_paragraphs_and_flush_lines_go_on(lengths: list[int]) -> None:
    glyphs = column(57, 80, 30, *lengths)
    assert openings(glyphs) == [one.box.left > 57 for one in glyphs]


def test_paragraphs_go_on_in_the_next_column_and_on_the_next_page() -> None:
    text = set_lines(words(570), 57, 80, 22)
    moved = [glyph(one.text, 310 + one.box.left - 57, 80 + 16 * n) for n, one in enumerate(text[13:])]
    page = [*text[:13], *moved]
    following = [*column(57, 80, 22, 64, 80, 90), *column(310, 80, 22, 64, 80, 90)]
    last = read(sheet([*page], 1), sheet([glyph(words(22), 57, 64), *following], 2))
    told = [line.opens for line in last if line.page == 1]
    assert told == [True, *[False] * (len(page) - 1)]
    assert next(line for line in last if line.page == 2).opens is False


def test_a_short_line_ends_its_paragraph_without_indents() -> None:
    glyphs: list[Glyph] = []
    for n in range(8):
        top = glyphs[-1].box.top + 24 if glyphs else 80.0
        glyphs += set_lines(words(75 + n), 57, top, 30, indent=0)
    starts = [n % 3 == 0 for n in range(len(glyphs))]
    assert openings(glyphs)[1:] == starts[1:]


def test_signatures_stand_alone() -> None:
    glyphs = [*column(57, 80, 30, 70, 80, 90), glyph("柳岸区人民政府", 280, 260), glyph("二〇二四年三月四日", 270, 276)]
    assert openings(glyphs)[-2:] == [True, True]


def test_lines_of_one_title_are_left_to_the_words() -> None:
    glyphs = [
        centred("柳岸区人民政府关于印发渠道", 80, 18),
        centred("管护办法的通知", 106, 18),
        *column(57, 150, 48, 200, 150),
    ]
    lines = read(sheet(glyphs))
    assert lines[1].opens is None
    assert lines[0].look
    assert lines[0].look.centred
    assert lines[2].opens is True


def test_lines_of_a_hanging_number_go_on() -> None:
    glyphs = column(57, 80, 30, 70, 80, 90, 100)
    top = glyphs[-1].box.top + 16
    glyphs += [
        glyph(words(30), 57, top),
        *(glyph(words(28), 77, top + 16 * n) for n in (1, 2)),
        glyph(words(9), 77, top + 48),
    ]
    assert openings(glyphs)[-3:] == [False, False, False]


def test_small_type_under_a_short_rule_is_a_note() -> None:
    glyphs = [*column(57, 80, 46, 300, 400, 200), glyph("①" + words(40), 57, 760, 7.5), glyph(words(10), 57, 772, 7.5)]
    lines = read(sheet(glyphs, rules=[rule(57, 752, 150)]))
    assert [line.kind for line in lines][-2:] == [LineKind.NOTE, LineKind.NOTE]
    assert all(line.kind is LineKind.TEXT for line in lines[:-2])


def test_looks_are_told() -> None:
    glyphs = [glyph("一、总体要求", 77, 64, SIZE, bold=True), *column(57, 80, 30, 100, 90, 80)]
    first = read(sheet(glyphs))[0]
    assert first.look
    assert (first.look.size, first.look.bold, first.look.indent) == (SIZE, True, 20)
