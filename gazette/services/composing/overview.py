"""Gathers what the builder's page shows of an issue, in a number of queries that does not grow with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from gazette.drafting.composition import Composition, Line
from gazette.models import GazetteIssue, IssueRevision
from gazette.services.composing.changing import undoable
from gazette.services.composing.counting import Extent, PageCount, count_pages, extents_of
from gazette.services.composing.rows import composition_of
from policies.models import DocumentState, FindingState, PolicyDocument, Stage
from policies.reading.records import Severity

POOL = 30  # documents offered at once


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document in its place, with its open findings counted; `page` is where it begins."""

    document: PolicyDocument
    extent: Extent
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ShownLine:
    line: Line
    documents: tuple[ShownDocument, ...]
    page: int | None

    @property
    def pages(self) -> float:
        return round(sum(one.extent.pages for one in self.documents), 1)

    @property
    def typeset(self) -> bool:
        return bool(self.documents) and all(one.extent.typeset for one in self.documents)


@dataclass(frozen=True, slots=True)
class ShownSection:
    n: int
    name: str
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """`loose`: documents that no line stands for; `last`: the newest revision; `undo`: the one that undoing takes back."""

    whole: Composition
    sections: tuple[ShownSection, ...]
    loose: tuple[ShownDocument, ...]
    count: PageCount
    last: IssueRevision | None
    undo: IssueRevision | None


def overview(*, issue: GazetteIssue) -> Overview:
    """Some dozen queries, whatever the issue holds."""
    whole = composition_of(issue)
    count = count_pages(issue=issue, whole=whole)
    documents = {one.pk: one for one in with_standing(PolicyDocument.objects.filter(pk__in=list(whole.documents())))}

    def shown(keys: Sequence[int]) -> tuple[ShownDocument, ...]:
        found = [key for key in keys if key in documents]
        return tuple(
            ShownDocument(documents[key], count.extents[key], count.paging.documents.get(key)) for key in found
        )

    sections = tuple(
        ShownSection(
            n,
            section.name,
            tuple(ShownLine(one, shown(one.documents), count.paging.lines.get(one.key)) for one in section.lines),
        )
        for n, section in enumerate(whole.sections)
    )
    last = issue.revisions.select_related("by").order_by("-n").first()
    return Overview(whole, sections, shown(whole.loose), count, last, undoable(issue=issue))


def with_standing(documents: QuerySet[PolicyDocument]) -> QuerySet[PolicyDocument]:
    """With numbers, drafts, and the open findings of the wording in force counted as `errors` and `warnings`."""
    stands = Q(findings__version=None) | Q(findings__version__current=True)
    is_open = stands & Q(findings__state=FindingState.OPEN)
    return documents.prefetch_related("numbers", "drafts").annotate(
        errors=Count("findings", filter=is_open & Q(findings__severity=Severity.ERROR.value)),
        warnings=Count("findings", filter=is_open & Q(findings__severity=Severity.WARNING.value)),
    )


def waiting_documents(*, query: str) -> list[ShownDocument]:
    """Documents that stand in no issue, those ready for the press first; by words of the title or number."""
    found = PolicyDocument.objects.filter(promulgations=None).exclude(state=DocumentState.WITHDRAWN)
    for word in query.split():
        found = found.filter(Q(title__icontains=word) | Q(numbers__normalised__icontains=word)).distinct()
    drafts = Q(drafts__closed_at__isnull=True)
    ranked = found.annotate(
        rank=Case(
            When(drafts & Q(drafts__stage=Stage.SIGNED), then=Value(0)),
            When(state=DocumentState.PUBLISHED, then=Value(1)),
            When(drafts & Q(drafts__stage=Stage.GALLEY), then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
    )
    keys = list(dict.fromkeys(ranked.order_by("rank", "-pk").values_list("pk", flat=True)[: POOL * 2]))[:POOL]
    rows = {one.pk: one for one in with_standing(PolicyDocument.objects.filter(pk__in=keys))}
    extents = extents_of(documents=keys)
    return [ShownDocument(rows[key], extents[key]) for key in keys if key in rows]
