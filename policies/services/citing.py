"""Leads citations to the documents they name, both ways as documents arrive; what stays unclear stays unresolved."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from policies.models import Citation, DocumentNumber, PolicyDocument, Text
from policies.reading.records import TextRole


def resolve_citations(*, documents: Collection[PolicyDocument]) -> None:
    """Points the documents' own citations at what is here, and waiting citations of others at these documents."""
    own = Citation.objects.filter(version__document__in=documents, target=None)
    lead_citations([*own.select_related("version"), *_waiting_for(documents)])


def _waiting_for(documents: Collection[PolicyDocument]) -> list[Citation]:
    numbers = DocumentNumber.objects.filter(document__in=documents).exclude(normalised="")
    enclosed = Text.objects.filter(version__document__in=documents, version__current=True, role=TextRole.ENCLOSED.value)
    titles = [*enclosed.values_list("title", flat=True), *(one.title for one in documents)]
    named = Q(number__in=numbers.values("normalised")) | Q(title__in=[title for title in titles if title])
    waiting = Citation.objects.filter(named, target=None).exclude(version__document__in=documents)
    return list(waiting.select_related("version"))


def lead_citations(citations: list[Citation]) -> None:
    """Each citation's one document: by its number, or failing a number by its title, never the citing document itself.

    Their `version` must be loaded.
    """
    numbers, titles = {one.number for one in citations}, {one.title for one in citations}
    numbered = DocumentNumber.objects.filter(normalised__in=numbers - {""}).values_list("normalised", "document")
    titled = PolicyDocument.objects.filter(title__in=titles - {""}).values_list("title", "pk")
    enclosed = Text.objects.filter(title__in=titles - {""}, role=TextRole.ENCLOSED.value, version__current=True)
    by_number, by_title = _keys(numbered), _keys(titled)
    by_any_title = _keys([*titled, *enclosed.values_list("title", "version__document")])
    found = defaultdict(list)
    for citation in citations:
        keys = (by_number[citation.number] if citation.number else by_any_title[citation.title]).copy()
        keys.discard(citation.version.document_id)
        if len(keys) > 1 and citation.number:
            keys &= by_title[citation.title]
        if len(keys) == 1:
            found[keys.pop()].append(citation.pk)
    for target, resolved in found.items():
        Citation.objects.filter(pk__in=resolved).update(target_id=target)


def _keys(pairs: Iterable[tuple[str, int]]) -> defaultdict[str, set[int]]:
    """Name → keys of the documents that bear it."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for name, key in pairs:
        found[name].add(key)
    return found
