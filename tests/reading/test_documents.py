"""One document each, in the forms that official letters, orders, announcements and reports take."""

import textwrap
from datetime import date

import pytest

from policies.reading.document import read_document
from policies.reading.records import DocumentRecord, ProvisionKind, TextRole
from policies.reading.sources.text import split_lines
from policies.reading.title_forms import one_line


def read(text: str) -> DocumentRecord:
    return read_document(list(split_lines(text.strip("\n")))).record


def texts(record: DocumentRecord) -> list[tuple[str, str, str]]:
    return [(text.role.value, text.title, text.eid) for text in record.texts]


NOTICE = """
青屏区人民政府关于印发青屏区
消防安全管理办法（试行）的通知
青政发〔2021〕8号
各镇人民政府，区直各部门：
现将《青屏区消防安全管理办法（试行）》印发给你们，请认真执行。
青屏区人民政府
2021年3月15日
（此件公开发布）
青屏区消防安全管理办法
（试行）
第一条　为了加强消防安全管理，制定本办法。
第二条　本办法适用于本区行政区域。
法律另有规定的，从其规定。
（一）居住建筑；
（二）公共建筑。
第三条　本办法自2021年5月1日起施行，有效期二年。
"""


def test_a_notice_and_the_text_it_issues():
    record = read(NOTICE)
    assert record.title == "青屏区人民政府关于印发青屏区消防安全管理办法（试行）的通知"
    assert [number.normalised for number in record.numbers] == ["青政发〔2021〕8号"]
    assert (record.genre, [issuer.name for issuer in record.issuers]) == ("通知", ["青屏区人民政府"])
    assert record.addressees == ("各镇人民政府", "区直各部门")
    assert (record.signed_by, record.issued_on) == (("青屏区人民政府",), date(2021, 3, 15))
    assert record.publicity == "此件公开发布"
    assert texts(record) == [("notice", "", "main"), ("enclosed", "青屏区消防安全管理办法（试行）", "enc_1")]
    assert (record.effective_on, record.effective_clause) == (date(2021, 5, 1), "enc_1__art_3")


def test_an_articles_paragraphs_and_items_are_its_children():
    enclosed = read(NOTICE).texts[1]
    assert [(p.eid, p.kind.value, p.parent) for p in enclosed.provisions[1:5]] == [
        ("enc_1__art_2", "article", ""),
        ("enc_1__art_2__p_2", "paragraph", "enc_1__art_2"),
        ("enc_1__art_2__sub_1", "item", "enc_1__art_2"),
        ("enc_1__art_2__sub_2", "item", "enc_1__art_2"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "青屏区人民政府关于加强防汛工作的通知\n青政发〔2021〕8号",
        "青政发〔2021〕8号\n青屏区人民政府关于加强防汛工作的通知",
        "青政发 [2021] 8 号\n青屏区人民政府\n关于加强防汛工作的通知",
        "青屏区人民政府\n关于加强防汛工作的\n通　　知\n（青政发〔2021〕8号）",
        "青屏区人民政府关于加强防汛工作的通知（青政发〔2021〕8号）",
    ],
)
def test_title_and_number_stand_in_any_order(head):
    record = read(f"{head}\n各镇人民政府：\n请做好防汛工作。\n青屏区人民政府\n2021年6月1日")
    assert record.title == "青屏区人民政府关于加强防汛工作的通知"
    assert [number.normalised for number in record.numbers] == ["青政发〔2021〕8号"]
    assert record.addressees == ("各镇人民政府",)


def test_an_order_with_its_signer():
    record = read(
        """
临河市人民政府令
第12号
《临河市犬只管理办法》已经2022年3月1日市人民政府第8次常务会议通过，现予公布，自2022年5月1日起施行。
市　长　李　四
2022年3月5日
临河市犬只管理办法
第一章　总则
第一条　为了加强犬只管理，制定本办法。
第二章　附则
第二条　本办法自2022年5月1日起施行。
"""
    )
    assert [number.normalised for number in record.numbers] == ["临河市人民政府令第12号"]
    assert (record.genre, record.signed_by) == ("令", ("市长 李四",))
    assert [issuer.name for issuer in record.issuers] == ["临河市人民政府"]
    assert texts(record)[1] == ("enclosed", "临河市犬只管理办法", "enc_1")
    assert [p.eid for p in record.texts[1].provisions] == [
        "enc_1__chp_1",
        "enc_1__art_1",
        "enc_1__chp_2",
        "enc_1__art_2",
    ]


def test_a_joint_notice_of_two_organs():
    record = read(
        """
临财教〔2022〕15号　临教发〔2022〕9号
临河市财政局　临河市教育局
关于印发临河市学前教育资助办法的通知
各县（区）财政局、教育局：
现将《临河市学前教育资助办法》印发给你们，请遵照执行。
临河市财政局　　　　临河市教育局
2022年3月8日
临河市学前教育资助办法
第一条　为规范资助，制定本办法。
"""
    )
    assert [number.normalised for number in record.numbers] == ["临财教〔2022〕15号", "临教发〔2022〕9号"]
    assert [(issuer.name, issuer.lead) for issuer in record.issuers] == [
        ("临河市财政局", True),
        ("临河市教育局", False),
    ]


def test_a_text_passed_on_keeps_its_own_signer():
    record = read(
        """
临河市人民政府办公室转发市发展改革委
关于加快充电设施建设意见的通知
临政办发〔2022〕21号
各县（区）人民政府：
市发展改革委《关于加快充电设施建设的意见》已经市政府同意，现转发给你们。
临河市人民政府办公室
2022年3月12日
关于加快充电设施建设的意见
市发展改革委
（2022年3月9日）
为加快充电设施建设，提出如下意见：
一、明确目标
到2025年，建成充电桩1万个。
"""
    )
    assert record.issued_on == date(2022, 3, 12)
    enclosed = record.texts[1]
    assert enclosed.title == "关于加快充电设施建设的意见"
    assert [p.kind for p in enclosed.provisions[:2]] == [ProvisionKind.SIGNATURE] * 2


def test_an_amended_text_stands_under_its_decision():
    record = read(
        """
安澜市人民政府关于修改《安澜市渡口管理办法》的决定
安政发〔2024〕5号
市人民政府决定对《安澜市渡口管理办法》作如下修改：
一、将第三条修改为：“市交通运输局负责渡口管理。”
本决定自公布之日起施行。
安澜市人民政府
2024年3月11日
安澜市渡口管理办法
（2010年5月1日公布　根据2024年3月11日决定修正）
第一条　为了加强渡口管理，制定本办法。
"""
    )
    assert texts(record)[1:] == [("enclosed", "安澜市渡口管理办法", "enc_1")]


def test_five_texts_of_one_notice():
    names = [f"预防学生{what}{n}条措施" for n, what in zip("七十五九六", ["溺水", "欺凌", "诈骗", "中毒", "事故"])]
    body = "".join(f"{name}\n一、强化宣传。学校要开展教育。\n二、落实责任。部门要加强检查。\n" for name in names)
    record = read(
        "安澜市人民政府办公室关于印发预防学生溺水七条措施等5个文件的通知\n安政办函〔2024〕7号\n各县人民政府：\n"
        f"现将{''.join(f'《{name}》' for name in names)}印发给你们。\n安澜市人民政府办公室\n2024年7月5日\n{body}"
    )
    assert [text.title for text in record.texts if text.role is TextRole.ENCLOSED] == names
    assert [len(text.provisions) for text in record.texts[1:]] == [2] * 5


def test_a_title_that_cuts_a_sentence_is_the_texts_title_and_leaves_the_sentence_whole():
    record = read(
        """
安澜市人民政府关于印发安澜市绿道建设方案的通知
安政发〔2024〕9号
各县人民政府：
现将《安澜市绿道建设方案》印发给你们。
安澜市人民政府
2024年4月1日
为加快绿道建设，满足市民休闲健身需要，结合我市实际，制定
安澜市绿道建设方案
本方案。
一、建设目标
到2026年，建成绿道200公里。
"""
    )
    enclosed = record.texts[1]
    assert enclosed.title == "安澜市绿道建设方案"
    assert enclosed.provisions[0].text == "为加快绿道建设，满足市民休闲健身需要，结合我市实际，制定本方案。"


APPENDICES = """
沙原县人民政府关于做好耕地保护工作的通知
沙政发〔2020〕35号
各乡镇人民政府：
请做好耕地保护工作。
附件：1.沙原县耕地保护任务表
2.耕地保护考核办法
3.耕地分布图（略）
沙原县人民政府
2020年6月8日
附件1
沙原县耕地保护任务表
序号\t乡镇\t面积（亩）
1\t东河乡\t1200
2\t西岭乡\t800
附件2
耕地保护考核办法
第一条　为做好考核，制定本办法。
第二条　考核每年一次。
"""


def test_appendices_are_listed_printed_or_omitted():
    record = read(APPENDICES)
    assert [(a.number, a.label, a.title, a.omitted, a.text) for a in record.appendices] == [
        (1, "附件1", "沙原县耕地保护任务表", False, "app_1"),
        (2, "附件2", "耕地保护考核办法", False, "app_2"),
        (3, "附件3", "耕地分布图", True, ""),
    ]
    assert [(table.title, table.appendix, len(table.rows)) for table in record.tables] == [
        ("沙原县耕地保护任务表", 1, 2)
    ]
    assert [p.kind.value for p in record.texts[2].provisions] == ["article", "article"]
    assert "appendix-missing" not in {finding.code for finding in record.findings}


def test_a_listed_appendix_that_is_not_there_is_a_finding():
    record = read(APPENDICES.replace("（略）", ""))
    assert record.appendices[2].omitted
    assert [f.path for f in record.findings if f.code == "appendix-missing"] == ["appendices/3"]


def test_a_remark_leaves_out_all_appendices():
    head = APPENDICES.split("沙原县人民政府\n2020", maxsplit=1)[0].replace("（略）", "")
    record = read(head + "（附件略，详情请登录县政府\n网站）\n沙原县人民政府\n2020年6月8日")
    assert [a.omitted for a in record.appendices] == [True] * 3
    assert record.texts[0].provisions[-1].text == "请做好耕地保护工作。"


def test_the_issued_text_may_be_labelled_as_an_appendix():
    record = read(
        """
安澜市人民政府办公室关于印发2024年重大决策目录的通知
安政办函〔2024〕8号
各县人民政府：
现将《2024年重大决策目录》印发给你们。
附件：2024年重大决策目录
安澜市人民政府办公室
2024年4月1日
附件
2024年重大决策目录
序号\t事项\t单位
1\t供水规划\t市水务局
2\t公交规划\t市交通局
"""
    )
    assert texts(record)[1:] == [("enclosed", "2024年重大决策目录", "enc_1")]
    assert [(a.title, a.text) for a in record.appendices] == [("2024年重大决策目录", "enc_1")]


def test_a_plans_own_contents_are_no_headings():
    record = read(
        """
青屏区人民政府关于印发青屏区交通规划的通知
青政发〔2021〕9号
各镇人民政府：
现将《青屏区交通规划》印发给你们。
青屏区人民政府
2021年3月15日
青屏区交通规划
目　录
第一章 发展基础
第二章 发展目标
第一章 发展基础
公路里程达到900公里。
第二章 发展目标
到2025年，公路里程达到1000公里。
"""
    )
    assert [p.heading for p in record.texts[1].provisions if p.heading] == ["发展基础", "发展目标"]


def test_boxes_figures_captions_and_notes_keep_their_places():
    record = read(
        """
青屏区交通规划
青政发〔2021〕10号
一、发展目标
到2025年，公路里程达到1000公里。
专栏1　重点工程
东环路工程。新建道路12公里。
![布局](1.png)
图1　青屏区公路布局图
注：本图仅供示意。
"""
    )
    kinds = [(p.kind.value, p.marker, p.heading) for p in record.texts[0].provisions]
    assert kinds == [
        ("heading", "一、", "发展目标"),
        ("paragraph", "", ""),
        ("box", "专栏1", "重点工程"),
        ("paragraph", "", ""),
        ("figure", "", ""),
        ("caption", "", ""),
        ("note", "", ""),
    ]


def test_levels_follow_the_numbering_and_not_the_marks():
    record = read(
        "### 青屏区人民政府关于绿化工作的意见\n青政发〔2021〕11号\n各镇人民政府：\n"
        "# 一、目标\n##### （一）近期\n## 1.2021年\n完成绿化。\n### （二）远期\n完成造林。\n###### 二、措施\n加强管护。\n"
    )
    assert [(p.marker, p.level) for p in record.texts[0].provisions if p.marker] == [
        ("一、", 1),
        ("（一）", 2),
        ("1.", 3),
        ("（二）", 2),
        ("二、", 1),
    ]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "。", "附件", "附件：", "一、", "《", "2021年3月15日", "青政发〔2021〕8号"]
)
def test_scraps_make_a_record_without_stumbling(text):
    record = read_document(list(split_lines(text))).record
    assert record.numbers == () or record.numbers[0].normalised == "青政发〔2021〕8号"


def test_columns_that_were_interleaved_are_put_in_order():
    def column(*paragraphs: str) -> list[str]:
        return [line for text in paragraphs for line in (text[:18], *textwrap.wrap(text[18:], 20))]

    long = "学校应当会同有关部门定期开展检查，对发现的问题建立台账并限期整改，整改情况按月报告。"
    one = column(
        "一、加强源头管控。" + long + "重点关注轻信“一夜暴富”的学生群体，开展一对一宣传教育。",
        "二、加强宣传教育。" + long,
    )
    two = column(
        "一、健全责任体系。" + long,
        "二、严格供餐管理。" + long + "与学校签订供餐合同并购买学生供餐责任保险，不得转包业务。",
    )
    here = next(n for n, line in enumerate(one) if "“" in line and "”" not in line)
    there = next(n for n, line in enumerate(two) if "责任保险" in line) - 1
    lines = ["安澜市人民政府关于印发两项措施的通知", "安政发〔2024〕6号", "各县人民政府：", *column(long * 3)]
    lines += [*one[: here + 1], *two[: there + 1], *one[here + 1 :], *two[there + 1 :]]
    record = read("\n".join(lines))
    joined = [p.marker + p.heading + p.text for p in record.texts[0].provisions[1:]]
    assert joined[0].endswith("“一夜暴富”的学生群体，开展一对一宣传教育。")
    assert joined[-1].endswith("供餐责任保险，不得转包业务。")
    assert [p.marker for p in record.texts[0].provisions[1:]] == ["一、", "二、", "一、", "二、"]


def test_numbered_lines_with_nothing_under_them_are_items():
    record = read(
        "安澜市人民政府关于表彰的决定\n安政发〔2024〕3号\n各县人民政府：\n决定表彰下列项目。\n1.高效组件\n2.智能装备\n3.绿色建材\n"
    )
    assert [(p.kind.value, p.marker, p.text) for p in record.texts[0].provisions[1:]] == [
        ("item", "1.", "高效组件"),
        ("item", "2.", "智能装备"),
        ("item", "3.", "绿色建材"),
    ]


def test_an_issued_text_whose_title_differs_from_its_announced_name():
    record = read(
        "安澜市人民政府办公室关于印发促进消费十条的通知\n安政办发〔2024〕3号\n各县人民政府：\n现将《促进消费十条》印发给你们。\n"
        "安澜市人民政府办公室\n2024年3月1日\n安澜市促进消费十条\n一、发放消费券。安排资金1000万元。\n二、举办展会。全年举办20场。\n"
    )
    assert [text.title for text in record.texts] == ["", "安澜市促进消费十条"]
    assert [p.marker for p in record.texts[1].provisions] == ["一、", "二、"]


def test_an_announcement_counted_by_session():
    record = read(
        "澜江市人民代表大会常务委员会公告\n〔六届〕第3号\n《澜江市养犬管理条例》已由本次会议通过，现予公布。\n"
        "澜江市人民代表大会常务委员会\n2022年2月16日\n澜江市养犬管理条例\n第一条　为了规范养犬行为，制定本条例。\n"
    )
    assert [number.serial for number in record.numbers] == [3]
    assert record.texts[1].title == "澜江市养犬管理条例"


def test_an_unlisted_appendix_has_the_line_under_its_label_as_title():
    record = read(
        "安澜市人民政府关于城市更新的通知\n安政发〔2024〕3号\n各县人民政府：\n请做好城市更新工作。\n安澜市人民政府\n2024年3月1日\n"
        "附件\n城市更新工作流程图\n（图略）\n"
    )
    assert [(a.label, a.title, a.text) for a in record.appendices] == [("附件", "城市更新工作流程图", "app_1")]


def test_the_blank_between_joint_issuers_stays_in_a_title_that_print_broke() -> None:
    read = one_line(["安澜市财政局　安澜市水务局", "关于做好水价调整工作的通知"])
    assert read == "安澜市财政局 安澜市水务局关于做好水价调整工作的通知"
    assert one_line(["安澜市人民政府", "办公室关于防汛的通知"]) == "安澜市人民政府办公室关于防汛的通知"
