"""Facts about the order in which what stands on a sheet is read."""

from hypothesis import given
from hypothesis import strategies as st

from policies.reading.lines import Box
from policies.reading.sheets.reading import read_sheets
from policies.reading.sheets.sheet import Glyph, Rule
from tests.reading.sheets.typeset import centred, column, glyph, sheet, words


def order(glyphs: list[Glyph], rules: list[Rule] | None = None) -> list[str]:
    return [line.text for line in read_sheets([sheet(glyphs[::-1], rules=rules or [])])]


def said(*groups: list[Glyph]) -> list[str]:
    return [one.text for group in groups for one in group]


@given(
    st.lists(st.integers(30, 120), min_size=2, max_size=5),
    st.lists(st.integers(30, 120), min_size=2, max_size=5),
    st.sampled_from([14, 20, 30]),
)
def test_two_columns_are_read_one_after_the_other(left: list[int], right: list[int], gutter: int) -> None:
    before = column(57, 100, 22, *left)
    behind = column(57 + 220 + gutter, 100, 22, *right)
    assert order([*before, *behind]) == said(before, behind)


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [column(40 + n * 175, 90, 15, 100, 80, 90) for n in range(3)]
    assert order([one for group in columns for one in group]) == said(*columns)


def test_one_column_is_read_from_top_to_bottom() -> None:
    only = column(57, 90, 46, 200, 90, 46, 30)
    assert order(only) == said(only)


def test_a_title_across_both_columns_parts_the_page() -> None:
    above = [column(57, 80, 22, 100, 90), column(310, 80, 22, 110, 80)]
    title = [centred("柳岸区渠道管护办法的通知", 330, 18)]
    below = [column(57, 380, 22, 100, 90), column(310, 380, 22, 110, 80)]
    assert order([*above[0], *above[1], *title, *below[0], *below[1]]) == said(*above, title, *below)


def test_two_texts_beside_a_rule_are_kept_apart() -> None:
    before, behind = column(57, 80, 23, 150, 90), column(295, 80, 23, 160, 100)
    wall = Rule(Box(291, 70, 291.5, 700))
    assert order([*before, *behind], [wall]) == said(before, behind)


def test_columns_that_stand_a_little_apart_in_height() -> None:
    before, behind = column(57, 80, 22, 150, 90), column(310, 85.5, 22, 160, 100)
    assert order([*before, *behind]) == said(before, behind)


def test_page_and_line_numbers_are_no_column() -> None:
    titles = [glyph(words(20), 57, 100 + 20 * n) for n in range(6)]
    pages = [glyph(f"{n + 2}", 520, 100 + 20 * n) for n in range(6)]
    lines = order([*titles, *pages])
    assert [line.split("\u3000")[0] for line in lines] == said(titles)


def test_labels_and_values_are_read_across() -> None:
    labels = [glyph(label, 57, 100 + 20 * n) for n, label in enumerate(["主办", "承办单位", "电话", "联系地址"])]
    values = [glyph(words(4 + n), 150, 100 + 20 * n) for n in range(4)]
    lines = order([*labels, *values])
    assert len(lines) == 4
    assert all(line.startswith(label.text) for line, label in zip(lines, labels, strict=True))


def test_a_last_column_alone_is_a_column_as_on_other_pages() -> None:
    both = [*column(57, 80, 22, 150, 90), *column(310, 80, 22, 160, 100)]
    last = column(57, 80, 22, 150)
    lines = read_sheets([sheet(both, 1), sheet(last, 2)])
    assert [line.opens for line in lines if line.page == 2][1:] == [False] * (len(last) - 1)
