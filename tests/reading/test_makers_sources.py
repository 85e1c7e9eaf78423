"""How makers of text set a source: mathematics around figures, a blank between all characters."""

import pytest

from gazette.reading.issue import read_issue
from policies.reading.sources.formulas import without_formulas
from policies.reading.sources.text import read_lines


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        (r"平政发 $[2024]$ 3号", "平政发[2024] 3号"),
        (r"增长 $8\%$ 左右，突破 $1000$ 亿元。", "增长8%左右，突破1000亿元。"),
        (r"采用 $2 \times 300\text{mm}^2$ 导线", "采用2×300mm²导线"),
        (r"面积 $500\mathrm{m}^{2}$ ，CO$_2$排放", "面积500m²，CO₂排放"),
        (r"占比 $\geq 95 \%$ 的", "占比≥95%的"),
        (r"第 $\textcircled{1}$ 类", "第①类"),
        ("费用$100元和$200元", "费用$100元和$200元"),
        (r"$\frac{a}{b}$", r"$\frac{a}{b}$"),
    ],
)
def test_inline_mathematics_is_read_as_printed(printed, plain):
    assert without_formulas(printed) == plain


def test_a_number_within_mathematics_is_a_document_number():
    record = read_issue(
        "# 平澜市人民政府关于加强防火工作的通知\n\n平政发 $[2024]$ 3号\n\n各县人民政府:\n\n请遵照执行。\n".encode()
    )
    assert [n.normalised for n in record.documents[0].numbers] == ["平政发〔2024〕3号"]


def test_blanks_between_all_characters_close_and_wider_gaps_stay():
    text = "云 麓 州 人 民 政 府 公 报\n2 0 1 6 年 第 5 期\n各 县 人 民 政 府  州 政 府 各 部 门\n"
    assert [line.text for line in read_lines(text.encode())][:3] == [
        "云麓州人民政府公报",
        "2016年第5期",
        "各县人民政府\u3000州政府各部门",
    ]


def test_names_set_apart_stay_where_the_rest_is_not():
    text = "云麓州人民政府公报第五期目录如下所示\n王 强 赵 霞 李 明 周 涛\n现将有关事项通知如下请认真执行\n"
    assert read_lines(text.encode())[1].text == "王 强 赵 霞 李 明 周 涛"
