"""What a search gives: documents in order, each with the passages that made it a hit."""

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from policies.models import PolicyDocument

FACETS = ("organ", "genre", "year", "validity", "topic")


@dataclass(frozen=True, slots=True)
class PassageHit:
    """`eid` leads to the clause, '' to the document as a whole. `snippet` is safe HTML whose only element is <mark>."""

    eid: str
    heading: str
    snippet: SafeString
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class DocumentHit:
    document: PolicyDocument  # with numbers, issuer links and organs prefetched
    title: SafeString  # with the words marked
    passages: tuple[PassageHit, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """`value` is what the filter of that name takes."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`count` documents and `hits` passages were found, exactly; `results` is one page of them.

    `facets`: organ, genre, year, validity, topic. `related` holds some of the words only and is not counted.
    `ranked` is how many passages, the newest, were put in order of relevance; the rest follow newest first."""

    text: str
    count: int = 0
    hits: int = 0
    results: tuple[DocumentHit, ...] = ()
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=lambda: dict.fromkeys(FACETS, ()))
    related: tuple[DocumentHit, ...] = ()
    ranked: int = 0
    offset: int = 0
    next_cursor: str = ""
    previous_cursor: str = ""
