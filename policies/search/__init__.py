"""Finding clauses: a text and filters in, one page of documents with their marked passages out.

`search(text, filters=Filters(...), cursor=..., size=..., sort=...)` is the one way in for page, feed and API.
"""

from policies.search.cursors import BadCursorError
from policies.search.engine import PAGE_SIZE, SORTS, found_documents, search
from policies.search.filters import Filters
from policies.search.results import DocumentHit, FacetValue, PassageHit, SearchResult

__all__ = [
    "PAGE_SIZE",
    "SORTS",
    "BadCursorError",
    "DocumentHit",
    "FacetValue",
    "Filters",
    "PassageHit",
    "SearchResult",
    "found_documents",
    "search",
]
