"""Drops from a question what its answer will not repeat: the asking words, what they ask for, and the words that hold a sentence together.

The rules are those of Chinese grammar; no word stands here because of what a gazette is about.
"""

import re

# 几分钟, 哪一级政府, 哪些部门, 多少平方米: the asking word takes the word it counts or names with it.
_MEASURE = "个|项|条|年|月|日|天|岁|次|种|家|户|人|名|级|类|倍|元|万元|亿元|吨|亩|公顷|公里|平方米|分钟|小时|件|所|座|辆|套|批|钱|位|层|度|处"
_ASKED = (
    rf"(?:是|有|为|要|需要?|达到?|能)?(?:多少(?:{_MEASURE})?|几(?:{_MEASURE}))(?:以[上下内]|内|前)?",
    r"哪(?:些|几?个|一?[级类种项条年天家]|几[级类种项条年家])?(?:部门|单位|机构|政府|人|地方|方面|条件|材料|情况)?",
    r"(?:是|有|为)?什么(?:时候|时间|地方|人|情况|样|条件|部门|单位|意思)?",
    r"(?:由|向|归|给|让|跟|和|与|对)?谁(?:来)?",
    r"(?:怎么样?|怎样|如何|为什么|为何|何时|何地|何处|是否|能否|可否|有没有|是不是|能不能|可不可以|要不要)(?:才能|能够|可以|办理?)?",
    r"多(?:久|长|大|高|远|重)(?:时间)?",
    r"[吗呢吧么]?[？?]+|[吗呢吧]$",
)
_QUESTION = re.compile("|".join(_ASKED))
# Words that only tie others together; alone they would be asked for all the same (see `content_words`).
_FUNCTION = frozenset(
    [
        "的",
        "了",
        "着",
        "过",
        "地",
        "得",
        "是",
        "在",
        "有",
        "和",
        "与",
        "及",
        "或",
        "由",
        "向",
        "对",
        "给",
        "把",
        "被",
        "将",
        "从",
        "到",
        "以",
        "于",
        "为",
        "就",
        "都",
        "也",
        "还",
        "又",
        "才",
        "要",
        "会",
        "能",
        "可",
        "应",
        "须",
        "请",
        "算",
        "等",
        "各",
        "该",
        "其",
        "这",
        "那",
        "此",
        "每",
        "之",
        "内",
        "上",
        "下",
        "中",
        "前",
        "后",
        "里",
        "可以",
        "应当",
        "应该",
        "需要",
        "必须",
        "以及",
        "以上",
        "以下",
        "以内",
        "之间",
        "关于",
        "根据",
        "按照",
        "对于",
        "属于",
        "算是",
        "进行",
        "有关",
        "相关",
        "哪里",
        "一个",
        "这个",
        "那个",
        "我",
        "我们",
        "你",
        "年",
        "月",
        "日",
        "号",
        "个",
        "人",
        "市",
        "县",
        "省",
        "区",
    ]
)


def without_question(text: str) -> str:
    """The text with its asking words replaced by spaces; unchanged if nothing else would be left."""
    rest = _QUESTION.sub(" ", text)
    return rest if re.search(r"[0-9A-Za-z\u3400-\u9fff]{2}", rest) else text


def content_words(words: list[str]) -> list[str]:
    """The words that carry the meaning; all of them if none does."""
    return [word for word in words if word not in _FUNCTION] or words
