"""The search itself: a text and filters to one page of a `SearchResult`. Page, feed and API all call `search`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from policies.models import Passage, PolicyDocument
from policies.search import statements
from policies.search.cursors import read_cursor, write_cursor
from policies.search.filters import Filters
from policies.search.query import Query, parse
from policies.search.ranking import Candidate, Weights, order, weight
from policies.search.results import FACETS, DocumentHit, FacetValue, PassageHit, SearchResult
from policies.search.snippets import best_piece, marked, snippet

PAGE_SIZE = 20
PASSAGES = 3
FEW = 5
RELATED = 5
RARE = 300
SORTS = ("relevance", "newest", "oldest")

_HOLDING = """
    SELECT term, (SELECT count(*) FROM policies_documentindex WHERE words @@ lexeme::tsquery)
    FROM unnest(%s::text[], %s::text[]) AS t (term, lexeme)
"""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the words of a query weigh in this collection."""

    query: Query
    weights: Weights
    rare: set[str]
    informative: list[str]
    inside: list[str]  # words of the question that no text was cut into: looked for inside others


def search(
    text: str, *, filters: Filters | None = None, cursor: str = "", size: int = PAGE_SIZE, sort: str = "relevance"
) -> SearchResult:
    """One page of what a text finds. An empty text gives the filtered documents, newest first. Raises `BadCursorError`."""
    offset, query = read_cursor(cursor), parse(text)
    allowed = (filters or Filters()).documents()
    with transaction.atomic(), _index_first():
        if not query:
            return _browse(query, allowed, offset, size, sort) if not query.text else SearchResult(query.text)
        plan = _plan(query)
        result = _ranked_page(plan, allowed, offset, size, sort)
        if offset == 0 and result.count < FEW and len(query.terms) > 1 and not query.exact:
            result = replace(result, related=_related(plan, allowed, {hit.document.pk for hit in result.results}))
    return result


def found_documents(text: str) -> QuerySet[PolicyDocument]:
    """The published documents that a text finds, unordered: for lists that are filtered by a text."""
    query = parse(text)
    published = PolicyDocument.objects.published()
    if not query:
        return published if not query.text else published.none()
    found = statements.candidates(query, _plan(query).rare)
    with connection.cursor() as cursor:
        cursor.execute(found.sql, found.parameters)
        return published.filter(id__in=[row[0] for row in cursor.fetchall()])


@contextmanager
def _index_first() -> Iterator[None]:
    """Sequential scans and compiling are off: their costs are misjudged for tsvectors kept aside."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL jit = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on; SET LOCAL jit = on")


def _rows(sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _plan(query: Query) -> _Plan:
    """Asks how many documents hold each word."""
    words = [*query.terms, *query.numbers]
    holding = dict(_rows(_HOLDING, [words, [statements.all_words([word]) for word in words]])) if words else {}
    documents = _rows("SELECT count(*) FROM policies_documentindex", [])[0][0]
    weights = {word: weight(holding[word], documents) for word in words}
    rare = {term for term in query.terms if holding[term] <= RARE}
    informative = [term for term in query.terms if holding[term] <= max(FEW, documents // 2)] or list(query.terms)
    inside = [term for term in query.terms if not holding[term]]
    return _Plan(query, Weights(weights, query.fragment), rare, informative, inside)


def _ranked_page(plan: _Plan, allowed: QuerySet[PolicyDocument], offset: int, size: int, sort: str) -> SearchResult:
    query, found = plan.query, statements.candidates(plan.query, plan.rare)
    rank = statements.any_word([*plan.informative, *query.numbers] or list(query.marks) or [""])
    page = statements.page(found, statements.passages(query, plan.informative, plan.inside), rank, allowed)
    counts, facets, best = _read(_rows(page.sql, page.parameters))
    ranked, passages = order(_candidates(best), plan.weights)
    if query.number:
        ranked = _bearing_first(query, found, allowed, ranked)
    if sort != "relevance":
        ranked = []
    ids = ranked[offset : offset + size]
    if len(ids) < size and counts["documents"] > len(ranked):
        ids += _others(found, allowed, ranked, max(0, offset - len(ranked)), size - len(ids), sort)
    return SearchResult(
        text=query.text,
        count=counts["documents"],
        hits=counts["hits"],
        results=_hits(ids, passages, query),
        facets=facets,
        ranked=min(counts["hits"], statements.RANKED),
        offset=offset,
        next_cursor=write_cursor(offset + size) if offset + size < counts["documents"] else "",
        previous_cursor=write_cursor(max(0, offset - size)) if offset else "",
    )


def _read(rows: Iterable[tuple[Any, ...]]) -> tuple[dict[str, int], dict[str, tuple[FacetValue, ...]], list[int]]:
    """Counts, facets and the ids of the best passages out of the page's rows."""
    counts: dict[str, int] = {}
    facets: dict[str, list[FacetValue]] = {name: [] for name in FACETS}
    best: list[int] = []
    for what, key, label, number, _rank in rows:
        if what == "passage":
            best.append(number)
        elif what in facets:
            facets[what].append(FacetValue(key, label, number))
        else:
            counts[what] = number
    ordered = {name: tuple(sorted(values, key=lambda one: (-one.count, one.value))) for name, values in facets.items()}
    ordered["year"] = tuple(sorted(ordered["year"], key=lambda one: one.value, reverse=True))
    return counts, ordered, best


def _candidates(passages: list[int]) -> list[Candidate]:
    rows = Passage.objects.filter(id__in=passages).values_list(
        "id", "version__document_id", "kind", "heading", "text", "pieces"
    )
    return [Candidate(*row) for row in rows]


def _bearing_first(
    query: Query, found: statements.Statement, allowed: QuerySet[PolicyDocument], ranked: list[int]
) -> list[int]:
    """The documents that bear the number before those that only name it."""
    number = query.number
    assert number is not None
    bearing = allowed.filter(numbers__serial=number.serial)
    if number.year:
        bearing = bearing.filter(numbers__year=number.year, numbers__serial=number.serial)
    if number.series:
        bearing = bearing.filter(numbers__series__name=number.series)
    newest = bearing.order_by(F("issued_on").desc(nulls_last=True), "-id")
    own = list(dict.fromkeys(newest.values_list("id", flat=True)))
    return [*own, *(document for document in ranked if document not in own)]


def _others(
    found: statements.Statement, allowed: QuerySet[PolicyDocument], ranked: list[int], offset: int, size: int, sort: str
) -> list[int]:
    """The found documents beyond the ranked ones, by date."""
    ids = [row[0] for row in _rows(found.sql, found.parameters)]
    rest = allowed.filter(id__in=ids).exclude(id__in=ranked)
    dated = F("issued_on").asc(nulls_last=True) if sort == "oldest" else F("issued_on").desc(nulls_last=True)
    return list(rest.order_by(dated, "-id").values_list("id", flat=True)[offset : offset + size])


def _related(plan: _Plan, allowed: QuerySet[PolicyDocument], known: set[int]) -> tuple[DocumentHit, ...]:
    """Documents with some of the words, those with the rarest first."""
    hits = statements.passages(plan.query, plan.informative, plan.inside)
    rank = statements.any_word(plan.informative)
    page = statements.page(statements.any_of(plan.query), hits, rank, allowed.exclude(id__in=known))
    _counts, _facets, best = _read(_rows(page.sql, page.parameters))
    ranked, passages = order(_candidates(best), plan.weights)
    return _hits(ranked[:RELATED], passages, plan.query)


def _browse(query: Query, allowed: QuerySet[PolicyDocument], offset: int, size: int, sort: str) -> SearchResult:
    everything = statements.Statement("SELECT id AS document_id FROM policies_policydocument", [])
    nothing = statements.Statement("SELECT 0::bigint AS passage_id, 0::bigint AS document_id WHERE false", [])
    page = statements.page(everything, nothing, "", allowed)
    counts, facets, _best = _read(_rows(page.sql, page.parameters))
    dated = F("issued_on").asc(nulls_last=True) if sort == "oldest" else F("issued_on").desc(nulls_last=True)
    ids = list(allowed.order_by(dated, "-id").values_list("id", flat=True)[offset : offset + size])
    return SearchResult(
        text="",
        count=counts["documents"],
        results=_hits(ids, {}, query),
        facets=facets,
        offset=offset,
        next_cursor=write_cursor(offset + size) if offset + size < counts["documents"] else "",
        previous_cursor=write_cursor(max(0, offset - size)) if offset else "",
    )


def _hits(ids: list[int], passages: dict[int, list[Candidate]], query: Query) -> tuple[DocumentHit, ...]:
    """The documents in this order with their marked passages."""
    documents = PolicyDocument.objects.filter(id__in=ids).prefetch_related("numbers", "issuer_links__organ")
    by_id = {document.pk: document for document in documents}
    return tuple(
        DocumentHit(by_id[one], marked(by_id[one].title, query.marks), _passage_hits(passages.get(one, []), query))
        for one in ids
    )


def _passage_hits(candidates: list[Candidate], query: Query) -> tuple[PassageHit, ...]:
    bodies = [candidate for candidate in candidates if candidate.kind != "title"][:PASSAGES]
    hits = []
    for candidate in bodies:
        eid, start, end = best_piece(candidate.text, candidate.pieces, query.marks)
        hits.append(PassageHit(eid, candidate.heading, snippet(candidate.text[start:end], query.marks), candidate.kind))
    return tuple(hits)
