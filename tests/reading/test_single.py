"""A letter read alone: its parts by the form of official letters become fields, nothing is lost, several letters part."""

import pytest

from gazette.reading.single import read_document_source
from policies.reading.sources.opening import open_source

HEAD = """000012
特急

安澜市水务局
安澜市财政局文件

安水发〔2024〕9号　　　　签发人：沈　岚　顾云岫
"""
LETTER = """
安澜市水务局　安澜市财政局关于印发
安澜市水渠管理办法的通知

各县区人民政府：
　　现将《安澜市水渠管理办法》印发给你们，请认真贯彻执行。

　　附件：安澜市水渠名录

　　　　　　　安澜市水务局　安澜市财政局
　　　　　　　2024年3月5日
　　（此件公开发布）

安澜市水渠管理办法

第一条　为了管好水渠，制定本办法。
第二条　本办法自2024年4月1日起施行。

附件
安澜市水渠名录
序号\t名称\t长度
1\t东渠\t3
2\t西渠\t4
"""
FOOT = """
抄送：市委办公室，市人大常委会办公室，市政协办公室，
　　　市监察委员会。
安澜市水务局办公室　　　　　　　2024年3月6日印发
共印80份
"""


def read(text: str):
    return read_document_source(open_source(text.encode()))


def test_the_parts_of_a_red_headed_letter_are_fields() -> None:
    record = read(HEAD + LETTER + FOOT)
    (document,) = record.documents
    assert dict(document.letterhead) == {
        "份号": "000012",
        "紧急程度": "特急",
        "发文机关标志": "安澜市财政局文件",
        "签发人": "沈 岚 顾云岫",
        "抄送": "市委办公室，市人大常委会办公室，市政协办公室，市监察委员会。",
        "印发机关": "安澜市水务局办公室",
        "印发日期": "2024-03-06",
        "印数": "80",
    }
    assert document.letterhead[2] == ("发文机关标志", "安澜市水务局")
    assert [number.normalised for number in document.numbers] == ["安水发〔2024〕9号"]
    assert (document.addressees, document.publicity) == (("各县区人民政府",), "此件公开发布")
    assert (str(document.issued_on), str(document.printed_on)) == ("2024-03-05", "2024-03-06")
    assert [text.title for text in document.texts] == ["", "安澜市水渠管理办法", "安澜市水渠名录"]
    assert document.texts[0].provisions[0].text.startswith("现将")
    assert len(document.texts[0].provisions) == 1


def test_every_character_of_a_letter_is_accounted_for() -> None:
    record = read(HEAD + LETTER + FOOT)
    assert (record.kept_share, record.unplaced, record.doubled) == (1.0, (), ())


def test_a_letter_without_head_and_number_is_read_by_its_place() -> None:
    (document,) = read("关于召开防汛会议的通知\n\n各县区水务局：\n请参加。\n安澜市水务局\n2024年3月1日\n").documents
    assert (document.title, document.addressees) == ("关于召开防汛会议的通知", ("各县区水务局",))


def test_what_opens_the_file_is_its_title_where_no_form_tells() -> None:
    (document,) = read("值班安排\n\n一、白班由办公室负责。\n二、夜班由各科室轮流负责。\n").documents
    assert document.title == "值班安排"
    assert [one.marker for one in document.texts[0].provisions] == ["一、", "二、"]


@pytest.mark.parametrize("between", ["", HEAD.replace("9号", "10号")])
def test_letters_behind_an_imprint_or_under_a_letterhead_are_documents_of_their_own(between: str) -> None:
    second = between + LETTER.replace("水渠", "河道")
    record = read(HEAD + LETTER + FOOT + second + FOOT)
    assert [len(document.texts) for document in record.documents] == [3, 3]
    assert "河道" in record.documents[1].title
    assert "河道" not in str(record.documents[0].texts)
    assert record.kept_share == 1.0


def test_a_letter_passed_on_stays_in_the_letter_that_passes_it_on() -> None:
    passed = "安澜市水务局关于做好防汛工作的通知\n安水发〔2024〕3号\n\n各县区水务局：\n请做好防汛工作。\n安澜市水务局\n2024年2月1日\n"
    title = "安澜市人民政府办公室转发安澜市水务局关于做好防汛工作的通知"
    own = f"{title}\n安政办发〔2024〕8号\n\n各县区人民政府：\n市水务局的通知现转发给你们，请遵照执行。\n安澜市人民政府办公室\n2024年3月1日\n\n"
    (document,) = read(own + passed).documents
    assert document.title == title


def test_a_secret_letter_is_marked() -> None:
    record = read("机密★1年\n" + HEAD + LETTER)
    assert dict(record.documents[0].letterhead)["密级"] == "机密★1年"
    assert [one.code for one in record.findings] == ["secrecy-marked"]
