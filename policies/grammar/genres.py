"""Turns a title into the genre 文种 it names: the statutory kinds of official documents, and the kinds of texts they issue."""

import re

STATUTORY = (
    "决议",
    "决定",
    "命令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
)
REGULATORY = ("条例", "办法", "规定", "细则", "规则", "规范", "规程", "章程", "准则", "制度", "守则")
PLANNING = (
    "方案",
    "规划",
    "计划",
    "预案",
    "纲要",
    "要点",
    "措施",
    "政策",
    "目录",
    "清单",
    "名单",
    "标准",
    "指南",
    "指引",
    "分工",
    "安排",
)
OTHERS = (
    "公示",
    "解读",
    "讲话",
    "致辞",
    "声明",
    "倡议书",
    "建议",
    "总结",
    "大事记",
    "说明",
    "协议",
    "汇编",
    "问答",
    "章程",
)
GENRES = (*STATUTORY, *REGULATORY, *PLANNING, *OTHERS)

_ALIASES = {
    "命令": "令",
    "嘉奖令": "令",
    "复函": "函",
    "会议纪要": "纪要",
    "任免通知": "任免",
    "任职通知": "任免",
    "免职通知": "任免",
}
_ENDINGS = tuple(sorted({*GENRES, *_ALIASES, "令"}, key=len, reverse=True))
_PERSONNEL = re.compile(r"任免|任职|免职|免去|(?:任命|聘任|解聘)(?!.*办法)|职务的(?:通知|决定)$")
_PERSONNEL_LIST = re.compile(r"(?:任免|任职|免职)(?:信息|名单|事项|情况|人员)?$")
_PERSONNEL_CARRIERS = ("通知", "决定", "令")
_TAIL = re.compile(
    r"(?:[（(〔\[【][^（()）〔〕\[\]【】]{0,40}[）)〕\]】]|第[\d一二三四五六七八九十百零〇]{1,6}[号期版]|[\d.\s]+|[》〉”\"'·。，]|全文|摘要|节选)$"
)
_SUBTITLE = re.compile(r"(?:——|--|──|―|——).*$", re.DOTALL)


def genre_of(title: str) -> str:
    """The genre a title ends with, '' when it names none. A notice that issues a plan is 通知; personnel notices are 任免."""
    plain = _SUBTITLE.sub("", "".join(title.split())) or "".join(title.split())
    previous = ""
    while plain != previous:
        previous, plain = plain, _TAIL.sub("", plain)
    ending = next((word for word in _ENDINGS if plain.endswith(word)), "")
    genre = _ALIASES.get(ending, ending)
    if is_personnel(plain) and (genre in _PERSONNEL_CARRIERS or _PERSONNEL_LIST.search(plain)):
        return "任免"
    return genre


def is_personnel(title: str) -> bool:
    """A notice, decision or order that appoints or removes people, not one that issues rules about it."""
    plain = "".join(title.split())
    if re.search(r"印发|转发|公布|办法|规定|条例|方案|细则|制度|任职资格|任职条件", plain):
        return False
    return bool(_PERSONNEL.search(plain))
