"""Lines, documents and sections of an issue moved about: nothing is lost or doubled, whatever is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.drafting import arranging
from gazette.drafting.arranging import ArrangementError
from gazette.drafting.composition import Composition, Line, Masthead, Section
from gazette.drafting.paging import paged


def whole(*sections: list[Line], loose: tuple[int, ...] = ()) -> Composition:
    named = tuple(Section(f"栏目{n}", tuple(lines)) for n, lines in enumerate(sections, 1))
    return Composition(Masthead(2024, 5), named, loose)


def line(key: int, *documents: int) -> Line:
    return Line(key, f"第{key}行", None, documents or (key * 10,))


def shape(found: Composition) -> list[list[int]]:
    return [[one.key for one in section.lines] for section in found.sections]


THREE = whole([line(1), line(2), line(3)], [line(4)], [])


def test_lines_go_up_and_down_and_over_a_section_s_edge() -> None:
    assert shape(arranging.step_lines(THREE, lines={2}, step=-1)) == [[2, 1, 3], [4], []]
    assert shape(arranging.step_lines(THREE, lines={1}, step=-1)) == [[1, 2, 3], [4], []]
    assert shape(arranging.step_lines(THREE, lines={3}, step=1)) == [[1, 2], [3, 4], []]
    assert shape(arranging.step_lines(THREE, lines={4}, step=1)) == [[1, 2, 3], [], [4]]
    assert shape(arranging.step_lines(THREE, lines={2, 3}, step=-1)) == [[2, 3, 1], [4], []]
    assert shape(arranging.step_lines(THREE, lines={1, 2}, step=-1)) == [[1, 2, 3], [4], []]


def test_lines_are_placed_before_another_or_at_the_end() -> None:
    assert shape(arranging.place_lines(THREE, lines={3}, section=0, before=1)) == [[3, 1, 2], [4], []]
    assert shape(arranging.place_lines(THREE, lines={1, 4}, section=2)) == [[2, 3], [], [1, 4]]
    assert shape(arranging.place_lines(THREE, lines={1, 2}, section=0, before=2)) == [[1, 2, 3], [4], []]
    with pytest.raises(ArrangementError):
        arranging.place_lines(THREE, lines={9}, section=0)


def test_documents_leave_a_line_and_an_emptied_line_goes() -> None:
    seven = whole([line(1, 11, 12, 13), line(2, 21)])
    joined = arranging.place_documents(seven, documents=[21], line=1)
    assert [one.documents for one in joined.lines()] == [(11, 12, 13, 21)]
    alone = arranging.own_lines(seven, titles=[(12, "关于十二的通知")], section=0, before=2)
    assert [(one.title, one.documents) for one in alone.lines()] == [
        ("第1行", (11, 13)),
        ("关于十二的通知", (12,)),
        ("第2行", (21,)),
    ]
    assert next(arranging.step_document(seven, document=13, step=-1).lines()).documents == (11, 13, 12)
    assert [one.documents for one in arranging.join_lines(seven, lines={1, 2}).lines()] == [(11, 12, 13, 21)]
    assert [one.documents for one in arranging.remove(seven, documents=[21, 11]).lines()] == [(12, 13)]


def test_a_section_goes_only_when_it_is_empty_and_has_one_name() -> None:
    assert shape(arranging.remove_section(THREE, section=2)) == [[1, 2, 3], [4]]
    assert shape(arranging.step_section(THREE, section=1, step=-1)) == [[4], [1, 2, 3], []]
    for deed in (
        lambda: arranging.remove_section(THREE, section=0),
        lambda: arranging.add_section(THREE, name=" 栏目1 "),
        lambda: arranging.rename_section(THREE, section=0, name=""),
        lambda: arranging.rename_section(THREE, section=7, name="新"),
    ):
        with pytest.raises(ArrangementError):
            deed()


keys = st.integers(1, 8)


@given(
    sizes=st.lists(st.integers(0, 4), min_size=1, max_size=4),
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("step"), st.sets(keys, min_size=1), st.sampled_from([-1, 1])),
            st.tuples(st.just("place"), st.sets(keys, min_size=1), st.integers(0, 4)),
            st.tuples(st.just("join"), st.sets(keys, min_size=2), st.just(0)),
        ),
        max_size=8,
    ),
)
def test_no_document_is_lost_or_doubled(sizes: list[int], steps: list[tuple[str, set[int], int]]) -> None:
    fresh = iter(range(1, 99))
    found = whole(*([line(next(fresh)) for _ in range(size)] for size in sizes))
    before = sorted(found.documents())
    for deed, lines, number in steps:
        try:
            if deed == "step":
                found = arranging.step_lines(found, lines=lines, step=number)
            elif deed == "place":
                found = arranging.place_lines(found, lines=lines, section=number, before=min(lines))
            else:
                found = arranging.join_lines(found, lines=lines)
        except ArrangementError:
            continue
        assert sorted(found.documents()) == before
        assert len(found.sections) == len(sizes)


def test_pages_run_on_and_every_section_opens_one() -> None:
    rooms = {10: 2.5, 20: 0.3, 30: 0.3, 40: 1.0}
    found = paged(THREE, rooms, chronicle=0, chronicle_line=0)
    assert found.documents == {10: 3, 20: 5, 30: 5, 40: 7}
    assert found.total == 8
    assert found.sheets == ((4, 8, 0), (8, 8, 0))
