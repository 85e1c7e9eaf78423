"""The forms of single lines: dates, signatures, addressees, publicity notes, labels, boxes, captions."""

import re
from datetime import date

from policies.grammar.dates import find_dates, parse_date
from policies.grammar.organs import is_organ, is_person_signature, split_addressees, split_organs
from policies.reading.signs import squeeze

_PUBLICITY = re.compile(
    r"^[（(【\[]?\s*(?:(?:此件|本件|此文|本文|该件|公开属性|公开方式|信息公开(?:类别|选项|属性|形式)?)\s*[:：]?\s*)?"
    r"(?P<note>(?:不予|依申请|依法|主动|全文|可以|删减后)?\s*(?:公开|不公开)(?:发布|范围|刊登|发行)?)\s*[）)】\]]?[。.]?$"
)
_LABEL = re.compile(
    r"^[（(【\[]?\s*(?P<label>附\s*(?:件|表|录|图)?)\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})?\s*(?:[-—－]\s*\d{1,2})?\s*[）)】\]]?\s*[:：]?$"
)
_LISTED = re.compile(
    r"^\s*(?P<label>附\s*(?:件|表|录|图)?)\s*(?:(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[.．、:：\s]\s*|[:：]\s*)(?P<rest>\S.*)$"
)
_OMITTED = re.compile(
    r"[（(【]\s*(?:(?:以上|上述)?\s*附\s*[件表图]\s*[\d\-—、至]*\s*(?:均|此)?\s*略|略|此略|不公开|另发|内容略|本刊略|涉密略|此处略)(?:[^（()）]{0,60})[)）】]?$"
)
_OMITTED_LINE = re.compile(
    r"^[（(【]?\s*(?:(?:以上|上述|本)?\s*附\s*[件表图录]\s*[\d\-—、至]*\s*(?:均|此|从)?\s*略|略去|附[件表]请?[登见])"
)
_BOX = re.compile(
    r"^\s*专\s*栏\s*(?P<number>[\d一二三四五六七八九十]{1,3}(?:[-—]\d+)?)?\s*[:：]?\s*(?P<title>.{0,50})$"
)
_CAPTION = re.compile(
    r"^\s*(?P<label>(?:图|附图|表|续表)\s*\d{1,2}(?:\s*[-—－.．]\s*\d{1,2}){0,2})\s*[:：.]?\s*(?P<title>[^。；]{0,60})$"
)
_NAMED_FIGURE = re.compile(r"^\s*(?:附\s*图|图|照片)\s*\d")
_CALLED_FIGURE = re.compile(r"(?:图|照片|示意|剪影)\s*(?:[（(][^（()）]*[）)])?$")
_PICTURE_MARK = re.compile(
    r"^\s*(?:!\[[^\]]*\]\([^)]*\)|[\[【（(]\s*(?:图|图片|插图|示意图|流程图|此处为图)[^\]】）)]{0,40}[\]】）)]|<img\b[^>]*>)\s*$"
)
_NOTE = re.compile(r"^\s*\[\^\w{1,8}\]:|^\s*[（(]?\s*(?:备\s*注|注\s*释?|说\s*明|资料来源|数据来源)\s*\d*\s*[:：]")
_IMPRINT = re.compile(
    r"^\s*(?:抄\s*送|抄\s*报|主题词|分\s*送|报\s*送|印\s*发)\s*[:：]|\d\s*日\s*印发\s*$|^\s*共印\s*\d+\s*份"
)
_STOPS = re.compile("[。；！？]")
_OFFICE = re.compile(
    r"^(.*(?:[省市州县区盟旗镇乡厅局部行署院州]长|主任|主席|总理|委员长|专员|书记|秘书长|会长))(.{2,5})$"
)
_ADDRESSED = re.compile(r"^(?:各|有关|市|县|区|省|州|驻|中央|部属|省属|全市|全县|全区|国家|你|本|局|厅|委|机关|直属)")


def dated(text: str) -> date | None:
    """The day of a line that is a date and nothing else."""
    plain = text.strip()
    return parse_date(plain) if 6 <= len(plain) <= 30 and re.search("[年.\\-/·]", plain) else None


def signed_and_dated(text: str) -> tuple[tuple[str, ...], date] | None:
    """安澜市人民政府　2022年4月11日 on one line: the organs and the day."""
    plain = text.strip()
    if not 8 <= len(plain) <= 60 or _STOPS.search(plain):
        return None
    dates = find_dates(plain)
    if not dates or dates[-1].on is None or plain[dates[-1].end :].strip():
        return None
    signed = plain[: dates[-1].start].strip()
    return (signature(signed), dates[-1].on) if signed and signature(signed) else None


def signature(text: str) -> tuple[str, ...]:
    """The signers of a signature line: organs, or a person with the office; () when it is none."""
    plain = text.strip().strip("　 ")
    if not plain or len(plain) > 60 or _STOPS.search(plain) or plain[-1] in "：:，,、":
        return ()
    if is_person_signature(plain):
        return (_office_and_name(plain),)
    names = split_organs(plain)
    return names if names and all(is_organ(name) and len(name) >= 3 for name in names) else ()


def _office_and_name(text: str) -> str:
    """市　长　李　四 to 市长 李四."""
    found = _OFFICE.match(re.sub(r"[\s:：]+", "", text))
    return f"{found[1]} {found[2]}" if found else " ".join(text.split())


def publicity(text: str) -> str:
    """The note of a publicity line without its brackets: 此件公开发布; '' when it is none."""
    plain = text.strip()
    if len(plain) > 30 or "公开" not in plain or not _PUBLICITY.match(plain):
        return ""
    return plain.strip("（()）【】[] 。.")


def addressees(text: str) -> tuple[str, ...]:
    """The organs that a line ending in a colon addresses; () when it is no such line."""
    plain = text.strip()
    if not plain or plain[-1] not in "：:" or len(plain) > 300 or _STOPS.search(plain):
        return ()
    names = split_addressees(plain)
    known = sum(is_organ(name) or bool(_ADDRESSED.match(name)) for name in names)
    fit = names and all(len(name) <= 60 for name in names) and known * 2 >= len(names)
    return (
        names
        if fit
        and not re.search("如下|通知|公告|现将|决定[:：]$|要求[:：]$|以下|规定[:：]$|职责[:：]$|内容|下列", plain)
        else ()
    )


def appendix_label(text: str) -> tuple[str, str] | None:
    """附件, 附件 1, 附表二： alone on a line: the label as printed without spaces, and its number's characters."""
    plain = text.strip()
    match = _LABEL.match(plain) if len(plain) <= 12 else None
    return (re.sub(r"[\s:：（()）【】\[\]]+", "", plain), match["number"] or "") if match else None


def listed_appendix(text: str) -> tuple[str, str, str] | None:
    """附件：1. … or 附件1：… with a title behind: label, number's characters, and the rest of the line."""
    match = _LISTED.match(text)
    return (re.sub(r"\s+", "", match["label"]), match["number"] or "", match["rest"].strip()) if match else None


def omission(text: str) -> str:
    """The bracket at a text's end that says an appendix is left out: （略）, （附件略，详见网站）; '' when there is none."""
    match = _OMITTED.search(text.strip())
    return match.group() if match else ""


def is_omission_line(text: str) -> bool:
    return bool(_OMITTED_LINE.match(text.strip()))


def omitted_numbers(remark: str) -> frozenset[int]:
    """The appendices that a remark names: （附件2、3略） the two, （附件3—5略） the three; all when it names none."""
    head = remark.split("略", 1)[0]
    numbers: set[int] = set()
    for match in re.finditer(r"(\d{1,2})(?:\s*[-—–－至]\s*(\d{1,2}))?", head):
        numbers |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(numbers)


def box_title(text: str) -> tuple[str, str] | None:
    """专栏 2  工程 to its marker and title."""
    plain = text.strip()
    match = _BOX.match(plain)
    if not match or _STOPS.search(plain) or plain[-1] in "，,：" or not (match["number"] or len(plain) <= 12):
        return None
    title = match["title"].strip()
    return plain[: len(plain) - len(title)].strip(" \u3000:："), squeeze(title)


def caption(text: str) -> bool:
    plain = text.strip()
    return bool(_CAPTION.match(plain)) and plain[-1] not in "，,、：:"


def figure_caption(text: str, *, centred: bool = False) -> bool:
    """图1 各县分布 beside a picture; without a number only when it is centred and calls itself a picture."""
    plain = text.strip()
    if not plain or len(plain) > 60 or plain[-1] in "，,、：:。；;":
        return False
    if _NAMED_FIGURE.match(plain) and caption(plain):
        return True
    return centred and len(plain) <= 40 and bool(_CALLED_FIGURE.search(plain))


def is_picture_mark(text: str) -> bool:
    """What a text without pictures prints where one stands: [图1], ![](…), （流程图）."""
    return bool(_PICTURE_MARK.match(text))


def is_text_note(text: str) -> bool:
    """A footnote, or a paragraph that calls itself a note: 注：…"""
    return bool(_NOTE.match(text))


def is_imprint(text: str) -> bool:
    """The block under an official letter: 抄送, 印发."""
    return len(text.strip()) <= 200 and bool(_IMPRINT.search(text))
