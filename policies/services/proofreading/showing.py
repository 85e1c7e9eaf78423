"""Turns a document's findings into what an editor is shown: by kind, each with its place, the words around it and its deeds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from policies.drafting.deeds import EDITOR, REVIEWER, Deed
from policies.drafting.tree import TextNode, Tree
from policies.grammar.personal import PersonalKind
from policies.models import Draft, Finding, FindingMaker, FindingState, PolicyDocument, Treatment, User
from policies.proofreading.mending import words_at
from policies.proofreading.registry import KINDS
from policies.proofreading.rules import collation
from policies.reading.findings import FINDING_KINDS
from policies.reading.records import ProvisionKind, Severity
from policies.services.drafting import tree_of
from policies.services.proofreading.deciding import may_refer
from policies.services.proofreading.fixing import is_fixable
from policies.services.workflow.permission import deeds_of, staff_of, working_draft

_AROUND = 16  # characters shown either side
_SHOWN = 25  # of one kind
_ORDER = {code: n for n, code in enumerate(KINDS)}


class FindingDeed(StrEnum):
    FIX = "fix"
    REFER = "refer"
    ACCEPT = "accept"
    BLAME = "blame"  # print is right: our record is wrong
    PRINTED = "printed"  # so it is printed
    REOPEN = "reopen"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Shown:
    """`before`, `words`, `after`: the text around the place as it stands, '' where it has moved."""

    finding: Finding
    place: str
    before: str
    words: str
    after: str
    deeds: frozenset[str]


@dataclass(slots=True)
class Group:
    """Findings of one kind; `more` are not among `shown`."""

    code: str
    name: str
    shown: list[Shown] = field(default_factory=list)
    more: int = 0

    @property
    def count(self) -> int:
        return len(self.shown) + self.more


@dataclass(slots=True)
class Findings:
    document: PolicyDocument
    draft: Draft | None
    groups: list[Group]
    decided: list[Shown]
    errors: int
    warnings: int
    may_decide: bool
    collated: bool

    @property
    def is_stale(self) -> bool:
        """The text has changed since the proofreader saw it, or it has never seen it."""
        return self.draft is not None and self.draft.proofread_lock != self.draft.lock

    @property
    def open(self) -> int:
        return self.errors + self.warnings


def findings_of(*, document: PolicyDocument) -> QuerySet[Finding]:
    """Those of the wording that is worked on, and those of the document as a whole."""
    draft = working_draft(document)
    version = draft.version_id if draft else document.versions.filter(current=True).values("pk")[:1]
    return Finding.objects.filter(Q(version=version) | Q(version=None), document=document)


def show_findings(*, document: PolicyDocument, user: User) -> Findings:
    """The open ones by kind, errors first; then the decided ones, the last first."""
    draft = working_draft(document)
    tree = tree_of(draft=draft) if draft else None
    allowed = deeds_of(staff=staff_of(user), document=document)
    rows = list(findings_of(document=document).select_related("decided_by", "document"))
    shower = Shower(tree, places_of(tree) if tree else {}, allowed)
    waiting = sorted((one for one in rows if one.state == FindingState.OPEN), key=_rank)
    decided = sorted((one for one in rows if one.decided_at and one.state != FindingState.OPEN), key=_latest)
    return Findings(
        document,
        draft,
        [shower.group(code, found) for code, found in groupby(waiting, key=lambda one: one.code)],
        [shower.show(one) for one in decided[:_SHOWN]],
        sum(one.severity == Severity.ERROR for one in waiting),
        sum(one.severity == Severity.WARNING for one in waiting),
        Deed.DECIDE in allowed,
        document.treatment == Treatment.COLLATED,
    )


def show_alike(*, document: PolicyDocument, code: str, user: User) -> tuple[str, list[Shown]]:
    """All open findings of one kind, with the kind's name, in the order of the text."""
    draft = working_draft(document)
    tree = tree_of(draft=draft) if draft else None
    allowed = deeds_of(staff=staff_of(user), document=document)
    rows = findings_of(document=document).filter(code=code, state=FindingState.OPEN).select_related("document")
    shower = Shower(tree, places_of(tree) if tree else {}, allowed)
    order = {key: n for n, key in enumerate(shower.places)}
    found = sorted(rows, key=lambda one: (order.get(one.key, 0), one.start or 0, one.pk))
    return name_of(code), [shower.show(one) for one in found]


def name_of(code: str) -> str:
    """A kind's name in a list; the code itself where it has none."""
    if code in KINDS:
        return _(KINDS[code].name)
    if code in FINDING_KINDS:
        return _(FINDING_KINDS[code].name)
    return _("疑似个人信息") if code in {kind.value for kind in PersonalKind} else code


@dataclass(frozen=True, slots=True)
class Shower:
    """Shows findings of one document: `places_of` its tree, and the deeds that are open to who looks."""

    tree: Tree | None
    places: dict[str, str]
    allowed: frozenset[Deed]

    def group(self, code: str, findings: Iterable[Finding]) -> Group:
        found = list(findings)
        return Group(code, name_of(code), [self.show(one) for one in found[:_SHOWN]], max(0, len(found) - _SHOWN))

    def show(self, one: Finding) -> Shown:
        before, words, after = self._around(one)
        return Shown(one, self._place(one), before, words, after, deeds_on(one, self.allowed))

    def _place(self, one: Finding) -> str:
        if one.key == "" and one.field:
            return field_name(one.field)
        place = self.places.get(one.key, "")
        return f"{place} {field_name(one.field)}".strip() if one.key[:1] in "rg" else place

    def _around(self, one: Finding) -> tuple[str, str, str]:
        text = words_at(self.tree, one.key, one.field) if self.tree and one.field else None
        said = one.suggestion if one.state == FindingState.FIXED and one.suggestion is not None else one.found
        start = one.start or 0
        end = start + len(said)
        if text is None or text[start:end] != said:
            return "", one.found, ""
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        return ("…" if start > _AROUND else "") + before, said, after + ("…" if len(text) > end + _AROUND else "")


def deeds_on(one: Finding, allowed: frozenset[Deed]) -> frozenset[str]:
    """What may be done about a finding by somebody with these deeds on its document."""
    edit, decide = Deed.EDIT in allowed, Deed.DECIDE in allowed
    collated = one.document is not None and one.document.treatment == Treatment.COLLATED
    placed = one.maker == FindingMaker.PROOFREADER or bool(one.field)
    waits = one.state == FindingState.OPEN
    kept = one.state in (FindingState.ACCEPTED, FindingState.REFERRED)
    wrong = one.severity == Severity.ERROR
    may = {
        FindingDeed.FIX: edit and is_fixable(one),
        FindingDeed.REFER: decide and waits and may_refer(one),
        FindingDeed.ACCEPT: decide and waits,
        FindingDeed.BLAME: decide and waits and collated and placed and not wrong,
        FindingDeed.PRINTED: decide and waits and collated and placed and wrong and one.code != collation.CODE,
        FindingDeed.REOPEN: decide and kept,
        FindingDeed.UNDO: edit and one.state == FindingState.FIXED and one.revision_id is not None,
    }
    return frozenset(deed.value for deed, is_open in may.items() if is_open)


def show_in_list(*, findings: Iterable[Finding], user: User) -> list[Shown]:
    """Findings of several documents without the words around them; ask for them `with_documents`.

    What is found of an issue as a whole is decided about by the office's editors and reviewers.
    """
    staff = staff_of(user)
    office = frozenset({Deed.DECIDE}) if staff.roles & {EDITOR, REVIEWER} and not staff.limited else frozenset()
    allowed: dict[int | None, frozenset[Deed]] = {None: office}
    shown = []
    for one in findings:
        if one.document is not None and one.document_id not in allowed:
            allowed[one.document_id] = deeds_of(staff=staff, document=one.document)
        place = field_name(one.field) if one.key == "" or one.key[:1] == "r" else ""
        shown.append(Shown(one, place, "", one.found, "", deeds_on(one, allowed[one.document_id])))
    return shown


def field_name(name: str) -> str:
    """title, numbers/2, cells/3 in words."""
    word, _slash, n = name.partition("/")
    names = {
        "title": _("标题"),
        "numbers": _("文号"),
        "addressees": _("主送机关"),
        "signed_by": _("落款"),
        "issued_on": _("成文日期"),
        "printed_on": _("印发日期"),
        "effective_on": _("施行日期"),
        "expires_on": _("失效日期"),
        "appendices": _("附件目录"),
        "cells": _("第 %s 栏") % n,
        "columns": _("表头第 %s 栏") % n,
        "notes": _("表注"),
        "caption": _("图题"),
    }
    return names.get(word, "")


def places_of(tree: Tree) -> dict[str, str]:
    """Every node's place in words, in the order of the text: 附件1 第七条, 二、 （三） 第2段, 表1 第3行."""
    found: dict[str, str] = {"": ""}
    for text in tree.texts:
        found[text.key] = text.title[:20]
        found.update(_nodes(text))
    for table in tree.tables:
        found[table.key] = _("表%s") % table.n
        found.update(
            {row.key: _("表%(n)s第%(row)s行") % {"n": table.n, "row": n} for n, row in enumerate(table.rows, 1)}
        )
    for figure in tree.figures:
        found[figure.key] = _("图%s") % figure.n
    return found


def _nodes(text: TextNode) -> Iterator[tuple[str, str]]:
    """Paragraphs are counted below the last marker."""
    head = f"{text.title[:12]} " if text.title else ""
    above, since = "", 0
    for node in text.nodes:
        if node.marker:
            above, since = node.marker.strip(), 0
            yield node.key, head + above
        elif node.kind is not ProvisionKind.TABLE:
            since += 1
            yield node.key, head + (above + " " if above else "") + _("第%s段") % since


def _rank(one: Finding) -> tuple[bool, int, str, str, int]:
    return one.severity != Severity.ERROR, _ORDER.get(one.code, -1), one.code, one.path, one.pk


def _latest(one: Finding) -> float:
    return -one.decided_at.timestamp() if one.decided_at else 0.0
