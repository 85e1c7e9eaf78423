"""Each field of a head, a closing and a masthead knows the lines it was read from."""

from gazette.reading.issue import read_issue
from policies.reading.document import read_document
from policies.reading.lines import Line
from policies.reading.records import FieldPlace

LETTER = """安澜市水务局　安澜市财政局
关于整治东渠的通知
安水发〔2024〕7号
各县（区）人民政府，
市直有关单位：
为整治东渠，现将有关事项通知如下。
一、统一部署。本通知自2024年5月1日起施行，有效期至2026年4月30日。
安澜市水务局　　安澜市财政局
2024年4月11日
（此件公开发布）"""

ISSUE = """安澜市人民政府公报
2024年第3期（总第99期）
2024年3月31日出版
编辑出版：安澜市人民政府
印　　刷：安澜市文汇印务有限
责任公司
主　　编　方若衡
"""


def places(fields: tuple[FieldPlace, ...]) -> dict[str, tuple[int, int]]:
    return {one.path: (one.place.first_line, one.place.last_line) for one in fields}


def test_a_letters_fields_stand_where_they_are_printed() -> None:
    lines = [Line(n, text) for n, text in enumerate(LETTER.split("\n"), 1)]
    assert places(read_document(lines).record.fields) == {
        "title": (1, 2),
        "numbers/1": (3, 3),
        "addressees": (4, 5),
        "signed_by": (8, 8),
        "issued_on": (9, 9),
        "publicity": (10, 10),
        "issuers": (1, 2),
        "effective_on": (7, 7),
        "expires_on": (7, 7),
    }


def test_signature_and_day_may_share_a_line() -> None:
    text = "安澜市人民政府关于整治东渠的通知\n各县（区）人民政府：\n请抓好落实。\n安澜市人民政府　2024年4月11日"
    found = places(read_document([Line(n, one) for n, one in enumerate(text.split("\n"), 1)]).record.fields)
    assert found["signed_by"] == found["issued_on"] == (4, 4)


def test_a_masthead_s_fields_are_found_over_broken_lines() -> None:
    found = places(read_issue((ISSUE + LETTER).encode()).fields)
    assert found["masthead/title"] == (1, 1)
    assert found["masthead/number"] == (2, 2)
    assert found["masthead/published_on"] == (3, 3)
    assert found["masthead/publisher"] == (4, 4)
    assert found["masthead/printer"] == (5, 6)
    assert found["masthead/board/1"] == (7, 7)


def test_a_source_without_pages_keeps_its_lines() -> None:
    record = read_issue((ISSUE + LETTER).encode())
    assert record.lines[0] == "安澜市人民政府公报"
    assert record.lines[record.documents[0].fields[0].place.first_line - 1].startswith("安澜市水务局")
