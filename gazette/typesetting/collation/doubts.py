"""Turns what a reading doubts into lists with addresses: findings, what print says twice and differently, what was lost."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy, pgettext_lazy

from gazette.models import ImportJob, Reading
from gazette.typesetting.collation.addresses import Window
from gazette.typesetting.collation.marks import Mark, mark_of
from gazette.typesetting.collation.outline import Printed
from policies.models import Finding, FindingMaker

LOST, DOUBLED = "text-lost", "text-doubled"
_SHOWN = 200
_FIELDS = {
    "title": gettext_lazy("标题"),
    "number": gettext_lazy("文号"),
    "issuer": gettext_lazy("发文机关"),
    "date": gettext_lazy("日期"),
}
_WHERE = {
    "head": gettext_lazy("文首"),
    "title": gettext_lazy("标题"),
    "contents": gettext_lazy("目录"),
    "signature": gettext_lazy("落款"),
    "series": gettext_lazy("文号代字"),
    "text": pgettext_lazy("标题", "正文"),
    "byline": gettext_lazy("题注"),
    "print": gettext_lazy("出版日期"),
}


@dataclass(frozen=True, slots=True)
class Said:
    where: str
    value: str
    at: str


@dataclass(slots=True)
class Disagreement:
    """What is said of one document in different places: (field, what each place says)."""

    printed: Printed
    rows: list[tuple[str, list[Said]]] = field(default_factory=list)


@dataclass(slots=True)
class Doubts:
    """Of a whole reading: the share of print that its records hold, and what a person should look at."""

    kept_share: float = 0.0
    coverage: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    lost: list[Finding] = field(default_factory=list)
    doubled: list[Finding] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)

    @property
    def per_cent(self) -> str:
        """Rounded down, so that 100 % says that nothing is missing."""
        return f"{int(self.kept_share * 10_000) / 100:.2f}%"

    @property
    def others(self) -> int:
        """How many findings there are beside what was lost or doubled."""
        return sum(count for code, count in self.counts.items() if code not in (LOST, DOUBLED))

    @property
    def lost_count(self) -> int:
        return self.counts.get(LOST, 0)

    @property
    def doubled_count(self) -> int:
        return self.counts.get(DOUBLED, 0)


def doubts_of(*, job: ImportJob, printed: list[Printed]) -> Doubts:
    """In two queries, whatever there is to doubt."""
    wanted = ("kept_share", "data__coverage", "data__disagreements")
    row = Reading.objects.filter(pk=job.reading_id or 0).values_list(*wanted).first()
    if row is None:
        return Doubts()
    findings = Finding.objects.filter(readings=job.reading_id).order_by("pk")
    counts = Counter(findings.values_list("code", flat=True))
    pointed = list(findings.filter(code__in=(LOST, DOUBLED))[:_SHOWN]) if counts[LOST] or counts[DOUBLED] else []
    return Doubts(
        row[0],
        row[1] or {},
        dict(counts),
        [one for one in pointed if one.code == LOST],
        [one for one in pointed if one.code == DOUBLED],
        _disagreements(row[2] or [], printed),
    )


def _disagreements(stored: list[dict[str, Any]], printed: list[Printed]) -> list[Disagreement]:
    by_position = {one.position: one for one in printed}
    found: dict[int, Disagreement] = {}
    for one in stored:
        document = by_position.get(one["document"])
        if document is None:
            continue
        said = [Said(str(_WHERE.get(s["where"], s["where"])), s["value"], s["path"]) for s in one["said"]]
        row = (str(_FIELDS.get(one["field"], one["field"])), said)
        found.setdefault(document.position, Disagreement(document)).rows.append(row)
    return list(found.values())


def findings_on(*, job: ImportJob, window: Window, printed: list[Printed]) -> list[tuple[Finding, Mark]]:
    """The findings of this reading on the page shown, and the proofreader's of the wordings read from it, each with its mark."""
    if not job.reading_id:
        return []
    here = Q(page=window.number) if window.paged else window.lines
    versions = [one.version_id for one in printed if one.version_id]
    ours = Q(readings=job.reading_id) | Q(version__in=versions, maker=FindingMaker.PROOFREADER)
    rows = Finding.objects.filter(here, ours, source=job.source_id).with_documents()
    return [(one, mark_of(one, window)) for one in rows.order_by("first_line", "pk").distinct()[:_SHOWN]]
