"""Turns a text and its labels into a `Print`: what is a title is set as a title; the words are the text's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tests.makers import mending
from tests.makers.grids import table_of
from tests.makers.labels import DocumentLabels, Labels, bare
from tests.makers.prints import Block, Kind, Part, Print
from tests.makers.wrapping import Measure, breaks, width

_PAGE = re.compile(r"[—·\-–\s]*\d+[—·\-–\s]*$")
_DATE = re.compile(r"(\d{4}\s*年\s*\d+\s*月\s*\d+\s*日|[一二][〇○零一二三四五六七八九]{3}年.{1,3}月.{1,3}日)\s*$")
_PUBLIC = re.compile(r"[（(](此件|主动|依申请|不予).*[）)]$")
_LABEL = re.compile(r"附\s*[件表]\s*\d*$")
_NUMBER = re.compile(r".{0,24}[〔\[﹝]\s*\d{4}\s*[〕\]﹞]\s*\d+\s*号$|(\d{4}年)?第\s*\d+\s*号$")
_UNIT = re.compile(r"[（(]?\s*(计量)?单位\s*[:：]")
_CONTENTS = re.compile(r"目\s*[录次]$")
_ITEM = re.compile(r"\d+\s*[.．、]")


@dataclass(frozen=True)
class Source:
    """One line of the text: its number there, and its words without a layout model's marks."""

    number: int
    text: str
    indented: bool = False


def compose(name: str, text: str, labels: Labels, sideways: bool = False) -> Print:
    """`sideways`: keep the lines of a table that print turned, which only a text layer has."""
    lines = mending.mended(name, text.replace("\f", "").split("\n"))
    out = Print(name, labels.gazette, labels.issue)
    first = labels.documents[0].start
    front = [line for n, line in enumerate(lines[: first - 1], 1) if n not in labels.noise and not _PAGE.match(line)]
    if any(line.strip() for line in front):
        out.parts.append(_front(front, labels))
    wraps = _is_wrapped(lines)
    for n, document in enumerate(labels.documents):
        hidden = set() if sideways else set(range(*mending.SIDEWAYS.get(name, (0, 0))))
        numbers = [i for i in _order(name, document) if i not in hidden]
        composer = Composer(labels, document, wraps, [_source(i, lines[i - 1]) for i in numbers])
        part = Part(document.section, list(composer.blocks()))
        if n and not part.blocks:
            continue
        out.parts.append(part)
    if labels.chronicle:
        last = labels.documents[-1].end
        rest = [_source(i, lines[i - 1]) for i in range(last + 1, len(lines) + 1)]
        nothing = DocumentLabels(0, 0, "", "", [], set(), set())
        out.parts.append(Part("大事记", list(Composer(labels, nothing, wraps, rest).chronicle())))
    return out


def _source(number: int, raw: str) -> Source:
    text = re.sub(r"^#+\s+|^- |\*\*", "", raw.strip(" \u3000\r") if "\t" not in raw else raw.rstrip("\r"))
    text = re.sub(r"\$([^$]{1,80})\$", lambda m: re.sub(r"\\times", "×", _plain(m[1])), text)
    return Source(number, text, raw.startswith(("   ", "\u3000\u3000")))


def _plain(formula: str) -> str:
    text = re.sub(r"\\text\{([^}]*)\}|\\mathrm\{([^}]*)\}", lambda m: m[1] or m[2] or "", formula)
    return re.sub(r"\s+", "", text.replace("^2", "²").replace("^3", "³").replace("_2", "₂").replace("\\%", "%"))


def _is_wrapped(lines: Sequence[str]) -> bool:
    long = [line for line in lines if "\t" not in line and width(line) > 8]
    return sum(width(line) > 50 for line in long) * 50 < len(long)


def _order(name: str, document: DocumentLabels) -> list[int]:
    numbers = list(range(document.start, document.end + 1))
    stretches = [(a, b) for a, b in mending.ORDER.get(name, []) if document.start <= a <= document.end]
    if stretches:
        least, most = min(a for a, _ in stretches), max(b for _, b in stretches)
        inner = [n for a, b in stretches for n in range(a, b + 1)]
        numbers = [*range(document.start, least), *inner, *range(most + 1, document.end + 1)]
    return numbers


def _front(lines: Sequence[str], labels: Labels) -> Part:
    part = Part("")
    for line in lines:
        text = re.sub(r"^#+\s+", "", line.strip())
        if _CONTENTS.match(text) and labels.contents:
            break
        head = labels.gazette in text and re.search(r"\d{4}\s*(年|·)", text)
        if text and not _PAGE.match(text) and not (head and part.blocks):
            part.blocks.append(Block(Kind.FRONT, text))
    if labels.contents:
        part.blocks.append(Block(Kind.CONTENTS_HEAD, "目　录"))
    section = ""
    for its_section, title, page in labels.contents:
        if its_section and its_section != section:
            section = its_section
            part.blocks.append(Block(Kind.CONTENTS_SECTION, section))
        part.blocks.append(Block(Kind.CONTENTS_LINE, title, page=page))
    return _with_imprint(part, lines, labels)


def _with_imprint(part: Part, lines: Sequence[str], labels: Labels) -> Part:
    """What stands after the contents on the cover's pages: the imprint goes before them."""
    texts = [re.sub(r"^#+\s+", "", line.strip()) for line in lines]
    start = next((i for i, text in enumerate(texts) if _CONTENTS.match(text)), None)
    if start is None or not labels.contents:
        return part
    last = max((i for i, text in enumerate(texts) if re.search(r"(…|\.{3}|·{3}).*\d|^（\d+）", text)), default=start)
    tail = [text for text in texts[last + 1 :] if text and not labels.contents[-1][1].endswith(bare(text))]
    tail = [text for text in tail if not re.fullmatch(r"[-|\s]+|\D?\s*\d{1,3}\s*\D?", text) and "\t" not in text]
    tail = [text for text in tail if labels.gazette not in text]
    at = next(i for i, block in enumerate(part.blocks) if block.kind is Kind.CONTENTS_HEAD)
    part.blocks[at:at] = [Block(Kind.FRONT, text) for text in tail]
    return part


@dataclass
class Composer:
    """Goes through the lines of one document; `done` tells which of its opening parts have been set."""

    labels: Labels
    document: DocumentLabels
    wraps: bool
    lines: list[Source]
    done: set[Kind] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.lines = self._titles_in_place([line for line in self.lines if not self._is_furniture(line)])
        self.measure = Measure([line.text for line in self.lines])

    def _is_furniture(self, line: Source) -> bool:
        text = bare(line.text)
        if not text or _PAGE.match(line.text):
            return True
        if line.number in self.labels.noise:
            return not any(text in title for title in self.document.enclosed)
        return self.labels.gazette in line.text and bool(
            re.search(r"\d{4}\s*[·年]\s*(第\s*)?\d+", line.text) and len(text) < len(bare(self.labels.gazette)) + 24
        )

    def _titles_in_place(self, lines: list[Source]) -> list[Source]:
        """A title that the text layer put into the middle of its text goes before the first paragraph of that text."""
        moved = [line for line in lines if line.number in self.labels.noise or self._is_label_inside(line)]
        kept = [line for line in lines if line not in moved]
        for line in moved:
            if self._is_label_inside(line):
                captions = [i for i in range(len(kept)) if any(_joined(kept[i:], t) for t in self.document.captions)]
                kept.insert(next((i for i in captions if kept[i].number > line.number), len(kept)), line)
                continue
            before = [i for i, one in enumerate(kept) if one.number < line.number]
            place = self._text_start(kept, lines.index(line), lines)
            kept.insert(place if place is not None else before[-1] + 1, line)
        return kept

    def _is_label_inside(self, line: Source) -> bool:
        """A table's label that the text layer put between two pieces of one paragraph."""
        return bool(_LABEL.match(line.text)) and any(a < line.number < b for a, b in self.labels.joins.items())

    def _text_start(self, kept: list[Source], index: int, lines: list[Source]) -> int | None:
        earlier = {line.number for line in lines[:index]}
        for i in range(len(kept) - 1, -1, -1):
            if kept[i].number not in earlier or kept[i].number in self.labels.noise:
                continue
            if _PUBLIC.match(kept[i].text):
                return self._after_titles(kept, i + 1)
            if kept[i].text.startswith("一、") and len(self.document.enclosed) > 1:
                return i
        return None

    def _after_titles(self, kept: list[Source], place: int) -> int:
        while place < len(kept) and kept[place].number in self.labels.noise:
            place += 1
        return place

    def chronicle(self) -> Iterator[Block]:
        head = self.lines[0].text if self.lines else ""
        if len(head) > 12 or not re.search(r"大事记|\d月", bare(head)):
            yield Block(Kind.CHRONICLE, "大事记")
        first = True
        for block in self._bodies(self.lines):
            first = first and block.kind is Kind.PARAGRAPH and len(block.text) < 14
            yield replace(block, kind=Kind.CHRONICLE) if first else block

    def blocks(self) -> Iterator[Block]:
        rest = self.lines
        while rest:
            taken, block = self._opening(rest)
            if not taken:
                break
            if block:
                yield block
            rest = rest[taken:]
        yield from self._bodies(rest)

    def _opening(self, rest: list[Source]) -> tuple[int, Block | None]:
        """Title, number and addressees, in whatever order they come; (0, None) when the text begins."""
        document = self.document
        if Kind.TITLE not in self.done:
            count = _joined(rest, document.title)
            if count:
                self.done.add(Kind.TITLE)
                return count, Block(Kind.TITLE, _broken([line.text for line in rest[:count]]))
        text = rest[0].text
        if Kind.NUMBER not in self.done and _NUMBER.match(text.replace(" ", "")):
            self.done.add(Kind.NUMBER)
            return 1, Block(Kind.NUMBER, text)
        if Kind.ADDRESSEE not in self.done and document.addressees:
            for count in (1, 2, 3, 4):
                whole = "".join(line.text for line in rest[:count])
                if whole.endswith(("：", ":")) and bare(whole).startswith(document.addressees[0]):
                    self.done.add(Kind.ADDRESSEE)
                    return count, Block(Kind.ADDRESSEE, whole)
        if not self.done and len(self.lines) - len(rest) < 3 and len(text) < 40 and rest is self.lines:
            return 1, Block(Kind.NUMBER, text)
        return 0, None

    def _bodies(self, rest: list[Source]) -> Iterator[Block]:
        listing = False
        while rest:
            taken, block = self._set_line(rest)
            listing = block.kind is Kind.LISTED or (
                listing and bool(_ITEM.match(block.text)) and len(block.text) < 60 and not block.text.endswith("。")
            )
            yield replace(block, kind=Kind.LISTED, lead=0) if listing else block
            rest = rest[taken:]

    def _set_line(self, rest: list[Source]) -> tuple[int, Block]:
        if "\t" in rest[0].text:
            return self._table(rest)
        text = rest[0].text
        for kind, titles in ((Kind.ENCLOSED, self.document.enclosed), (Kind.CAPTION, self.document.captions)):
            for title in titles:
                count = _joined(rest, title)
                if count:
                    return count, Block(kind, _broken([line.text for line in rest[:count]]))
            if any(bare(text).startswith(t) and len(bare(text)) < len(t) + 6 for t in titles if len(t) > 6):
                return 1, Block(kind, text)
        for heading, level in self.document.headings.items():
            count = _joined(rest, heading)
            if count:
                return count, Block(Kind.HEADING, "".join(line.text for line in rest[:count]), level)
        for kind, pattern in ((Kind.LABEL, _LABEL), (Kind.PUBLICITY, _PUBLIC), (Kind.UNIT, _UNIT)):
            if pattern.match(text) and len(text) < 30:
                return 1, Block(kind, text)
        if _DATE.match(text):
            return 1, Block(Kind.DATE, text)
        if self._signs(rest):
            return 1, Block(Kind.SIGNATURE, text)
        return self._paragraph(rest)

    def _signs(self, rest: list[Source]) -> bool:
        """One of at most four short lines before a date."""
        for line in rest[:5]:
            if _DATE.match(line.text):
                return line is not rest[0]
            if width(line.text) > 22 or re.search(r"[。：；，]|^[^（(]*[）)]$", line.text):
                return False
        return False

    def _paragraph(self, rest: list[Source]) -> tuple[int, Block]:
        listing = bool(re.match(r"附件\s*[:：]", rest[0].text)) or (_ITEM.match(rest[0].text) and rest[0].indented)
        taken = 1
        while taken < len(rest) and self._goes_on(rest, taken, bool(listing)):
            taken += 1
        text = "".join(line.text for line in rest[:taken])
        text = re.sub(r"^(第[一二三四五六七八九十百]+[条條])\s+", "\\1\u3000", text)
        lead = next((n for n in self._leads(text)), 0)
        return taken, Block(Kind.LISTED if listing else Kind.PARAGRAPH, text, lead=lead)

    def _leads(self, text: str) -> Iterator[int]:
        for n in range(4, min(len(text), 60)):
            if text[n] in "。：:" and bare(text[:n]) in self.document.leads:
                yield n + 1

    def _goes_on(self, rest: list[Source], taken: int, listing: bool) -> bool:
        before, line = rest[taken - 1], rest[taken]
        if self.labels.joins.get(before.number) == line.number:
            return True
        if "\t" in line.text:
            return False
        if not self.wraps:
            torn = len(before.text) > 24 and not re.search(r"[。：；！？）:;)”]$", before.text)
            return torn and line.number - before.number > 2 and not self._signs(rest[taken - 1 :])
        if listing:
            full = self.measure.full(before.text, opens=True)
            return (line.indented or full) and not _ITEM.match(line.text) and not self._signs(rest[taken:])
        if _DATE.match(line.text) or _PUBLIC.match(line.text) or _LABEL.match(line.text) or self._signs(rest[taken:]):
            return False
        if self._is_title(rest[taken:]):
            return False
        so_far = "".join(line.text for line in rest[:taken])
        if any(so_far.count(opening) > so_far.count(closing) for opening, closing in ("（）", "《》", "“”")):
            return True
        return not breaks(self.measure, before.text, taken == 1, line.text)

    def _is_title(self, rest: list[Source]) -> bool:
        titles = [*self.document.enclosed, *self.document.captions, *self.document.headings]
        return any(_joined(rest, title) for title in titles)

    def _table(self, rest: list[Source]) -> tuple[int, Block]:
        """The rows, and those of its continuations: after a gap, with the same head again or with none."""
        rows: list[list[str]] = []
        taken = repeated = 0
        while taken < len(rest) and self._is_row(rest, taken, rows):
            row = rest[taken].text.split("\t") if "\t" in rest[taken].text else [rest[taken].text]
            repeated = repeated + 1 if rows[repeated : repeated + 1] == [row] and repeated < 2 else 0
            if not repeated:
                rows.append(row)
            taken += 1
        return taken, Block(Kind.TABLE, table=table_of(rows))

    def _is_row(self, rest: list[Source], taken: int, rows: list[list[str]]) -> bool:
        text = rest[taken].text
        if "\t" not in text:
            return bool(rows) and taken + 1 < len(rest) and "\t" in rest[taken + 1].text and _in_table(text)
        row = text.split("\t")
        gap = bool(taken) and rest[taken].number - rest[taken - 1].number > 1
        return not (rows and gap and len(row) != len(rows[0]))


def _in_table(text: str) -> bool:
    return bool(re.match(r"[（(][一二三四五六七八九十]+[）)]\s*\S{2,16}$", text))


def _joined(rest: Sequence[Source], title: str) -> int:
    """How many of the next lines make up the title; 0 when they don't."""
    whole = ""
    for count, line in enumerate(rest[:5], 1):
        whole += bare(line.text)
        if whole == title:
            return count
        if not title.startswith(whole):
            return 0
    return 0


def _broken(texts: list[str]) -> str:
    """A title's lines; a blank between Han characters is where print broke a line."""
    whole = "\n".join(text.strip() for text in texts)
    return re.sub(r"(?<=[\u4e00-\u9fff》）]) (?=[\u4e00-\u9fff《])", "\n", whole)
