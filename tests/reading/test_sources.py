"""Bytes become numbered lines; what is no text is refused with its reason."""

import pytest

from policies.reading.sources.errors import BinarySourceError, EmptySourceError, EncodingSourceError, SourceError
from policies.reading.sources.text import decode, read_lines

TEXT = (
    "安澜市人民政府公报\n2024年第3期\n\n安政发〔2024〕5号\n各县（区）人民政府：\n"
    + "为做好防汛工作，现通知如下。\n" * 5
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_every_encoding_gives_the_same_lines(encoding):
    lines = read_lines(TEXT.encode(encoding))
    assert [line.text for line in lines] == TEXT.split("\n")
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))


def test_a_long_unbroken_text_in_utf_16_is_recognised():
    text = "安澜市人民政府决定加强城市内河管护工作，" * 400 + "\n"
    assert decode(text.encode("utf-16-le")) == text


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u3000\n".encode()])
def test_nothing_is_refused_as_empty(data):
    with pytest.raises(EmptySourceError):
        read_lines(data)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n...", b"PK\x03\x04word/document.xml", b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0" * 9]
)
def test_other_formats_are_refused_by_name(data):
    with pytest.raises(BinarySourceError) as caught:
        read_lines(data)
    assert "可以识读的有" in str(caught.value)


def test_noise_is_refused():
    with pytest.raises(SourceError):
        read_lines(bytes(range(256)) * 50)


def test_another_encoding_is_refused():
    with pytest.raises(EncodingSourceError):
        read_lines("Ünïcödé tëxt öf ä düßtér kïnd\n".encode("latin-1") * 30)


def test_a_cut_last_character_is_dropped():
    assert decode(TEXT.encode()[:-4] + "市".encode()[:2]).endswith("通知如下")


def test_line_ends_of_any_system_count_alike():
    assert [line.text for line in read_lines("甲乙\r\n丙丁\r戊己\n".encode())] == ["甲乙", "丙丁", "戊己", ""]


def test_form_feeds_number_the_pages():
    lines = read_lines("第一页\n\f第二页\n还是第二页\f\n第三页".encode())
    assert [(line.text, line.page) for line in lines] == [
        ("第一页", 1),
        ("第二页", 2),
        ("还是第二页", 2),
        ("第三页", 3),
    ]


def test_marks_of_markdown_are_taken_off():
    lines = read_lines("## 一、总体要求\n**（一）目标。** 到2025年\n1\\. 建设管网\n> 专栏1\n---\n".encode())
    assert [line.text for line in lines] == ["一、总体要求", "（一）目标。到2025年", "1. 建设管网", "专栏1", "", ""]
    assert lines[0].mark == 2


def test_rows_of_grids_keep_their_marks():
    lines = read_lines("序号\t<p>名称</p>\n| 1 | **合计** |\n<td>甲</td>\n".encode())
    assert [line.text for line in lines][:3] == ["序号\t<p>名称</p>", "| 1 | **合计** |", "<td>甲</td>"]


def test_look_alike_radicals_become_characters():
    assert read_lines("\u2f00、\u2f08民政府".encode())[0].text == "一、人民政府"
