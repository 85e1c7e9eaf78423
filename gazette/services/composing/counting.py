"""Tells how many pages documents take: from the newest proof where the text is still the same, else by measured figures."""

import math
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, FloatField, Func, Q, Sum, TextField, Value
from django.db.models.functions import Cast, Ceil, Length

from gazette.drafting.composition import Composition
from gazette.drafting.paging import Paging, paged
from gazette.models import GazetteIssue, IssueProof
from gazette.services.proofing import CHRONICLE, text_stamps
from policies.models import Provision, TableRow, Text

# Shares of a page by least squares over 26 documents of four typeset issues: whole issues came out within two pages,
# the worst, with tables lying across, by 1.7 of 9.
_LINE, _TEXT, _ROW, _CELL_CHARACTER, _FRAME = 0.0331, 0.042, 0.0854, 0.0005, 0.068
_LINE_CHARACTERS = 38
_CHRONICLE_LINE = 0.0335


@dataclass(frozen=True, slots=True)
class Extent:
    """Pages of a document; `typeset` when they were counted on a proof of these very words."""

    pages: float
    typeset: bool = False


@dataclass(frozen=True, slots=True)
class PageCount:
    """What the builder shows of an issue's pages; `proof`: the newest one, of this composition or not."""

    extents: dict[int, Extent]
    paging: Paging
    proof: IssueProof | None = None


def count_pages(*, issue: GazetteIssue, whole: Composition) -> PageCount:
    """Running page numbers: those of the proof when nothing changed since, else reckoned. Five queries."""
    proof = IssueProof.objects.filter(issue=issue).first()
    extents = extents_of(documents=list(whole.documents()), proof=proof)
    if proof and proof.lock == issue.lock and all(one.typeset for one in extents.values()):
        return PageCount(extents, _typeset(whole, proof, _chronicle_line(whole)), proof)
    rooms = {key: one.pages for key, one in extents.items()}
    paging = paged(whole, rooms, chronicle=_chronicle(whole), chronicle_line=_chronicle_line(whole))
    return PageCount(extents, paging, proof)


def _typeset(whole: Composition, proof: IssueProof, chronicle_line: int) -> Paging:
    documents = {
        key: math.floor(proof.places[str(key)][0]) + 1 for key in whole.documents() if str(key) in proof.places
    }
    lines = {line.key: documents[line.documents[0]] for line in whole.lines() if line.documents}
    if chronicle_line and CHRONICLE in proof.places:
        lines[chronicle_line] = math.floor(proof.places[CHRONICLE][0]) + 1
    return Paging(lines, documents, proof.pages, exact=True)


def _chronicle(whole: Composition) -> float:
    if not whole.chronicle:
        return 0.0
    return _CHRONICLE_LINE * sum(math.ceil((len(one.text) + 2) / _LINE_CHARACTERS) for one in whole.chronicle) + _FRAME


def _chronicle_line(whole: Composition) -> int:
    """The line that stands for the chronicle, as the printed contents finds it; 0 for none."""
    if not whole.chronicle:
        return 0
    for section in whole.sections:
        for line in section.lines:
            named = "大事记" in line.title + section.name or line.title == whole.chronicle_title
            if named and not line.documents:
                return line.key
    return 0


def extents_of(*, documents: Collection[int], proof: IssueProof | None = None) -> dict[int, Extent]:
    """Pages of each document, by its key; four queries."""
    found = {key: Extent(pages) for key, pages in _estimated(documents).items()}
    if proof is not None:
        stamps = text_stamps(documents)
        for key in documents:
            span, stamp = proof.places.get(str(key)), proof.stamps.get(str(key))
            if span and stamp and stamp == stamps.get(key):
                found[key] = Extent(round(span[1] - span[0], 2), typeset=True)
    return found


def _estimated(documents: Collection[int]) -> dict[int, float]:
    current = Q(version__document__in=documents, version__current=True)
    length = Length("marker") + Length("heading") + Length("text") + Value(2.0)
    lines = Provision.objects.filter(current).exclude(kind="table").values("version__document").order_by()
    lines = lines.annotate(lines=Sum(Ceil(Cast(length, FloatField()) / float(_LINE_CHARACTERS))))
    texts = Text.objects.filter(current).values("version__document").order_by().annotate(n=Count("pk"))
    rows = TableRow.objects.filter(table__version__document__in=documents, table__version__current=True)
    tables = rows.values("table__version__document").order_by()
    words = Func(F("printed"), Value(""), function="array_to_string", output_field=TextField())
    tables = tables.annotate(n=Count("pk"), characters=Sum(Length(words)))
    found = dict.fromkeys(documents, _FRAME)
    for one in lines:
        found[one["version__document"]] += _LINE * one["lines"]
    for text in texts:
        found[text["version__document"]] += _TEXT * text["n"]
    for table in tables:
        found[table["table__version__document"]] += _ROW * table["n"] + _CELL_CHARACTER * table["characters"]
    return {key: round(pages, 2) for key, pages in found.items()}
