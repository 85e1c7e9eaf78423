"""Turns a press of a button on the builder's page into the change of the composition that it asks for."""

from collections.abc import Callable
from functools import partial

from django.http import QueryDict

from gazette.drafting import arranging
from gazette.drafting.arranging import ArrangementError
from gazette.models import GazetteIssue
from gazette.services.composing.changing import Change
from policies.grammar.said import Said, said
from policies.models import PolicyDocument

Asked = tuple[Change, Said]  # the change, and its note in the revision


class Press:
    """What was posted: `deed` as name or name:key, the lines and documents that were chosen, and where to."""

    def __init__(self, issue: GazetteIssue, posted: QueryDict) -> None:
        self.issue, self.posted = issue, posted
        self.name, _colon, key = posted.get("deed", "").partition(":")
        self.key = number(key)
        self.lines = [number(one) for one in posted.getlist("line")]
        self.documents = [number(one) for one in posted.getlist("document")]
        self.section, self.before = number(posted.get("section", "")), number(posted.get("before", ""))
        self.words = posted.get("words", "").strip()

    def line_title(self, keys: list[int]) -> Said:
        found = list(self.issue.contents.filter(pk__in=keys).order_by("position").values_list("title", flat=True))
        return _several([str(one) for one in found])

    def document_title(self, keys: list[int]) -> Said:
        found = PolicyDocument.objects.filter(pk__in=keys).order_by("promulgations__position")
        return _several(list(found.values_list("title", flat=True)))


def number(text: str) -> int:
    """The number that was posted, 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _several(titles: list[str]) -> Said:
    first = f"《{titles[0][:60]}》" if titles else ""
    return said("{first}等 {count} 项", first=first, count=len(titles)) if len(titles) > 1 else Said(first)


def _stepped(step: int, what: Said) -> Said:
    return said("上移{what}", what=what) if step < 0 else said("下移{what}", what=what)


def asked(press: Press) -> Asked:
    """Raises `ArrangementError` for what is no deed."""
    deed = DEEDS.get(press.name)
    if deed is None:
        raise ArrangementError(said("没有这个操作。"))
    return deed(press)


def _step(step: int, press: Press) -> Asked:
    lines = [press.key] if press.key else press.lines
    if not lines:
        raise ArrangementError(said("请先选择目录里的行。"))
    return partial(arranging.step_lines, lines=set(lines), step=step), _stepped(step, press.line_title(lines))


def _move(press: Press) -> Asked:
    if not press.lines:
        raise ArrangementError(said("请先选择目录里的行。"))
    change = partial(arranging.place_lines, lines=set(press.lines), section=press.section, before=press.before)
    return change, said("移动{what}", what=press.line_title(press.lines))


def _join(press: Press) -> Asked:
    return partial(arranging.join_lines, lines=set(press.lines)), said("合并{what}", what=press.line_title(press.lines))


def _remove(press: Press) -> Asked:
    lines = [press.key] if press.key else press.lines
    if not lines:
        raise ArrangementError(said("请先选择目录里的行。"))
    return partial(arranging.remove, lines=set(lines)), said("移出{what}", what=press.line_title(lines))


def _step_document(step: int, press: Press) -> Asked:
    change = partial(arranging.step_document, document=press.key, step=step)
    return change, _stepped(step, press.document_title([press.key]))


def _remove_document(press: Press) -> Asked:
    return partial(arranging.remove, documents={press.key}), said("移出{what}", what=press.document_title([press.key]))


def _own_line(press: Press) -> Asked:
    """Of a document by its button: behind the line it stood in; of documents that were dragged: where they were dropped."""
    keys = [press.key] if press.key else press.documents
    known = dict(press.issue.promulgations.filter(document__in=keys).values_list("document", "document__title"))
    titles = [(key, known[key]) for key in keys if key in known]
    if not titles:
        raise ArrangementError(said("这份公文已不在本期。"))
    note = said("单列{what}", what=press.document_title(keys))
    if press.key:
        return partial(arranging.split_document, document=press.key, title=known[press.key]), note
    return partial(arranging.own_lines, titles=titles, section=press.section, before=press.before), note


def _into_line(press: Press) -> Asked:
    change = partial(arranging.place_documents, documents=press.documents, line=press.key)
    return change, said("并入一行：{what}", what=press.document_title(press.documents))


def _section_add(press: Press) -> Asked:
    return partial(arranging.add_section, name=press.words), said("新增栏目“{name}”", name=press.words)


def _section_rename(press: Press) -> Asked:
    return partial(arranging.rename_section, section=press.key, name=press.words), said(
        "栏目改名为“{name}”", name=press.words
    )


def _section_step(step: int, press: Press) -> Asked:
    note = said("上移栏目") if step < 0 else said("下移栏目")
    return partial(arranging.step_section, section=press.key, step=step), note


def _section_remove(press: Press) -> Asked:
    return partial(arranging.remove_section, section=press.key), said("删除栏目")


def _line_add(press: Press) -> Asked:
    return partial(arranging.add_line, section=press.section, title=press.words), said(
        "新增一行“{title}”", title=press.words[:60]
    )


def _line_title(press: Press) -> Asked:
    page = number(press.posted.get("page", "")) or None
    if page is not None and page > 9999:
        raise ArrangementError(said("页码太大。"))
    change = partial(arranging.rewrite_line, line=press.key, title=press.words, page=page)
    return change, said("改目录标题“{title}”", title=press.words[:60])


DEEDS: dict[str, Callable[[Press], Asked]] = {
    "up": partial(_step, -1),
    "down": partial(_step, 1),
    "move": _move,
    "join": _join,
    "remove": _remove,
    "document-up": partial(_step_document, -1),
    "document-down": partial(_step_document, 1),
    "document-remove": _remove_document,
    "own": _own_line,
    "into": _into_line,
    "section-add": _section_add,
    "section-rename": _section_rename,
    "section-up": partial(_section_step, -1),
    "section-down": partial(_section_step, 1),
    "section-remove": _section_remove,
    "line-add": _line_add,
    "line-title": _line_title,
}
