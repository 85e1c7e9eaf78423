"""Reports read to a meeting, and letterheads over a title of their own."""

from gazette.reading.issue import read_issue

REPORT = """金湾市人民政府公报
2022·第1期

政府工作报告
——2022年1月10日在金湾市第十六届人民代表大会
第一次会议上
金湾市市长　郑伟明

各位代表：
现在，我代表市人民政府，向大会报告政府工作，请予审议。
一、2021年工作回顾
过去一年，全市地区生产总值增长8.1%。
"""


def test_a_report_opens_by_its_subtitle_and_keeps_meeting_and_speaker():
    record = read_issue(REPORT.encode())
    (document,) = record.documents
    assert (document.title, document.genre) == ("政府工作报告", "报告")
    assert document.addressees == ("各位代表",)
    assert [p.text for p in document.texts[0].provisions[:2]] == [
        "——2022年1月10日在金湾市第十六届人民代表大会第一次会议上",
        "金湾市市长　郑伟明",
    ]
    assert (record.masthead.year, record.masthead.number) == (2022, 1)
    assert record.unplaced == ()


def test_a_day_of_adoption_is_no_addressee():
    text = "金湾市第十六届人民代表大会第一次会议\n关于政府工作报告的决议\n（2022年1月13日通过）\n会议听取了市长郑伟明所作的报告，决定批准这个报告。\n"
    (document,) = read_issue(text.encode()).documents
    assert document.addressees == ()
    assert [p.text for p in document.texts[0].provisions] == [
        "（2022年1月13日通过）",
        "会议听取了市长郑伟明所作的报告，决定批准这个报告。",
    ]


def test_the_title_under_a_letterhead_and_number_is_the_documents():
    text = """金湾市人民政府公告
金府公告〔2022〕1号

金湾市人民政府关于公布文件清理结果的公告

根据有关规定，现将清理结果公告如下：
一、继续有效的文件2件。
金湾市人民政府
2022年1月28日
"""
    record = read_issue(text.encode())
    (document,) = record.documents
    assert document.title == "金湾市人民政府关于公布文件清理结果的公告"
    assert [number.normalised for number in document.numbers] == ["金府公告〔2022〕1号"]
    assert record.unplaced == ()
