"""Ranges of lines become boxes: one for each page and column, cells by the column in which they begin."""

from policies.reading.boxes import Layout, line_places
from policies.reading.lines import Box, Cell, Line
from policies.reading.records import Place


def line(number: int, left: float, top: float, *, page: int = 1, sure: float | None = None) -> Line:
    return Line(number, "安澜", page, box=Box(left, top, left + 200, top + 12), confidence=sure)


def row(number: int, top: float, *cells: tuple[int, float], page: int = 1) -> Line:
    own = tuple(Cell("渠", column, box=Box(left, top, left + 40, top + 20), confidence=0.9) for column, left in cells)
    return Line(number, "渠\t渠", page, cells=own, grid=1)


def spot(*lines: Line, columns: int = 0):
    return Layout(line_places(lines)).spot(Place(lines[0].number, lines[-1].number), columns=columns)


def test_lines_of_one_column_share_a_box() -> None:
    assert spot(line(1, 50, 100), line(2, 50, 120), line(3, 60, 140)).boxes == ([1, 50, 100, 260, 152],)


def test_a_paragraph_over_a_column_and_a_page_has_three_boxes() -> None:
    found = spot(line(1, 50, 700), line(2, 50, 720), line(3, 300, 80), line(4, 300, 100), line(5, 50, 80, page=2))
    assert [box[:3] for box in found.boxes] == [[1, 50, 700], [1, 300, 80], [2, 50, 80]]
    assert (found.page, found.last_page) == (1, 2)


def test_columns_that_overlap_a_little_are_told_by_the_jump_upwards() -> None:
    found = spot(line(1, 50, 700), line(2, 50, 720), line(3, 240, 80))
    assert len(found.boxes) == 2


def test_the_least_sure_line_speaks_for_the_field() -> None:
    assert spot(line(1, 50, 100, sure=0.99), line(2, 50, 120, sure=0.61)).confidence == 0.61
    assert spot(line(1, 50, 100)).confidence is None


def test_rows_lie_in_one_box_and_their_cells_in_their_columns() -> None:
    found = spot(row(1, 100, (0, 50), (2, 150)), row(2, 120, (0, 50), (1, 100), (2, 150)), columns=3)
    assert found.boxes == ([1, 50, 100, 190, 140],)
    assert found.cells == ([1, 50, 100, 90, 140, 0.9], [1, 100, 120, 140, 140, 0.9], [1, 150, 100, 190, 140, 0.9])


def test_a_table_printed_sideways_is_one_box_too() -> None:
    strips = [Line(n, "渠", 1, cells=(Cell("渠", 0, box=Box(n * 30, 50, n * 30 + 20, 700)),)) for n in (1, 2, 3)]
    assert len(spot(*strips).boxes) == 1


def test_what_stands_on_no_page_keeps_its_lines_only() -> None:
    found = Layout(()).spot(Place(3, 4, 2))
    assert (found.boxes, found.page, found.last_page) == ((), 2, 2)
