"""The search itself: a text and filters to one page of a `SearchResult`. Page, feed and API all call `search`."""

from dataclasses import dataclass, replace

from django.db.models import F, QuerySet

from policies.models import PolicyDocument
from policies.search import statements
from policies.search.cursors import read_cursor, write_cursor
from policies.search.filters import Filters
from policies.search.query import Query, parse
from policies.search.ranking import Candidate, Weights, order, weight
from policies.search.results import FACETS, DocumentHit, FacetValue, SearchResult
from policies.search.rows import Found, found, indexed, rows
from policies.search.shown import PASSAGES, hits

PAGE_SIZE = 20
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
    return published.filter(id__in=_found(_plan(query), published).documents)


def _plan(query: Query) -> _Plan:
    """Asks how many documents hold each word."""
    words = [*query.terms, *query.numbers]
    asked = statements.Statement(_HOLDING, [words, [statements.all_words([word]) for word in words]])
    (_, documents), *counted = indexed(asked)
    holding = dict(counted)
    weights = {word: weight(holding[word], documents) for word in words} | dict.fromkeys(query.phrases, 1.0)
    rare = {term for term in query.terms if holding[term] <= RARE}
    informative = [term for term in query.terms if holding[term] <= max(FEW, documents // 2)] or list(query.terms)
    inside = [term for term in query.terms if not holding[term]]
    return _Plan(query, Weights(weights, query.fragment), rare, informative, inside)


def _found(plan: _Plan, allowed: QuerySet[PolicyDocument]) -> Found:
    query = plan.query
    page = statements.page(
        fragment=statements.fragment(query),
        found=statements.candidates(query, plan.rare),
        allowed=allowed,
        whole=statements.whole(query),
        parts=statements.parts(query, plan.informative, plan.inside),
        rank=_rank(plan),
        bearing=statements.bearing(query),
    )
    return found(page)


def _rank(plan: _Plan) -> str:
    query = plan.query
    words = [statements.named(query)] if query.number else [*plan.informative, *query.numbers]
    return statements.any_word(words or [statements.NO_WORD])


def _found_page(plan: _Plan, allowed: QuerySet[PolicyDocument], offset: int, size: int, sort: str) -> SearchResult:
    everything = _found(plan, allowed)
    documents = everything.documents
    ranked, passages = order(everything.best, plan.weights)
    if sort == "relevance":  # the documents that bear a number before those that only name it
        ranked.sort(key=lambda document: document not in everything.bearing)
        known = set(ranked)
        ordered = [*ranked, *(document for document in documents if document not in known)]
    else:
        ordered = documents if sort == "newest" else documents[::-1]
    shown = ordered[offset : offset + size]
    lacking = [document for document in shown if document not in passages]
    if lacking:
        more = [Candidate(*row) for row in rows(statements.passages_of(lacking, plan.query, PASSAGES + 1))]
        passages |= order(more, plan.weights)[1]
    return SearchResult(
        text=plan.query.text,
        count=len(documents),
        hits=everything.hits,
        results=hits(shown, passages, plan.query),
        facets=_facets(documents),
        ranked=min(everything.hits, statements.RANKED),
        offset=offset,
        next_cursor=write_cursor(offset + size) if offset + size < len(documents) else "",
        previous_cursor=write_cursor(max(0, offset - size)) if offset else "",
    )


def _facets(documents: list[int]) -> dict[str, tuple[FacetValue, ...]]:
    """Values of each facet, the most frequent first, years the newest first."""
    values: dict[str, list[FacetValue]] = {name: [] for name in FACETS}
    for facet, value, label, number in rows(statements.facets(documents)) if documents else ():
        values[facet].append(FacetValue(value, label, number))
    values["year"].sort(key=lambda one: one.value, reverse=True)
    for name in ("organ", "genre", "validity", "topic"):
        values[name].sort(key=lambda one: (-one.count, one.value))
    return {name: tuple(each) for name, each in values.items()}


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
    ranked, passages = order(found(page).best, plan.weights)
    return hits(ranked[:RELATED], passages, plan.query)


def _listed(query: Query, allowed: QuerySet[PolicyDocument], offset: int, size: int, sort: str) -> SearchResult:
    """The filtered documents by date, without a text."""
    dated = F("issued_on").asc(nulls_last=True) if sort == "oldest" else F("issued_on").desc(nulls_last=True)
    documents = list(allowed.order_by(dated, "-id").values_list("id", flat=True))
    return SearchResult(
        text="",
        count=len(documents),
        results=hits(documents[offset : offset + size], {}, query),
        facets=_facets(documents),
        offset=offset,
        next_cursor=write_cursor(offset + size) if offset + size < len(documents) else "",
        previous_cursor=write_cursor(max(0, offset - size)) if offset else "",
    )
