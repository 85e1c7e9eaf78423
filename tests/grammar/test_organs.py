import pytest

from policies.grammar.genres import genre_of, is_personnel
from policies.grammar.organs import (
    is_person_signature,
    issuer_from_title,
    issuers_from_signature,
    issuers_from_title,
    split_addressees,
    split_organs,
)


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        (
            "各县（市、区）人民政府，安澜经开区管委会，市直各部、委、办、局：",
            ("各县（市、区）人民政府", "安澜经开区管委会", "市直各部、委、办、局"),
        ),
        ("各区人民政府、市政府各部门、各直属单位：", ("各区人民政府", "市政府各部门", "各直属单位")),
        (
            "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
            ("各省、自治区、直辖市人民政府", "国务院各部委、各直属机构"),
        ),
        (
            "各县、市、区人民政府，安澜经开区管委会、综保区管委会，市直有关单位：",
            ("各县、市、区人民政府", "安澜经开区管委会", "综保区管委会", "市直有关单位"),
        ),
        ("各州、市人民政府，省直各委、办、厅、局：", ("各州、市人民政府", "省直各委、办、厅、局")),
        ("各县（市、区）人民政府；市直各部门；", ("各县（市、区）人民政府", "市直各部门")),
        ("市发展改革委、市财政局：", ("市发展改革委", "市财政局")),
        ("中央、省属驻安单位：", ("中央、省属驻安单位",)),
        (
            "各县（区）发展改革局、财政局，安澜高新区经济发展局、财政金融局，各单位：",
            ("各县（区）发展改革局、财政局", "安澜高新区经济发展局、财政金融局", "各单位"),
        ),
        (
            "各县（市、区）人民政府、安澜经开区管委会，市政府各部门、各直属机构：",
            ("各县（市、区）人民政府", "安澜经开区管委会", "市政府各部门、各直属机构"),
        ),
        ("安澜市水务局：", ("安澜市水务局",)),
        ("各县（市、\n区）人民政府, 市直各部门:", ("各县（市、区）人民政府", "市直各部门")),
        ("", ()),
    ],
)
def test_addressee_lines(line, addressees):
    assert split_addressees(line) == addressees


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("安澜市人民政府关于印发方案的通知", ("安澜市人民政府",)),
        ("安澜市人民政府办公室印发《方案》的通知", ("安澜市人民政府办公室",)),
        ("安澜市人民政府 办公室关于印发方案的通知", ("安澜市人民政府办公室",)),
        ("安澜市财政局　安澜市水务局关于印发办法的通知", ("安澜市财政局", "安澜市水务局")),
        ("安澜市人民政府令", ("安澜市人民政府",)),
        ("安澜市人民政府令第3号", ("安澜市人民政府",)),
        ("安澜市人民政府任免通知", ("安澜市人民政府",)),
        ("安澜市人民政府公告", ("安澜市人民政府",)),
        ("关于印发方案的通知", ()),
        ("安澜市城市管理办法", ()),
    ],
)
def test_issuers_of_titles(title, issuers):
    assert issuers_from_title(title) == issuers
    assert issuer_from_title(title) == "".join(issuers)


def test_signatures():
    assert issuers_from_signature(["安澜市财政局　　安澜市水务局"]) == ("安澜市财政局", "安澜市水务局")
    assert issuers_from_signature(["安 澜 市 人 民 政 府（盖章）"]) == ("安澜市人民政府",)
    assert issuers_from_signature(["安澜市人民政府", "市 长  林 岚", "2022年4月11日"]) == ("安澜市人民政府",)
    assert split_organs("安澜市发展改革委、安澜市财政局") == ("安澜市发展改革委", "安澜市财政局")


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("市 长　林 岚", True),
        ("代市长：林岚", True),
        ("主任 欧阳小风", True),
        ("安澜市人民政府", False),
        ("市长", False),
    ],
)
def test_persons_under_an_order(line, person):
    assert is_person_signature(line) is person


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        *(
            ("安澜市人民政府关于印发三年行动计划（2022—2024年）的通知", "通知"),
            ("安澜市急救体系建设三年行动方案（2023—2025年）", "方案"),
        ),
        *(
            ("关于公布《目录（2023年版）》的决定", "决定"),
            ("安澜市人民政府令 第3号", "令"),
            ("安澜市人民政府嘉奖令", "令"),
            ("安澜市人民政府命令", "令"),
        ),
        *(
            ("安澜市规范性文件管理办法（试行）", "办法"),
            ("政府工作报告——在大会上", "报告"),
            ("关于稳增长若干政策措施", "措施"),
            ("关于同意设立园区的批复", "批复"),
        ),
        *(
            ("安澜市人民政府第10次常务会议纪要", "纪要"),
            ("关于支持发展的复函", "函"),
            ("安澜市实施细则", "细则"),
            ("关于加快发展的实施意见", "意见"),
        ),
        *(
            ("安澜市人民政府任免通知", "任免"),
            ("关于林岚等同志职务任免的通知", "任免"),
            ("关于林岚同志任职的通知", "任免"),
            ("关于印发干部任免办法的通知", "通知"),
        ),
        *(("安澜市地震应急预案", "预案"), ("安澜市“十四五”规划", "规划"), ("大事记", "大事记"), ("安澜概况", "")),
    ],
)
def test_genres(title, genre):
    assert genre_of(title) == genre


def test_rules_about_appointments_are_no_personnel_notice():
    assert is_personnel("关于免去林岚职务的通知")
    assert not is_personnel("关于印发聘任制公务员管理规定的通知")
