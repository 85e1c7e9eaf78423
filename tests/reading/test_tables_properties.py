"""What must hold for any table: it comes back as it was set, and no printed character is lost."""

from hypothesis import given
from hypothesis import strategies as st

from policies.reading.lines import Line
from policies.reading.tables import FoundTable, find_tables

HAN = st.text(alphabet="安澜市临江区远山县柳岸石桥公园渠道水利交通建设改造完成推进落实", min_size=2, max_size=14)
ORGAN = st.sampled_from(["市水务局", "市财政局、市城管局", "临江区人民政府", "市教育局"])
AMOUNT = st.decimals(min_value=1, max_value=99999, places=1).map(str)
ROW = st.tuples(HAN, HAN, AMOUNT, ORGAN)
HEAD = ("序号", "项目名称", "建设内容", "投资(万元)", "责任单位")


@st.composite
def paged_tables(draw: st.DrawFn) -> tuple[list[tuple[str, ...]], str]:
    """Rows of a project table, and its tabbed text cut into pages that print the head again, or don't."""
    rows = [(str(n), *row) for n, row in enumerate(draw(st.lists(ROW, min_size=2, max_size=12)), start=1)]
    lines = ["安澜市建设项目表", "", "\t".join(HEAD)]
    for number, row in enumerate(rows):
        if number and draw(st.integers(0, 3)) == 0:
            lines += ["", f"- {number} -", ""] if draw(st.booleans()) else [""]
            if draw(st.booleans()):
                lines.append("\t".join(HEAD))
        lines.append("\t".join(row))
    return rows, "\n".join([*lines, "", "三、附则"])


def found_in(text: str) -> list[FoundTable]:
    return find_tables([Line(number, line) for number, line in enumerate(text.split("\n"), start=1)])


@given(paged_tables())
def test_a_table_cut_into_pages_comes_back_as_it_was_set(given_table: tuple[list[tuple[str, ...]], str]) -> None:
    rows, text = given_table
    (found,) = found_in(text)
    assert found.title == "安澜市建设项目表"
    assert tuple(column.name for column in found.columns) == HEAD
    assert [row.cells for row in found.rows] == rows
    assert [str(row.kind) for row in found.rows] == ["data"] * len(rows)


CELL = st.one_of(
    st.just(""),
    HAN,
    AMOUNT,
    ORGAN,
    st.sampled_from(["合计", "小计", "一", "（二）", "1", "2", "注：略", "—", "2031年"]),
)
SEPARATOR = st.sampled_from(["\t", "\t", "\t", "|", " ", "  "])


@st.composite
def wild_lines(draw: st.DrawFn) -> list[str]:
    lines = []
    for _ in range(draw(st.integers(1, 14))):
        separator = draw(SEPARATOR)
        cells = draw(st.lists(CELL, min_size=1, max_size=6))
        lines.append(f"|{'|'.join(cells)}|" if separator == "|" else separator.join(cells))
    return lines


@given(wild_lines())
def test_every_printed_piece_of_a_table_is_in_its_record(lines: list[str]) -> None:
    for found in found_in("\n".join(lines)):
        inside = [line for i, line in enumerate(lines) if found.first <= i <= found.last and i not in found.skipped]
        texts = [found.title, found.unit, *found.notes, *(level for column in found.columns for level in column.levels)]
        record = "".join("".join([*texts, *(cell for row in found.rows for cell in row.printed)]).split())
        pieces = [piece for line in inside for piece in line.replace("|", " ").split()]
        assert [piece for piece in pieces if piece not in record] == []


@given(st.text(alphabet="安澜市，。\n 1年\t|<>td/abl（）", max_size=200))
def test_any_text_is_read_without_an_error_and_ranges_do_not_overlap(text: str) -> None:
    ends = [-1]
    for found in found_in(text):
        assert ends[-1] < found.first <= found.last
        assert all(len(row.cells) == len(row.printed) == len(found.columns) for row in found.rows)
        ends.append(found.last)
