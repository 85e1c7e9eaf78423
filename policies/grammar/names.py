"""Turns lists of people as print spaces them into names: 李 明 is one name, 李明 王芳 are two."""

import re

# The surnames in use, single and double; what opens with none of them is taken for a name only where nothing else is possible.
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹"
    "姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄麴家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公"
    "仉督岳帅缑亢况郈有琴商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖闫付代楚邸仝邝练楼占苑尧展原海揭覃仵隋由銮衣南栗粟侬岩保普苟官植宝禤母朴玉奉但令初修刀拜撒么沐鹤阿图鲜思战泥律鄢揣蹇铁腾操戢雒"
    "萨庹佀蒿冼冮绳仙才尉续矫昂拓茆资勇化朗涂扎达卡尼旦次索木买依乃热艾克召罕俸线字者税先火"
)
_DOUBLE = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "闻人",
        "东方",
        "赫连",
        "皇甫",
        "尉迟",
        "公羊",
        "澹台",
        "公冶",
        "宗政",
        "濮阳",
        "淳于",
        "单于",
        "太叔",
        "申屠",
        "公孙",
        "仲孙",
        "轩辕",
        "令狐",
        "钟离",
        "宇文",
        "长孙",
        "慕容",
        "鲜于",
        "闾丘",
        "司徒",
        "司空",
        "南宫",
        "夏侯",
        "呼延",
        "东郭",
        "端木",
        "百里",
        "西门",
        "拓跋",
        "独孤",
        "公西",
        "亓官",
    ]
)
_HAN = r"[\u3400-\u9fff\U00020000-\U0002ffff]"
_NAME = re.compile(rf"{_HAN}{{2,4}}|{_HAN}{{1,10}}(?:[·•．‧]{_HAN}{{1,10}}){{1,4}}")
_BRACKETS = re.compile(r"[（(〔\[][^（()）〔〕\[\]]{0,40}[）)〕\]]")
_SEPARATORS = re.compile(r"[、，,；;/|\n\t]|(?:\s*和\s+)")
_SPACES = re.compile(r"[ \u3000\u00a0]+")
_SUFFIX = re.compile(r"(?:同志|先生|女士)$")


def is_name(text: str) -> bool:
    """Reads as a Chinese person's name: a surname and one to three characters, or parts with · between."""
    plain = _SPACES.sub("", text)
    if not _NAME.fullmatch(plain):
        return False
    if "·" in plain or "•" in plain or plain[:2] in _DOUBLE:
        return True
    return len(plain) < 4 and plain[0] in _SURNAMES


def split_names(text: str) -> tuple[str, ...]:
    """A list of people to names, whatever parts them; notes in brackets and 同志 fall away.

    Single characters side by side are the two halves of a spaced name: 彭小飞 李 明 gives two names.
    """
    plain = _BRACKETS.sub(" ", text)
    names: list[str] = []
    for part in _SEPARATORS.split(plain):
        names += _paired([token for token in _SPACES.split(part.strip()) if token])
    return tuple(_SUFFIX.sub("", name) for name in names if name)


def _paired(tokens: list[str]) -> list[str]:
    names: list[str] = []
    run: list[str] = []
    for token in [*tokens, ""]:
        if len(token) == 1:
            run.append(token)
            continue
        # Three single characters in a row are one name spaced out; four are two.
        size = 3 if len(run) % 2 and len(run) % 3 == 0 else 2
        names += ["".join(run[i : i + size]) for i in range(0, len(run), size)]
        run = []
        if token:
            names.append(token)
    return names
