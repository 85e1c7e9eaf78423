"""Turns a query into SQL: which documents, how many by each facet, and which passages to put in order.

Three traps of PostgreSQL are avoided here. The planner thinks a sequential scan cheap because it does not see that every tsvector must be
fetched from aside: `enable_seqscan` is off for the statement. Ranking costs as much as fetching, so that only the newest passages are
ranked. And the GIN index is asked first, in a materialised step, since the planner would rather walk the dates and test each row.
"""

import itertools
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from policies.models import PolicyDocument
from policies.search.characters import squeeze
from policies.search.query import Query
from policies.search.vectors import grams, number_words, quoted

RANKED = 2000
POOL = 100
MAX_FRAGMENT = 120

Parameters = list[Any]
_DOCUMENTS_WITH = "SELECT document_id FROM policies_documentindex WHERE words @@ %s::tsquery"
_DOCUMENTS_LIKE = "SELECT document_id FROM policies_passageindex WHERE grams @@ %s::tsquery"


@dataclass(frozen=True, slots=True)
class Statement:
    sql: str
    parameters: Parameters


def all_words(words: list[str]) -> str:
    return " & ".join(quoted(word) for word in words)


def any_word(words: list[str]) -> str:
    return " | ".join(quoted(word) for word in words)


def phrase(squeezed: str) -> str:
    """A run of characters as every second bigram at its distance; one character as a prefix."""
    squeezed = squeezed[:MAX_FRAGMENT]
    if len(squeezed) == 1:
        return f"{quoted(squeezed)}:*"
    pairs = grams(squeezed)[:-1]
    places = list(range(0, len(pairs), 2))
    if places[-1] != len(pairs) - 1:
        places.append(len(pairs) - 1)
    parts = [quoted(pairs[0])]
    for before, place in itertools.pairwise(places):
        parts.append(f"<{place - before}> {quoted(pairs[place])}")
    return " ".join(parts)


def candidates(query: Query, rare: set[str]) -> Statement:
    """The documents that hold every term, or the whole text as it stands. A rare term is also looked for inside longer words:
    for a common one that would cost much and add nothing."""
    if query.number:
        return _with_number(query)
    common = [] if query.is_one_word else [*query.numbers, *(term for term in query.terms if term not in rare)]
    parts, parameters = [], []
    if common:
        parts.append(f"({_DOCUMENTS_WITH})")
        parameters.append(all_words(common))
    for term in query.terms:
        if term in rare and not query.is_one_word:
            parts.append(f"({_DOCUMENTS_WITH} UNION {_DOCUMENTS_LIKE})")
            parameters += [quoted(term), phrase(squeeze(term))]
    for one in query.phrases:
        parts.append(f"({_DOCUMENTS_LIKE})")
        parameters.append(phrase(one))
    sql = " INTERSECT ".join(parts)
    if query.fragment:
        sql = f"({sql}) UNION {_DOCUMENTS_LIKE}" if sql else _DOCUMENTS_LIKE
        parameters.append(phrase(query.fragment))
    return Statement(sql, parameters)


def any_of(query: Query) -> Statement:
    return Statement(_DOCUMENTS_WITH, [any_word(list(query.terms))])


def _with_number(query: Query) -> Statement:
    """The documents that bear the number, and those that name it."""
    number = query.number
    assert number is not None
    conditions = ["serial = %s"]
    parameters: list[Any] = [number.serial]
    if number.year:
        conditions.append("year = %s")
        parameters.append(number.year)
    if number.series:
        conditions.append("series_id IN (SELECT id FROM policies_numberseries WHERE name = %s)")
        parameters.append(number.series)
    named = number.normalised if number.series else (number_words(number) or [""])[-1]
    own = f"SELECT document_id FROM policies_documentnumber WHERE {' AND '.join(conditions)}"
    if not named:
        return Statement(own, parameters)
    return Statement(f"{own} UNION {_DOCUMENTS_WITH}", [*parameters, quoted(named)])


def passages(query: Query, informative: list[str], inside: list[str]) -> Statement:
    """The passages that speak for their documents: those with an informative word, or the text as it stands."""
    conditions, parameters = [], []
    words = number_words(query.number) if query.number else [*informative, *query.numbers]
    if words and not query.is_one_word:
        conditions.append("p.words @@ %s::tsquery")
        parameters.append(any_word(words))
    for squeezed in dict.fromkeys((*query.phrases, *inside, query.fragment)):
        if squeezed:
            conditions.append("p.grams @@ %s::tsquery")
            parameters.append(phrase(squeezed))
    # Each condition is a statement of its own: OR between two indexes would lose the one-lexeme shortcuts of either.
    found = " UNION ".join(
        f"SELECT p.passage_id, p.document_id FROM policies_passageindex p WHERE {condition}" for condition in conditions
    )
    return Statement(found, parameters)


def page(found: Statement, hits: Statement, rank: str, allowed: QuerySet[PolicyDocument]) -> Statement:
    """One statement for the whole page: rows of (what, key, label, number, place).

    `documents`: the count; `hits`: passages; a facet's name: its values with counts; `passage`: the best of the newest by rank."""
    inside, inside_parameters = (
        allowed.order_by().values("id", "issued_on", "genre", "validity").query.sql_with_params()
    )
    sql = f"""
        WITH found AS MATERIALIZED ({found.sql}),
        allowed AS MATERIALIZED (
            SELECT * FROM ({inside}) d WHERE id IN (SELECT document_id FROM found)),
        hits AS MATERIALIZED (
            SELECT h.passage_id, h.document_id, a.issued_on FROM ({hits.sql}) h JOIN allowed a ON a.id = h.document_id),
        newest AS (SELECT passage_id FROM hits ORDER BY issued_on DESC NULLS LAST, passage_id LIMIT {RANKED}),
        best AS (
            SELECT p.passage_id, ts_rank(p.words, %s::tsquery, 1) AS rank
            FROM newest JOIN policies_passageindex p USING (passage_id) ORDER BY rank DESC, passage_id LIMIT {POOL})
        {_ROWS}"""
    return Statement(sql, [*found.parameters, *inside_parameters, *hits.parameters, rank])


_ROWS = """
    SELECT 'documents', '', '', (SELECT count(*) FROM allowed), 0::real
    UNION ALL SELECT 'hits', '', '', (SELECT count(*) FROM hits), 0
    UNION ALL SELECT 'passage', '', '', passage_id, rank FROM best
    UNION ALL SELECT 'genre', genre, genre, count(*), 0 FROM allowed WHERE genre <> '' GROUP BY genre
    UNION ALL SELECT 'validity', validity, validity, count(*), 0 FROM allowed GROUP BY validity
    UNION ALL SELECT 'year', year, year, count(*), 0
        FROM (SELECT extract(year FROM issued_on)::text AS year FROM allowed WHERE issued_on IS NOT NULL) y GROUP BY year
    UNION ALL SELECT 'organ', o.code, o.name, count(*), 0 FROM allowed a
        JOIN policies_documentissuer l ON l.document_id = a.id JOIN policies_organ o ON o.id = l.organ_id GROUP BY o.code, o.name
    UNION ALL SELECT 'topic', t.code, t.name, count(*), 0 FROM allowed a
        JOIN policies_policydocument_topics l ON l.policydocument_id = a.id JOIN policies_topic t ON t.id = l.topic_id
        GROUP BY t.code, t.name
"""
