"""Facts about running heads and page numbers: known by place and repetition, whatever they say."""

from policies.reading.lines import LineKind
from policies.reading.sheets.reading import read_sheets
from policies.reading.sheets.sheet import Glyph, Sheet
from tests.reading.sheets.typeset import centred, column, glyph, sheet, words


def pages(count: int, *, head: bool = True, section: bool = False) -> list[Sheet]:
    sheets = []
    for number in range(1, count + 1):
        glyphs: list[Glyph] = column(57, 90, 46, 200, 300, 90 + number)
        if head:
            glyphs.append(glyph("柳岸区杂录二〇二四年", 57 if number % 2 else 400, 45, 9))
        if section:
            glyphs.append(glyph(words(5), 400 if number % 2 else 57, 45, 9))
        glyphs.append(centred(f"·{number + 11}·", 800, 9))
        sheets.append(sheet(glyphs, number))
    return sheets


def kinds(sheets: list[Sheet]) -> dict[LineKind, int]:
    lines = read_sheets(sheets)
    return {kind: sum(line.kind is kind for line in lines) for kind in LineKind}


def test_heads_and_numbers_of_every_page_are_told() -> None:
    told = kinds(pages(12))
    assert (told[LineKind.RUNNING_HEAD], told[LineKind.PAGE_NUMBER]) == (12, 12)


def test_a_short_source_has_heads_too() -> None:
    told = kinds(pages(3))
    assert (told[LineKind.RUNNING_HEAD], told[LineKind.PAGE_NUMBER]) == (3, 3)


def test_a_head_whose_other_half_changes_is_a_head() -> None:
    lines = read_sheets(pages(8, section=True))
    heads = [line for line in lines if line.kind is LineKind.RUNNING_HEAD]
    assert {line.page for line in heads} == set(range(1, 9))
    assert all("柳岸区杂录二〇二四年" not in line.text for line in lines if line.kind is LineKind.TEXT)


def test_text_at_the_top_of_pages_is_no_head() -> None:
    told = kinds(pages(8, head=False))
    assert told[LineKind.RUNNING_HEAD] == 0


def test_a_label_that_a_few_pages_open_with_is_no_head() -> None:
    sheets = [sheet([glyph("附件", 57, 90), *column(57, 120, 46, 300, 200)], n) for n in (1, 9, 17)]
    rest = [sheet(column(57, 90, 46, 300, 200), n) for n in (2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16)]
    told = kinds(sorted([*sheets, *rest], key=lambda one: one.number))
    assert told[LineKind.RUNNING_HEAD] == 0
