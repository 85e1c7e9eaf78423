"""Turns the bytes of a DOCX into a `Source`: lines, pictures, and findings on what is not plain print in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from policies.grammar.said import joined, said
from policies.reading.layout import measure
from policies.reading.lines import Line, LineKind
from policies.reading.records import FindingRecord, Place, Severity
from policies.reading.sources.archive import Archive
from policies.reading.sources.docx.body import BodyReader
from policies.reading.sources.docx.counting import characters_in
from policies.reading.sources.docx.drafts import Draft, counted
from policies.reading.sources.docx.inline import Tally
from policies.reading.sources.docx.names import ID, W
from policies.reading.sources.docx.notes import Comment, Notes, read_comments
from policies.reading.sources.docx.numbering import Numbering
from policies.reading.sources.docx.package import KIND, Package, Part
from policies.reading.sources.docx.styles import Styles
from policies.reading.sources.errors import EmptySourceError
from policies.reading.sources.source import Source

_FEWEST_ROWS = 3
_BLANKS = re.compile(r"\t+")
_LONGEST_COMMENT = 300


def read_docx(data: bytes) -> Source:
    """Raises a `SourceError` for what is no sound Word file, or holds neither text nor picture."""
    with Archive(data, kind=KIND) as archive:
        package = Package(archive)
        main = package.main()
        reader = _body_reader(main)
        body = main.root.find(f"{W}body")
        drafts = _settled(reader.read(main, body if body is not None else main.root))
        characters = _characters(main, reader)
        margins = _margins(main, reader)
        drafts += margins
        characters += sum(len("".join(draft.text.split())) for draft in margins)
        comments = read_comments(main)
        macros = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in archive.names)
    if not any(draft.text.strip() or draft.picture for draft in drafts):
        raise EmptySourceError
    lines = counted(drafts)
    findings = [
        *_changes(reader.tally),
        *_comment_findings(drafts, comments),
        *_left_out(reader, drafts, macros=macros),
    ]
    pictures = tuple(reader.shelf.pictures)
    return Source("docx", tuple(_freed(lines)), (), pictures, tuple(findings), characters)


def _characters(main: Part, reader: BodyReader) -> int:
    """What the body and its notes print, automatic numbers too."""
    dropped = reader.tally.hidden + reader.tally.page_numbers
    return characters_in([main.root, *reader.notes.referred]) + reader.markers - dropped


def is_docx(names: Sequence[str]) -> bool:
    """Whether a zip's entries are those of a Word file."""
    return any(name.lower().startswith("word/") and name.lower().endswith(".xml") for name in names)


def _body_reader(main: Part) -> BodyReader:
    styles_part, numbering_part = main.related("styles"), main.related("numbering")
    styles = Styles(styles_part.root if styles_part else None)
    numbering = Numbering(numbering_part.root if numbering_part else None, styles)
    paged = next(main.root.iter(f"{W}lastRenderedPageBreak"), None) is not None
    return BodyReader(main, styles, numbering, Notes(main), paged=paged)


def _margins(main: Part, reader: BodyReader) -> list[Draft]:
    """Heads and feet of pages, each text once, as the furniture they are."""
    found: dict[str, Draft] = {}
    seen: set[str] = set()
    for reference in main.root.iter(f"{W}headerReference", f"{W}footerReference"):
        name = main.targets.get(reference.get(ID, ""), "")
        part = main.package.part(name) if name and name not in seen else None
        seen.add(name)
        for draft in reader.read(part, _unmarked(part.root)) if part else ():
            text = " ".join(_BLANKS.sub(" ", draft.text).split())
            if any(one.isalnum() for one in text):
                found.setdefault(text, Draft(text, kind=LineKind.RUNNING_HEAD))
    return list(found.values())


def _unmarked(root: etree._Element) -> etree._Element:
    """A head or foot without its drawings of words: these are watermarks."""
    for art in list(root.iter("{urn:schemas-microsoft-com:vml}textpath")):
        art.set("string", "")
    return root


def _settled(drafts: list[Draft]) -> list[Draft]:
    """Tabs inside paragraphs part columns only where several paragraphs in a row have as many; elsewhere they are gaps."""
    at = 0
    while at < len(drafts):
        end = at + 1
        tabs = _tabs(drafts[at])
        while tabs and end < len(drafts) and _tabs(drafts[end]) == tabs:
            end += 1
        if tabs and not (tabs >= 2 and end - at >= _FEWEST_ROWS):
            for draft in drafts[at:end]:
                draft.text = _BLANKS.sub("\u3000\u3000", draft.text)
        at = end
    return drafts


def _tabs(draft: Draft) -> int:
    return 0 if draft.cells else draft.text.strip().count("\t")


def _freed(lines: list[Line]) -> list[Line]:
    """Lines pasted from a page, each a paragraph of its own, tell nothing of where paragraphs open."""
    flowing = [line for line in lines if not line.cells and line.kind is LineKind.TEXT]
    if not measure(flowing).wrapped:
        return lines
    return [replace(line, opens=None) if line.opens else line for line in lines]


def _changes(tally: Tally) -> Iterator[FindingRecord]:
    if tally.inserted or tally.deleted:
        message = said(
            "文件带有修订痕迹：插入{inserted}处、删除{deleted}处，已按接受全部修订识读；请确认这是定稿。",
            inserted=tally.inserted,
            deleted=tally.deleted,
        )
        if tally.authors:
            by = joined(sorted(tally.authors)[:5], "、")
            message = joined((message, said("修订人：{by}。", by=by)))
        yield FindingRecord("changes-accepted", Severity.WARNING, message)


def _comment_findings(drafts: Sequence[Draft], comments: dict[str, Comment]) -> Iterator[FindingRecord]:
    told: set[str] = set()
    for number, draft in enumerate(drafts, 1):
        for name in draft.comments:
            comment = comments.get(name)
            if comment and comment.text and name not in told:
                told.add(name)
                words = comment.text[:_LONGEST_COMMENT]
                message = said("批注：{words}", words=words)
                if comment.author:
                    message = said("{author}批注：{words}", author=comment.author, words=words)
                yield FindingRecord("comment-kept", Severity.WARNING, message, place=Place(number, number, draft.page))


def _left_out(reader: BodyReader, drafts: Sequence[Draft], *, macros: bool) -> Iterator[FindingRecord]:
    tally = reader.tally
    if tally.hidden:
        yield FindingRecord(
            "hidden-text-dropped", Severity.WARNING, said("文件中有{count}个隐藏文字，没有识读。", count=tally.hidden)
        )
    places = {id(draft): number for number, draft in enumerate(drafts, 1)}
    for draft in reader.unshown:
        number = places.get(id(draft))
        place = Place(number, number, draft.page) if number else None
        yield FindingRecord(
            "picture-unshown", Severity.ERROR, said("此处有一幅图片的格式无法显示，没有识读。"), place=place
        )
    if tally.charts:
        yield FindingRecord(
            "picture-unshown",
            Severity.ERROR,
            said("文件中有{count}幅图表，没有识读；请另存为图片。", count=tally.charts),
        )
    if tally.unknown_symbols:
        message = said("文件中有{count}个特殊字体的符号无法识读。", count=tally.unknown_symbols)
        yield FindingRecord("symbols-unknown", Severity.ERROR, message)
    if tally.embedded or macros:
        what = "、".join(name for name, there in (("宏", macros), ("嵌入对象", tally.embedded)) if there)
        yield FindingRecord(
            "active-content-ignored", Severity.WARNING, said("文件含有{what}，没有打开，也没有识读。", what=what)
        )
