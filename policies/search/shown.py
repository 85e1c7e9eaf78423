"""Turns documents and the passages that made them hits into what is shown: records with their marked snippets."""

import json

from django.db.models import Prefetch

from policies.models import DocumentIssuer, PolicyDocument
from policies.search.query import Query
from policies.search.ranking import Candidate
from policies.search.results import DocumentHit, PassageHit
from policies.search.snippets import best_piece, marked, snippet

PASSAGES = 3


def hits(ids: list[int], passages: dict[int, list[Candidate]], query: Query) -> tuple[DocumentHit, ...]:
    """The documents in this order with their marked passages."""
    if not ids:
        return ()
    links = DocumentIssuer.objects.select_related("organ")
    documents = PolicyDocument.objects.filter(id__in=ids).order_by()
    by_id = {one.pk: one for one in documents.prefetch_related("numbers", Prefetch("issuer_links", links))}
    return tuple(
        DocumentHit(by_id[one], marked(by_id[one].title, query.marks), _passage_hits(passages.get(one, []), query))
        for one in ids
        if one in by_id
    )


def _passage_hits(candidates: list[Candidate], query: Query) -> tuple[PassageHit, ...]:
    bodies = [candidate for candidate in candidates if candidate.kind != "title"][:PASSAGES]
    shown = []
    for candidate in bodies:
        eid, start, end = best_piece(candidate.text, json.loads(candidate.pieces), query.marks)
        shown.append(
            PassageHit(eid, candidate.heading, snippet(candidate.text[start:end], query.marks), candidate.kind)
        )
    return tuple(shown)
