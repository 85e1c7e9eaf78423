"""Turns a paragraph's runs into its printed pieces: text, breaks, and what is anchored in it."""

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from policies.reading.sources.characters import lowered, printed, raised
from policies.reading.sources.docx.mathematics import linear
from policies.reading.sources.docx.names import CHART, DGM, MC, OFFICE, VAL, A, M, R, V, W
from policies.reading.sources.docx.styles import ParagraphLook, RunLook, Styles, number_of, run_look
from policies.reading.sources.docx.symbols import enclosed, symbol

BREAK = "\n"
_WP_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_SMALLEST = 180_000  # EMU, half a centimetre: what is thinner is a rule or an ornament
_COUNTED_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture by the id of its relation; `crop` are the shares cut off at left, top, right and bottom."""

    relation: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class Inline:
    """`text` holds line breaks and tabs as set. `boxes` are the contents of text boxes, `notes` (kind, id) of notes referred to."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    art: list[str] = field(default_factory=list)  # words drawn as pictures
    pictures: list[Drawn] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    size: float = 0.0
    bold: bool = False
    pages: int = 0  # page ends that Word noted while it last laid the file out
    page_first: bool = False  # the first of them stands before any text


@dataclass(slots=True)
class _Field:
    """`shown`: its result has begun, `drawn`: and is not empty."""

    code: str = ""
    shown: bool = False
    drawn: bool = False


@dataclass(slots=True)
class Tally:
    """What reading a file met beside its text, for findings."""

    inserted: int = 0
    deleted: int = 0
    authors: set[str] = field(default_factory=set)
    hidden: int = 0
    page_numbers: int = 0  # characters that fields count pages by
    charts: int = 0
    embedded: int = 0
    unknown_symbols: int = 0


class InlineReader:
    """Reads one paragraph after the other; fields may run from one into the next."""

    def __init__(self, styles: Styles, tally: Tally) -> None:
        self.styles, self.tally = styles, tally
        self._fields: list[_Field] = []
        self._begin(Inline(), ParagraphLook())

    def _begin(self, inline: Inline, look: ParagraphLook) -> None:
        self._inline, self._look = inline, look
        self._parts: list[str] = []
        self._sizes: Counter[float] = Counter()
        self._bold: Counter[bool] = Counter()

    def read(self, paragraph: etree._Element, look: ParagraphLook) -> Inline:
        inline = Inline()
        self._begin(inline, look)
        self._children(paragraph)
        inline.text = printed("".join(self._parts))
        inline.size = self._sizes.most_common(1)[0][0] if self._sizes else look.size
        inline.bold = bool(self._bold) and self._bold.most_common(1)[0][0]
        return inline

    def _children(self, element: etree._Element) -> None:
        for child in element:
            self._child(child)

    def _child(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == f"{W}r":
            self._run(element)
        elif tag in _THROUGH:
            self._children(element)
        elif tag in _INSERTED:
            self.tally.inserted += 1
            self._author(element)
            self._children(element)
        elif tag in _DELETED:
            self.tally.deleted += 1
            self._author(element)
        elif tag == f"{W}fldSimple":
            if not _is_counted(element.get(f"{W}instr", "")):
                self._children(element)
        elif tag == f"{W}sdt":
            self._control(element)
        elif tag == f"{MC}AlternateContent":
            self._child_of_choice(element)
        elif tag in (f"{M}oMath", f"{M}oMathPara"):
            self._add(linear(element))
        elif tag == f"{W}commentRangeStart":
            self._inline.comments.append(element.get(f"{W}id", ""))

    def _child_of_choice(self, element: etree._Element) -> None:
        chosen = choice(element)
        if chosen is not None:
            self._children(chosen)

    def _control(self, element: etree._Element) -> None:
        content = element.find(f"{W}sdtContent")
        if content is not None and element.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
            self._children(content)

    def _author(self, element: etree._Element) -> None:
        if element.get(f"{W}author"):
            self.tally.authors.add(element.get(f"{W}author", "")[:40])

    def _run(self, run: etree._Element) -> None:
        properties = run.find(f"{W}rPr")
        look, raising = RunLook(), None
        if properties is not None:
            look = run_look(properties)
            style, align = properties.find(f"{W}rStyle"), properties.find(f"{W}vertAlign")
            named = self.styles.run(style.get(VAL, "")) if style is not None else RunLook()
            look = look.over(named)
            raising = align.get(VAL) if align is not None else None
        hidden = self._look.hidden if look.hidden is None else look.hidden
        length = len(self._parts)
        for child in run:
            self._run_child(child)
        added = "".join(self._parts[length:])
        if hidden:
            self.tally.hidden += len("".join(added.split()))
            del self._parts[length:]
            return
        if raising in ("superscript", "subscript") and added:
            self._parts[length:] = [raised(added) if raising == "superscript" else lowered(added)]
        self._sizes[look.size or self._look.size] += len(added)
        self._bold[self._look.bold if look.bold is None else look.bold] += len(added)

    def _run_child(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == f"{W}t":
            self._add(element.text or "")
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag])
        elif tag == f"{W}br":
            self._add(BREAK)
        elif tag == f"{W}lastRenderedPageBreak":
            self._inline.page_first |= not self._inline.pages and not "".join(self._parts).strip()
            self._inline.pages += 1
        elif tag == f"{W}fldChar":
            self._field(element.get(f"{W}fldCharType"))
        elif tag == f"{W}instrText":
            if self._fields:
                self._fields[-1].code += element.text or ""
        elif tag == f"{W}sym":
            self._symbol(element)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            self._note(element)
        elif tag == f"{W}commentReference":
            self._comment(element)
        elif tag == f"{W}ruby":
            self._ruby(element)
        elif tag == f"{MC}AlternateContent":
            chosen = choice(element)
            for child in chosen if chosen is not None else ():
                self._run_child(child)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._drawing(element)

    def _add(self, text: str) -> None:
        if any(not one.shown or _is_counted(one.code) for one in self._fields):
            self.tally.page_numbers += len("".join(text.split()))
            return
        if self._fields and text:
            self._fields[-1].drawn = True
        self._parts.append(text)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.drawn:
                self._add(enclosed(ended.code))

    def _symbol(self, element: etree._Element) -> None:
        found = symbol(element.get(f"{W}font", ""), element.get(f"{W}char", ""))
        self.tally.unknown_symbols += not found
        self._add(found)

    def _note(self, element: etree._Element) -> None:
        key = ("footnote" if element.tag == f"{W}footnoteReference" else "endnote", element.get(f"{W}id", ""))
        self._inline.notes.append(key)
        if not element.get(f"{W}customMarkFollows"):
            self._add(f"\ue000{key[0]}:{key[1]}\ue001")

    def _comment(self, element: etree._Element) -> None:
        name = element.get(f"{W}id", "")
        if name not in self._inline.comments:
            self._inline.comments.append(name)

    def _ruby(self, element: etree._Element) -> None:
        base = "".join(one.text or "" for one in element.iterfind(f"{W}rubyBase//{W}t"))
        above = "".join(one.text or "" for one in element.iterfind(f"{W}rt//{W}t"))
        self._add(f"{base}（{above}）" if above else base)

    def _drawing(self, element: etree._Element) -> None:
        """Text boxes, pictures, diagrams in a drawing; boxes within boxes are left to the outer one."""
        boxes = [one for one in element.iter(f"{W}txbxContent") if not _within(one, f"{W}txbxContent", element)]
        boxes = [one for one in boxes if not _within(one, f"{MC}Fallback", element)]
        self._inline.boxes += boxes
        self._inline.art += [one.get("string", "") for one in element.iter(f"{V}textpath") if one.get("string")]
        self._inline.diagrams += [one.get(f"{R}dm", "") for one in element.iter(f"{DGM}relIds")]
        self.tally.charts += sum(1 for _ in element.iter(f"{CHART}chart"))
        self.tally.embedded += sum(1 for _ in element.iter(f"{OFFICE}OLEObject", f"{W}control"))
        if boxes or _is_ornament(element):
            return
        for blip in element.iter(f"{A}blip"):
            self._inline.pictures.append(Drawn(blip.get(f"{R}embed", ""), _crop(blip.getparent())))
        self._inline.pictures += [
            Drawn(one.get(f"{R}id", "")) for one in element.iter(f"{V}imagedata") if one.get(f"{R}id")
        ]


def choice(element: etree._Element) -> etree._Element | None:
    """The one of several renderings that a new Word shows; the fallback tells the same again."""
    found = element.find(f"{MC}Choice")
    return found if found is not None else element.find(f"{MC}Fallback")


def _is_counted(instruction: str) -> bool:
    return instruction.strip().upper().split(" ", 1)[0] in _COUNTED_FIELDS


def _within(element: etree._Element, tag: str, top: etree._Element) -> bool:
    above = element.getparent()
    while above is not None and above is not top:
        if above.tag == tag:
            return True
        above = above.getparent()
    return False


def _is_ornament(element: etree._Element) -> bool:
    extent = next(element.iter(_WP_EXTENT), None)
    if extent is None:
        return False
    return min(number_of(extent.get("cx"), 0), number_of(extent.get("cy"), 0)) < _SMALLEST


def _crop(fill: etree._Element | None) -> tuple[float, float, float, float]:
    cut = fill.find(f"{A}srcRect") if fill is not None else None
    if cut is None:
        return (0.0, 0.0, 0.0, 0.0)
    left, top, right, bottom = (min(max(number_of(cut.get(side), 0) / 100_000, 0.0), 0.9) for side in "ltrb")
    return (left, top, right, bottom) if left + right < 1 and top + bottom < 1 else (0.0, 0.0, 0.0, 0.0)


_THROUGH = frozenset(f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent"))
_INSERTED = frozenset((f"{W}ins", f"{W}moveTo"))
_DELETED = frozenset((f"{W}del", f"{W}moveFrom"))
_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": BREAK, f"{W}noBreakHyphen": "-"}
