"""The search itself: a text and filters to one page of a `SearchResult`. Page, feed and API all call `search`."""

from collections.abc import Iterator
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
    SELECT '', (SELECT count(*) FROM policies_documentindex)
    UNION ALL SELECT term, (SELECT count(*) FROM policies_documentindex WHERE words @@ lexeme::tsquery)
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
    with transaction.atomic():
        if not query:
            return SearchResult(query.text) if query.text else _listed(query, allowed, offset, size, sort)
        plan = _plan(query)
        result = _found_page(plan, allowed, offset, size, sort)
        if offset == 0 and result.count < FEW and len(query.terms) > 1 and not query.exact:
            result = replace(result, related=_related(plan, allowed, {hit.document.pk for hit in result.results}))
    return result


def found_documents(text: str) -> QuerySet[PolicyDocument]:
    """The published documents that a text finds, unordered: for lists that are filtered by a text."""
    query = parse(text)
    published = PolicyDocument.objects.published()
    if not query:
        return published.none() if query.text else published
    with transaction.atomic():
        ids, _hits, _best = _found(_plan(query), published)
    return published.filter(id__in=ids)


@contextmanager
def _index_first() -> Iterator[None]:
    """Scans of whole tables are off, by their index too, and so is compiling: what a tsvector kept aside costs is misjudged."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL jit = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on; SET LOCAL jit = on")


def _rows(statement: statements.Statement) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _plan(query: Query) -> _Plan:
    """Asks how many documents hold each word."""
    words = [*query.terms, *query.numbers]
    with _index_first():
        rows = _rows(statements.Statement(_HOLDING, [words, [statements.all_words([word]) for word in words]]))
    documents, holding = rows[0][1], dict(rows[1:])
    weights = {word: weight(holding[word], documents) for word in words} | dict.fromkeys(query.phrases, 1.0)
    rare = {term for term in query.terms if holding[term] <= RARE}
    informative = [term for term in query.terms if holding[term] <= max(FEW, documents // 2)] or list(query.terms)
    inside = [term for term in query.terms if not holding[term]]
    return _Plan(query, Weights(weights, query.fragment), rare, informative, inside)


def _found(plan: _Plan, allowed: QuerySet[PolicyDocument]) -> tuple[list[int], int, list[int]]:
    """All found documents, newest first; how many passages hold all that is asked for; the best passages."""
    query = plan.query
    page = statements.page(
        fragment=statements.fragment(query),
        found=statements.candidates(query, plan.rare),
        allowed=allowed,
        whole=statements.whole(query),
        parts=statements.parts(query, plan.informative, plan.inside),
        rank=_rank(plan),
    )
    with _index_first():
        return _read(_rows(page))


def _rank(plan: _Plan) -> str:
    query = plan.query
    words = [statements.named(query)] if query.number else [*plan.informative, *query.numbers]
    return statements.any_word(words or [statements.NO_WORD])


def _read(rows: list[tuple[Any, ...]]) -> tuple[list[int], int, list[int]]:
    documents: list[int] = []
    hits, best = 0, []
    for what, number, ids in rows:
        if what == "documents":
            documents = ids or []
        elif what == "hits":
            hits = number
        else:
            best.append(number)
    return documents, hits, best


def _found_page(plan: _Plan, allowed: QuerySet[PolicyDocument], offset: int, size: int, sort: str) -> SearchResult:
    documents, hits, best = _found(plan, allowed)
    ranked, passages = order(_candidates(best), plan.weights)
    if sort == "relevance":
        ranked = _bearing_first(plan.query, ranked) if plan.query.number else ranked
        known = set(ranked)
        ordered = [*ranked, *(document for document in documents if document not in known)]
    else:
        ordered = documents if sort == "newest" else documents[::-1]
    shown = ordered[offset : offset + size]
    lacking = [document for document in shown if document not in passages]
    if lacking:
        more = [row[0] for row in _rows(statements.passages_of(lacking, plan.query, PASSAGES + 1))]
        passages |= order(_candidates(more), plan.weights)[1]
    return SearchResult(
        text=plan.query.text,
        count=len(documents),
        hits=hits,
        results=_hits(shown, passages, plan.query),
        facets=_facets(documents),
        ranked=min(hits, statements.RANKED),
        offset=offset,
        next_cursor=write_cursor(offset + size) if offset + size < len(documents) else "",
        previous_cursor=write_cursor(max(0, offset - size)) if offset else "",
    )


def _facets(documents: list[int]) -> dict[str, tuple[FacetValue, ...]]:
    """Values of each facet, the most frequent first, years the newest first."""
    found: dict[str, list[FacetValue]] = {name: [] for name in FACETS}
    for facet, value, label, number in _rows(statements.facets(documents)) if documents else ():
        found[facet].append(FacetValue(value, label, number))
    found["year"].sort(key=lambda one: one.value, reverse=True)
    for name in ("organ", "genre", "validity", "topic"):
        found[name].sort(key=lambda one: (-one.count, one.value))
    return {name: tuple(values) for name, values in found.items()}


def _candidates(passages: list[int]) -> list[Candidate]:
    rows = Passage.objects.filter(id__in=passages).values_list(
        "id", "version__document_id", "kind", "heading", "text", "pieces"
    )
    return [Candidate(*row) for row in rows]


def _bearing_first(query: Query, ranked: list[int]) -> list[int]:
    """The documents that bear the number before those that only name it."""
    assert query.number is not None
    bearing = PolicyDocument.objects.bearing(query.number).order_by().values_list("id", flat=True)
    own = set(bearing.filter(id__in=ranked))
    return sorted(ranked, key=lambda document: document not in own)


def _related(plan: _Plan, allowed: QuerySet[PolicyDocument], known: set[int]) -> tuple[DocumentHit, ...]:
    """Documents with some of the words, those with the rarest first."""
    nothing = statements.fragment(replace(plan.query, fragment=""))
    page = statements.page(
        fragment=nothing,
        found=statements.any_of(plan.query),
        allowed=allowed.exclude(id__in=known),
        whole=nothing,
        parts=statements.parts(plan.query, plan.informative, plan.inside),
        rank=_rank(plan),
    )
    with _index_first():
        _documents, _hits_count, best = _read(_rows(page))
    ranked, passages = order(_candidates(best), plan.weights)
    return _hits(ranked[:RELATED], passages, plan.query)


def _listed(query: Query, allowed: QuerySet[PolicyDocument], offset: int, size: int, sort: str) -> SearchResult:
    """The filtered documents by date, without a text."""
    dated = F("issued_on").asc(nulls_last=True) if sort == "oldest" else F("issued_on").desc(nulls_last=True)
    documents = list(allowed.order_by(dated, "-id").values_list("id", flat=True))
    return SearchResult(
        text="",
        count=len(documents),
        results=_hits(documents[offset : offset + size], {}, query),
        facets=_facets(documents),
        offset=offset,
        next_cursor=write_cursor(offset + size) if offset + size < len(documents) else "",
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
