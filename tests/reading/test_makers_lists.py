"""Lists of names and posts: one entry a paragraph, and no headings."""

from gazette.reading.issue import read_issue
from policies.reading.appointments import read_appointments
from policies.reading.records import ProvisionKind

AWARD = """岭东省人民政府关于表彰获奖组织和个人的决定
岭政发〔2021〕12号
各设区的市人民政府：
省政府决定，对获奖组织和个人予以表彰。
附件：获奖名单
岭东省人民政府
2021年4月12日
附件
获奖名单
一、获奖组织（3个）
岭东重机股份有限公司
东海轴承有限责任公司
岭东省人民医院
二、获奖个人（4名）
陈光明　　林　静　　欧阳文山
李小红（女，回族）
"""


def test_names_one_below_the_other_are_no_headings():
    (document,) = read_issue(AWARD.encode()).documents
    provisions = document.texts[-1].provisions
    assert [p.heading for p in provisions if p.kind is ProvisionKind.HEADING] == ["获奖组织（3个）", "获奖个人（4名）"]
    assert [p.text for p in provisions if p.kind is ProvisionKind.PARAGRAPH] == [
        "岭东重机股份有限公司",
        "东海轴承有限责任公司",
        "岭东省人民医院",
        "陈光明　　林　静　　欧阳文山",
        "李小红（女，回族）",
    ]


def test_the_number_of_a_notice_before_what_it_does():
    found = read_appointments(
        [
            ("p_1", "海政任〔2019〕1号，任命："),
            ("p_2", "李牧川为海川市商务局副局长；"),
            ("p_3", "免去："),
            ("p_4", "王若水的海川市粮食局局长职务。"),
        ]
    )
    assert [(one.name, one.appointed, one.removed) for one in found] == [
        ("李牧川", ("海川市商务局副局长",), ()),
        ("王若水", (), ("海川市粮食局局长",)),
    ]


def test_comrades_listed_under_what_they_lose():
    found = read_appointments([("p_1", "免去："), ("p_2", "谭  军同志县林业局副局长职务。")])
    assert [(one.name, one.removed) for one in found] == [("谭军", ("县林业局副局长",))]


def test_half_width_stops_end_items_and_the_last_date_is_the_documents():
    text = """丹阳县人民政府
关于表彰先进单位的通报
丹政发[2018]18号
各乡镇人民政府:
经考核,决定对下列单位给予表彰:
一等奖:红原乡、县财政局
李晓东为县局副局长;
此复
2018年5月20日
"""
    (document,) = read_issue(text.encode()).documents
    assert [p.heading for p in document.texts[0].provisions if p.heading] == []
    assert str(document.issued_on) == "2018-05-20"
