"""Turns titles, signatures and addressee lines into the names of organs."""

import re

_SUFFIXES = (
    "人民政府|政府|办公厅|办公室|委员会|管委会|管理委员会|人大常委会|常务委员会|人民代表大会|政协|党委|市委|省委|县委|区委|州委|旗委|工委|党组|纪委|编办|编委|"
    "人民法院|法院|人民检察院|检察院|指挥部|领导小组|联席会议|街道办事处|办事处|总局|分局|支局|厅|局|部|署|院|司|处|科|队|所|站|中心|集团|公司|银行|支行|总行|分行|"
    "协会|学会|联合会|总工会|工会|妇联|团委|科协|文联|侨联|残联|工商联|社科联|红十字会|学校|大学|学院|医院|海关|供销社|供电局|国资委|发展改革委|发改委|卫生健康委|卫健委|"
    "届?第[一二三四五六七八九十]{1,4}次(?:全体)?会议|企业|单位|部门|机构|组织|团体|院校|高校|有关方面|成员单位|直属机构|派出机构|金融机构|驻.{1,6}单位|军分区|人武部|管理局|管理处|保护区|开发区|园区|新区|示范区|办|委|府"
)
_BARE_SUFFIX = re.compile(rf"(?:{_SUFFIXES})+")
_ORGAN = re.compile(rf"^[\u4e00-\u9fff“”（）()·]{{0,50}}(?:{_SUFFIXES})(?:[（(][^（()）]{{1,20}}[）)])?$")
_OPEN, _CLOSE = "（(〔[【《“", "）)〕]】》”"
_ABOUT = re.compile(r"关于|《|(?:印发|转发|批转|任免|任命|免去|嘉奖|表彰|公布|发布|废止)")
_KIND_TAIL = re.compile(
    r"(?:第[\d一二三四五六七八九十百零〇]{1,6}号)?(?:人事任免|任免|任职|免职|嘉奖|常务会议|全体会议)*(?:令|公告|通告|公报|通知|决定|决议|批复|函|意见|通报|纪要|命令|议案)?(?:第[\d一二三四五六七八九十百零〇]{1,6}号)?$"
)
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章|印|代章)[）)]")
_TITLED = re.compile(
    r"(?:代?(?:省|市|州|县|区|旗|盟|镇|乡)长|主任|主席|厅长|局长|部长|总理|委员长|州长|专员|行长|署长|院长|书记|秘书长|会长)[ \t\u3000:：]*[\u4e00-\u9fff·][\u4e00-\u9fff·\s\u3000]{1,6}$"
)
_AND_OTHERS = re.compile(r"等[\d一二三四五六七八九十]{0,3}个?(?:部门|单位|机关)\s*$")
_JOINT_GAP = re.compile(r"[ \t\u3000]{1,12}|\n|、|，|,")


def split_top(text: str, separators: str) -> list[str]:
    """Splits at separators outside brackets and quotes; parts are stripped, empty ones dropped."""
    parts, depth, current = [], 0, ""
    for character in text:
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        if character in separators and not depth:
            parts.append(current)
            current = ""
        else:
            current += character
    return [part.strip() for part in (*parts, current) if part.strip()]


def split_addressees(line: str) -> tuple[str, ...]:
    """An addressee line to its addressees: 各县（市、区）人民政府，市直各部、委、办、局： gives two.

    ， and ； always part. 、 parts names that stand by themselves, so that 各部、委、办、局, 各县（区）发展改革局、财政局 and
    各省、自治区、直辖市人民政府 stay whole.
    """
    plain = "".join(line.split()).rstrip("：:。，,；;、")
    segments = split_top(plain, "，,；;")
    if len(segments) == 1:
        return tuple(_enumerated(split_top(plain, "、")))
    addressees: list[str] = []
    for segment in segments:
        parts = _enumerated(split_top(segment, "、"))
        addressees += parts if all(_stands_alone(part) for part in parts[1:]) else [segment]
    return tuple(addressees)


def _stands_alone(part: str) -> bool:
    """A name with its own place or level: 曲江经开区管委会, 市财政局; 财政局 and 各直属机构 lean on what stands before."""
    return is_organ(part) and not part.startswith(("各", "有关")) and (len(part) >= 6 or part[0] in "省市州县区旗")


def _enumerated(parts: list[str]) -> list[str]:
    """Joins again what only together is a name: single characters with what stands before, bare regions with what follows."""
    joined: list[str] = []
    waiting = False
    for part in parts:
        bare = _bare(part)
        if joined and (waiting or bare == "member" or _region_government(part)):
            joined[-1] += "、" + part
        else:
            joined.append(part)
        waiting = bare == "region"
    return joined


def _bare(part: str) -> str:
    if part in ("县", "市", "区", "州", "旗", "省", "盟", "中央") or re.fullmatch(
        r"(?:各|有关)?(?:省|自治区|直辖市|计划单列市|地区|自治州|自治县|盟|州|市|县|区|旗|乡|镇|县市|市县|市区|区县|乡镇|街道)(?:[（(][^（()）]*[）)])?",
        part,
    ):
        return "region"
    return "member" if len(part) <= 1 else ""


def _region_government(part: str) -> bool:
    return bool(re.fullmatch(r"(?:自治区|直辖市|[县市区州旗盟乡镇省])(?:人民)?政府(?:办公[室厅])?", part))


def is_organ(text: str) -> bool:
    """The text reads as one organ's name: Han characters that end in what organs end in."""
    return bool(_ORGAN.match("".join(text.split())))


def split_organs(text: str) -> tuple[str, ...]:
    """Joint issuers side by side, by spaces, 、 or line breaks, to single names; spaces inside a name are print's and go."""
    plain = _SEAL.sub("", text).strip(" \t\u3000\n：:。")
    parts = [part.strip() for part in _JOINT_GAP.split(plain) if part.strip()]
    if len(parts) > 1 and all(is_organ(part) and not _BARE_SUFFIX.fullmatch(part) for part in parts):
        return tuple("".join(part.split()) for part in parts)
    whole = "".join(plain.split())
    listed = split_top(whole, "、，,")
    if len(listed) > 1 and all(is_organ(part) for part in listed):
        return tuple(listed)
    return (whole,) if whole else ()


def issuer_from_title(title: str) -> str:
    """What stands in a title before 关于, or before 令, 公告, 任免通知: the issuer, or joint issuers as printed; '' when none."""
    plain = title.strip()
    about = _ABOUT.search(plain)
    head = plain[: about.start()] if about else _KIND_TAIL.sub("", plain)
    head = head.strip()
    squeezed = "".join(head.split())
    return squeezed if squeezed and (is_organ(squeezed) or all(is_organ(part) for part in split_organs(head))) else ""


def issuers_from_title(title: str) -> tuple[str, ...]:
    """Like `issuer_from_title`, joint issuers as single names where spaces or 、 part them."""
    plain = title.strip()
    about = _ABOUT.search(plain)
    head = plain[: about.start()] if about else _KIND_TAIL.sub("", "".join(plain.split()))
    names = split_organs(_AND_OTHERS.sub("", head))
    return names if all(is_organ(name) for name in names) else ()


def issuers_from_signature(lines: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The organs of signature lines; persons (市长 李四) and dates among them are left out."""
    names: list[str] = []
    for line in lines:
        names += [name for name in split_organs(line) if is_organ(name) and not is_person_signature(line)]
    return tuple(dict.fromkeys(names))


def is_person_signature(line: str) -> bool:
    """市长 李四 under an order: an office and a name, nothing else."""
    plain = "".join(line.split())
    return len(plain) <= 20 and bool(_TITLED.search(plain))
