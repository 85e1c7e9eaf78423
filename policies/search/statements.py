"""Turns a query into SQL: which documents, which of their passages to put in order, and how many documents by each facet.

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
NO_WORD = "-"  # none is indexed like it: a question without words is ranked by nothing

Parameters = list[Any]
_DOCUMENTS_WITH = "SELECT document_id FROM policies_documentindex WHERE words @@ %s::tsquery"
_DOCUMENTS_LIKE = "SELECT document_id FROM policies_passageindex WHERE grams @@ %s::tsquery"
_PASSAGES_WITH = "SELECT passage_id, document_id FROM policies_passageindex WHERE words @@ %s::tsquery"
_PASSAGES_LIKE = "SELECT passage_id, document_id FROM policies_passageindex WHERE grams @@ %s::tsquery"
# What holds a word as a word holds its characters too. Only what has all its pairs, and not the word, must be fetched and read;
# as a function call the comparison is no business of the index, which would have it fetch all of them.
_PASSAGES_WITH_OR_LIKE = """
    WITH sure AS MATERIALIZED (SELECT passage_id, document_id FROM policies_passageindex WHERE words @@ %s::tsquery),
    near AS MATERIALIZED (
        SELECT passage_id FROM policies_passageindex WHERE grams @@ %s::tsquery EXCEPT SELECT passage_id FROM sure)
    SELECT passage_id, document_id FROM sure
    UNION ALL SELECT p.passage_id, p.document_id FROM near JOIN policies_passageindex p USING (passage_id)
        WHERE ts_match_vq(p.grams, %s::tsquery)"""
_NO_PASSAGES = "SELECT 0::bigint AS passage_id, 0::bigint AS document_id WHERE false"


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
    """The documents that bear or name the number (`bearing`, see `page`); else those that hold every term, or the whole text as it
    stands (`fragment`). A rare term is also looked for
    inside longer words: for a common one that would cost much and add nothing."""
    if query.number:
        return Statement(f"SELECT document_id FROM bearing UNION {_DOCUMENTS_WITH}", [quoted(named(query))])
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
        sql = f"({sql}) UNION SELECT document_id FROM fragment" if sql else "SELECT DISTINCT document_id FROM fragment"
    return Statement(sql, parameters)


def fragment(query: Query) -> Statement:
    """The passages that hold the whole text as it stands."""
    if not query.fragment:
        return Statement(_NO_PASSAGES, [])
    if query.is_one_word and len(query.fragment) > 2:
        pairs = all_words(grams(query.fragment)[:-1])
        return Statement(_PASSAGES_WITH_OR_LIKE, [quoted(query.fragment), pairs, phrase(query.fragment)])
    return Statement(_PASSAGES_LIKE, [phrase(query.fragment)])


def any_of(query: Query) -> Statement:
    return Statement(_DOCUMENTS_WITH, [any_word(list(query.terms))])


def bearing(query: Query) -> Statement:
    """The documents that bear the number; none where no number is asked for."""
    number = query.number
    if number is None:
        return Statement("SELECT 0::bigint AS document_id WHERE false", [])
    conditions = ["serial = %s"]
    parameters: list[Any] = [number.serial]
    if number.year:
        conditions.append("year = %s")
        parameters.append(number.year)
    if number.series:
        conditions.append("series_id IN (SELECT id FROM policies_numberseries WHERE name = %s)")
        parameters.append(number.series)
    return Statement(f"SELECT document_id FROM policies_documentnumber WHERE {' AND '.join(conditions)}", parameters)


def named(query: Query) -> str:
    """The word that a number is indexed as: whole, or without the series that was not typed."""
    number = query.number
    assert number is not None
    return number.normalised if number.series else number_words(number)[-1]


def whole(query: Query) -> Statement:
    """The passages that hold all that is asked for: every word, every phrase, or the number."""
    words = [named(query)] if query.number else [*query.terms, *query.numbers]
    found = [(_PASSAGES_WITH, all_words(words))] if words and not query.is_one_word else []
    found += [(_PASSAGES_LIKE, phrase(one)) for one in query.phrases]
    joint = " INTERSECT " if query.phrases else " UNION "
    return Statement(joint.join(sql for sql, _ in found) or _NO_PASSAGES, [parameter for _, parameter in found])


def parts(query: Query, informative: list[str], inside: list[str]) -> Statement:
    """The passages that hold one of the informative words, be it `inside` a longer one."""
    if query.is_one_word or query.exact:
        return Statement(_NO_PASSAGES, [])
    words = [word for word in informative if word not in inside]
    found = [(_PASSAGES_WITH, any_word(words))] if words else []
    found += [(_PASSAGES_LIKE, phrase(squeeze(one))) for one in inside]
    return Statement(" UNION ".join(sql for sql, _ in found) or _NO_PASSAGES, [parameter for _, parameter in found])


def page(
    *,
    fragment: Statement,
    found: Statement,
    allowed: QuerySet[PolicyDocument],
    whole: Statement,
    parts: Statement,
    rank: str,
    bearing: Statement | None = None,
) -> Statement:
    """Rows of (what, number, ids, and of a passage document, kind, heading, text, pieces): `documents` with all their ids, newest first;
    `bearing`, those of them that bear the number; `hits`, the passages that hold all that is asked for; `passage`, the best by rank among
    the newest of these, and, when these are few, of those that hold a part."""
    bearing = bearing or Statement("SELECT 0::bigint AS document_id WHERE false", [])
    either = " UNION ".join(
        sql for sql in (whole.sql, "SELECT passage_id, document_id FROM fragment") if sql != _NO_PASSAGES
    )
    inside, inside_parameters = allowed.order_by().values("id", "issued_on").query.sql_with_params()
    sql = f"""
        WITH bearing AS MATERIALIZED ({bearing.sql}),
        fragment AS MATERIALIZED ({fragment.sql}),
        found AS MATERIALIZED ({found.sql}),
        allowed AS MATERIALIZED (SELECT * FROM ({inside}) d WHERE id IN (SELECT document_id FROM found)),
        whole AS MATERIALIZED (
            SELECT passage_id, issued_on FROM ({either}) w
            JOIN allowed ON id = document_id),
        parts AS MATERIALIZED (
            SELECT passage_id, issued_on FROM ({parts.sql}) p JOIN allowed ON id = document_id
            WHERE (SELECT count(*) FROM whole) < {POOL}),
        newest AS (
            (SELECT passage_id FROM whole ORDER BY issued_on DESC NULLS LAST, passage_id LIMIT {RANKED})
            UNION (SELECT passage_id FROM parts ORDER BY issued_on DESC NULLS LAST, passage_id LIMIT {RANKED})),
        best AS MATERIALIZED (
            SELECT p.passage_id, p.document_id, ts_rank(p.words, %s::tsquery, 1) AS rank
            FROM newest JOIN policies_passageindex p USING (passage_id) ORDER BY rank DESC, passage_id LIMIT {POOL})
        SELECT 'documents' AS what, count(*) AS number, array_agg(id ORDER BY issued_on DESC NULLS LAST, id DESC) AS ids,
            NULL::bigint, NULL, NULL, NULL, NULL FROM allowed
        UNION ALL SELECT 'bearing', count(*), array_agg(document_id), NULL, NULL, NULL, NULL, NULL FROM bearing
        UNION ALL SELECT 'hits', count(*), NULL, NULL, NULL, NULL, NULL, NULL FROM whole
        UNION ALL SELECT 'passage', p.id, NULL, best.document_id, p.kind, p.heading, p.text, p.pieces::text
            FROM best JOIN policies_passage p ON p.id = best.passage_id"""
    parameters = [
        *bearing.parameters,
        *fragment.parameters,
        *found.parameters,
        *inside_parameters,
        *whole.parameters,
        *parts.parameters,
        rank,
    ]
    return Statement(sql, parameters)


def passages_of(documents: list[int], query: Query, each: int) -> Statement:
    """The best few passages of each of these documents, whatever part of the question they hold."""
    words = [named(query)] if query.number else [*query.terms, *query.numbers]
    rank = any_word(words or [NO_WORD])
    like = " OR ".join(
        ["p.grams @@ %s::tsquery"] * len([*query.phrases, *([query.fragment] if query.fragment else [])])
    )
    asked = [phrase(one) for one in (*query.phrases, query.fragment) if one]
    condition = " OR ".join(filter(None, ["p.words @@ %s::tsquery" if words else "", like]))
    sql = f"""
        SELECT ranked.passage_id, ranked.document_id, t.kind, t.heading, t.text, t.pieces::text FROM (
            SELECT p.passage_id, p.document_id, row_number() OVER (
                PARTITION BY p.document_id ORDER BY ts_rank(p.words, %s::tsquery, 1) DESC, p.passage_id) AS place
            FROM policies_passageindex p WHERE p.document_id = ANY(%s) AND ({condition})) ranked
        JOIN policies_passage t ON t.id = ranked.passage_id WHERE place <= %s"""
    return Statement(sql, [rank, documents, *([rank] if words else []), *asked, each])


def facets(documents: list[int]) -> Statement:
    """Rows of (facet, value, label, number of these documents)."""
    return Statement(_FACETS, [documents])


_FACETS = """
    WITH allowed AS MATERIALIZED (
        SELECT id, genre, validity, extract(year FROM issued_on)::text AS year
        FROM policies_policydocument WHERE id = ANY(%s))
    SELECT 'genre', genre, genre, count(*) FROM allowed WHERE genre <> '' GROUP BY genre
    UNION ALL SELECT 'validity', validity, validity, count(*) FROM allowed GROUP BY validity
    UNION ALL SELECT 'year', year, year, count(*) FROM allowed WHERE year IS NOT NULL GROUP BY year
    UNION ALL SELECT 'organ', o.code, o.name, n FROM (
        SELECT organ_id, count(*) AS n FROM policies_documentissuer JOIN allowed ON allowed.id = document_id GROUP BY organ_id) l
        JOIN policies_organ o ON o.id = l.organ_id
    UNION ALL SELECT 'topic', t.code, t.name, n FROM (
        SELECT topic_id, count(*) AS n FROM policies_policydocument_topics JOIN allowed ON allowed.id = policydocument_id
        GROUP BY topic_id) l
        JOIN policies_topic t ON t.id = l.topic_id
"""
