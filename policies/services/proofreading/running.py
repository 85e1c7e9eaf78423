"""Runs the proofreader over a draft: new doubts become findings, those that no longer hold go, what was decided stays."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from policies.drafting.tree import Tree
from policies.models import Draft, Evidence, Finding, FindingMaker, FindingState, Treatment
from policies.proofreading.mending import words_at
from policies.proofreading.registry import KINDS
from policies.proofreading.registry import proofread as remarks_on
from policies.proofreading.remarks import Remark
from policies.reading.records import Severity
from policies.services.columns import fitted
from policies.services.drafting import tree_of
from policies.services.drafting.loading import document_fields, load_rows_of, make_tree
from policies.services.proofreading.knowing import context_of

_KEPT = (FindingState.ACCEPTED, FindingState.REFERRED)
_PLACED = ("message", "phrasing", "start", "end", "found", "suggestion")
_EVIDENCE = ("source_id", "first_line", "last_line", "page", "boxes")

_NEAR = 6  # characters either side of a place that must be the same for a decision to hold of it in a corrected wording

_READ_TOO = {code for kind in KINDS.values() for code in kind.reader}  # both the reader and the proofreader find them

# What makes two remarks one through all changes of the text around them.
Identity = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Proofread:
    """How many findings are new, and how many have gone since the last time."""

    made: int
    gone: int


@transaction.atomic
def proofread(*, draft: Draft) -> Proofread:
    """Brings the proofreader's findings of a draft up to its text as it stands. Done again, it changes nothing."""
    draft = Draft.objects.select_for_update(of=("self",)).select_related("version", "document").get(pk=draft.pk)
    tree = tree_of(draft=draft)
    found = remarks_on(tree, context_of(draft=draft, tree=tree, on=timezone.localdate()))
    desk = _Desk(draft, tree)
    fresh = desk.settle(found)
    desk.locate()
    gone = desk.clear()
    Finding.objects.bulk_create(desk.made(fresh), batch_size=500)
    Draft.objects.filter(pk=draft.pk).update(proofread_lock=draft.lock)
    return Proofread(len(fresh), gone)


def proofread_again(*, draft_id: int) -> None:
    """If the draft is open and has been saved since it was read last."""
    waiting = Draft.objects.filter(pk=draft_id, closed_at=None).exclude(proofread_lock=F("lock"))
    draft = waiting.first()
    if draft:
        proofread(draft=draft)


class _Desk:
    """The standing findings of a draft, to be set against the remarks of a run."""

    def __init__(self, draft: Draft, tree: Tree) -> None:
        self.draft, self.tree = draft, tree
        self.keys = {node.eid: node.key for text in tree.texts for node in text.nodes}
        self.eids = {key: eid for eid, key in self.keys.items()}
        self.rows = {
            row.key: f"tables/{table.n}/rows/{n}" for table in tree.tables for n, row in enumerate(table.rows, 1)
        }
        own = Q(version=draft.version, maker=FindingMaker.PROOFREADER, code__in=KINDS)
        here = Q(version=draft.version) | Q(version=None, document=draft.document)
        read = here & Q(maker=FindingMaker.READER, state__in=(FindingState.OPEN, *_KEPT))
        self.named = _fields(tree)
        rows = Finding.objects.filter(own | read).exclude(state=FindingState.FIXED).select_related("carried_from")
        self.standing = list(rows.order_by("pk"))
        self.public = self._public()
        self.held: set[int] = set()

    def _public(self) -> dict[int, Tree]:
        """The wordings that decisions were carried over from: they no longer change."""
        origins = [one.carried_from for one in self.standing if one.carried_from and one.state in _KEPT]
        rows = load_rows_of(versions={one.version_id for one in origins if one.version_id})
        fields = document_fields(document=self.draft.document)
        return {version: make_tree(fields=fields, rows=one) for version, one in rows.items()}

    def settle(self, remarks: Iterable[Remark]) -> list[Remark]:
        """Pairs what stands with what is said now, the decided first; returns what is new."""
        waiting: dict[Identity, list[Finding]] = defaultdict(list)
        for one in self.standing:
            if one.maker == FindingMaker.PROOFREADER or one.field:
                waiting[one.code, one.key, one.field, one.found].append(one)
        fresh = []
        changed: list[Finding] = []
        for remark in remarks:
            finding = self._nearest(waiting, remark) or self._read(remark)
            if finding is None:
                fresh.append(remark)
                continue
            self.held.add(finding.pk)
            if finding.state == FindingState.OPEN and self._move(finding, remark):
                changed.append(finding)
        Finding.objects.bulk_update(changed, [*_PLACED, "key", "field", "version"], batch_size=500)
        return fresh

    def _nearest(self, waiting: dict[Identity, list[Finding]], remark: Remark) -> Finding | None:
        codes = (remark.code, *KINDS[remark.code].reader)
        own = [
            one
            for code in codes
            for one in waiting.get((code, remark.key, remark.field, remark.found), ())
            if one.pk not in self.held and self._is_same_place(one, remark)
        ]
        return min(
            own, key=lambda one: (one.state == FindingState.OPEN, abs((one.start or 0) - remark.start)), default=None
        )

    def _is_same_place(self, one: Finding, remark: Remark) -> bool:
        """A decision that was carried over holds only where the words around the place are still those decided about."""
        origin = one.carried_from
        public = self.public.get(origin.version_id or 0) if origin else None
        if origin is None or public is None or one.state not in _KEPT:
            return True
        before, now = words_at(public, origin.key, origin.field), words_at(self.tree, remark.key, remark.field)
        if before is None or now is None or origin.start is None or origin.end is None:
            return before == now
        if before[origin.start : origin.end] != origin.found:
            return True  # decided before the text around it was last changed: where, nobody has kept
        ahead, behind = before[max(0, origin.start - _NEAR) : origin.start], before[origin.end : origin.end + _NEAR]
        return now[: remark.start].endswith(ahead) and now[remark.end :].startswith(behind)

    def _read(self, remark: Remark) -> Finding | None:
        """What the reader said of the same place already: it is given its place in the tree, and its fix."""
        codes, eid = KINDS[remark.code].reader, self.eids.get(remark.key, "")
        for one in self.standing:
            if one.maker == FindingMaker.READER and one.code in codes and not one.field and one.pk not in self.held:
                named = one.path.rsplit("/", 1)[-1] if "/provisions/" in one.path else ""
                if named == eid and (eid or remark.found in (one.found, "") or remark.found in one.found):
                    return one
        return None

    def _move(self, finding: Finding, remark: Remark) -> bool:
        """A reader's finding keeps its own words."""
        was = [getattr(finding, name) for name in (*_PLACED, "key", "field")]
        if finding.maker == FindingMaker.PROOFREADER:
            finding.message, finding.phrasing = remark.reason, remark.reason.phrasing
        finding.found = remark.found
        finding.start, finding.end, finding.suggestion = remark.start, remark.end, remark.suggestion
        finding.key, finding.field, finding.version = remark.key, remark.field, self.draft.version
        return was != [getattr(finding, name) for name in (*_PLACED, "key", "field")]

    def locate(self) -> None:
        """What the reader expected instead of what it found, where the words stand once in the place that it names."""
        placed = []
        for one in self.standing:
            waits = one.maker == FindingMaker.READER and one.state == FindingState.OPEN
            if waits and not one.field and one.expected and one.found and self._spot(one):
                one.version, one.suggestion = self.draft.version, one.expected
                placed.append(one)
        Finding.objects.bulk_update(placed, ["key", "field", "start", "end", "suggestion", "version"])

    def _spot(self, finding: Finding) -> bool:
        fields = self.named.get(_named(finding.path), ())
        found = [(key, name) for key, name, words in fields if words.count(finding.found) == 1]
        exact = [(key, name) for key, name, words in fields if words == finding.found]
        if len(exact or found) != 1:
            return False
        finding.key, finding.field = (exact or found)[0]
        words = next(words for key, name, words in fields if (key, name) == (finding.key, finding.field))
        finding.start = words.index(finding.found)
        finding.end = finding.start + len(finding.found)
        return True

    def clear(self) -> int:
        """Open findings that nothing says any more: the proofreader's go, the reader's are mended."""
        over = [one for one in self.standing if one.state == FindingState.OPEN and one.field and self._is_over(one)]
        own = [one.pk for one in over if one.maker == FindingMaker.PROOFREADER]
        Finding.objects.filter(pk__in=own).delete()
        read = [one.pk for one in over if one.maker == FindingMaker.READER]
        Finding.objects.filter(pk__in=read).update(state=FindingState.FIXED, decided_at=timezone.now())
        return len(over)

    def _is_over(self, one: Finding) -> bool:
        if one.pk in self.held:
            return False
        if one.maker == FindingMaker.PROOFREADER or one.code in _READ_TOO:
            return True
        words = words_at(self.tree, one.key, one.field)
        return words is None or one.found not in words

    def made(self, remarks: list[Remark]) -> list[Finding]:
        paths = {self._path(one) for one in remarks} - {""}
        rows = Evidence.objects.filter(version=self.draft.version, path__in=paths)
        places = {one.path: one for one in rows.only("path", *_EVIDENCE)}
        return [self._finding(one, places.get(self._path(one))) for one in remarks]

    def _path(self, remark: Remark) -> str:
        own = remark.field if remark.key == "" else ""
        return self.eids.get(remark.key) or self.rows.get(remark.key) or own

    def _finding(self, remark: Remark, place: Evidence | None) -> Finding:
        written = self.draft.document.treatment == Treatment.WRITTEN
        severity = Severity.WARNING if written else KINDS[remark.code].severity
        where: dict[str, Any] = {name: getattr(place, name) for name in _EVIDENCE} if place else {}
        return fitted(
            Finding,
            code=remark.code,
            severity=severity.value,
            message=remark.reason,
            phrasing=remark.reason.phrasing,
            path=self._path(remark),
            found=remark.found,
            document=self.draft.document,
            version=self.draft.version,
            maker=FindingMaker.PROOFREADER,
            key=remark.key,
            field=remark.field,
            start=remark.start,
            end=remark.end,
            suggestion=remark.suggestion,
            **where,
        )


def _fields(tree: Tree) -> dict[str, list[tuple[str, str, str]]]:
    """What stands in each place that a finding's path may name, as (key, field, words)."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for text in tree.texts:
        for node in text.nodes:
            parts = (("marker", node.marker), ("heading", node.heading), ("text", node.text))
            found[node.eid] = [(node.key, name, words) for name, words in parts if words]
    for table in tree.tables:
        for n, row in enumerate(table.rows, 1):
            cells = enumerate(row.printed, 1)
            found[f"tables/{table.n}/rows/{n}"] = [(row.key, f"cells/{i}", words) for i, words in cells if words]
    return found


def _named(path: str) -> str:
    """documents/3/texts/main/provisions/main__p_2 to the eid, documents/1/tables/1/rows/15 to tables/1/rows/15."""
    steps = path.split("/")
    if "provisions" in steps:
        return steps[-1]
    return "/".join(steps[steps.index("tables") : steps.index("tables") + 4]) if "tables" in steps else path
