"""What the names of an archive's files mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazette.reading.archive_names import NameDoubt, understand


@pytest.mark.parametrize(
    ("name", "year", "number"),
    [
        ("2019年第3期.pdf", 2019, 3),
        ("安澜市人民政府公报2019年第12期.pdf", 2019, 12),
        ("2019年第1-2期合刊.pdf", 2019, 1),
        ("2019-03.pdf", 2019, 3),
        ("2019_3.docx", 2019, 3),
        ("2019.03.txt", 2019, 3),
        ("2019/03.pdf", 2019, 3),
        ("公报/2019年/第3期.pdf", 2019, 3),
        ("2019/3期.pdf", 2019, 3),
        ("qj_201903.pdf", 2019, 3),
        ("２０１９年第３期.pdf", 2019, 3),
        ("二〇一九年第三期.pdf", 2019, 3),
        ("2019年第十二期.ofd", 2019, 12),
        ("gazette-2019-11-final.pdf", 2019, 11),
        ("2019 第3期.pdf", 2019, 3),
    ],
)
def test_names_that_mean_an_issue(name: str, year: int, number: int) -> None:
    (one,) = understand([name])
    assert (one.year, one.number, one.doubt) == (year, number, NameDoubt.NONE)


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("2019-03-15.pdf", NameDoubt.DATE),
        ("20190315.pdf", NameDoubt.DATE),
        ("扫描件.pdf", NameDoubt.UNCLEAR),
        ("2019年.pdf", NameDoubt.UNCLEAR),
        ("目录.xlsx", NameDoubt.FORMAT),
        ("扫描/0001.jpg", NameDoubt.IMAGE),
    ],
)
def test_names_that_do_not(name: str, doubt: NameDoubt) -> None:
    (one,) = understand([name])
    assert (one.year, one.number, one.doubt) == (None, None, doubt)


def test_supplements_are_issues_of_their_own() -> None:
    found = understand(["2019年增刊1.pdf", "2019年第1期.pdf"])
    assert [(one.number, one.supplement, one.doubt) for one in found] == [(1, False, ""), (1, True, "")]


def test_page_images_of_a_folder_are_one_issue_in_order_of_their_figures() -> None:
    pages = [f"2019-03/{n}.jpg" for n in (10, 9, 1)]
    (one,) = understand(pages)
    assert one.files == ("2019-03/1.jpg", "2019-03/9.jpg", "2019-03/10.jpg")
    assert (one.year, one.number, one.name) == (2019, 3, "2019-03")


def test_page_images_below_a_year() -> None:
    (one,) = understand(["2019/第3期/001.png", "2019/第3期/002.png"])
    assert (one.year, one.number, len(one.files)) == (2019, 3, 2)


def test_two_files_of_one_issue_are_doubles() -> None:
    first, second = understand(["2019-03.pdf", "2019年第3期.docx"])
    assert (first.doubt, second.doubt) == (NameDoubt.NONE, NameDoubt.DOUBLE)


def test_what_systems_leave_behind_is_passed_over() -> None:
    assert understand([".DS_Store", "__MACOSX/2019-03.pdf", "2019/Thumbs.db", "~$2019-03.docx"]) == []


@given(
    st.integers(1950, 2099),
    st.integers(1, 60),
    st.sampled_from(["{y}年第{n}期", "{y}-{n:02}", "{y}/{n}", "x_{y}{n:02}"]),
)
def test_every_year_and_number_in_every_way(year: int, number: int, form: str) -> None:
    (one,) = understand([form.format(y=year, n=number) + ".pdf"])
    assert (one.year, one.number) == (year, number)
