"""Leads citations to the documents they name, both ways as documents arrive; what stays unclear stays unresolved."""

from django.db.models import Q

from policies.models import Citation, PolicyDocument
from policies.querysets import PolicyDocumentQuerySet


def resolve_citations(*, document: PolicyDocument) -> None:
    """Points the document's own citations at what is here, and waiting citations of others at the document."""
    for citation in Citation.objects.filter(version__document=document, target=None):
        target = _named(citation)
        if target:
            Citation.objects.filter(pk=citation.pk).update(target=target)
    for citation in _waiting_for(document):
        if _named(citation) == document.pk:
            Citation.objects.filter(pk=citation.pk).update(target=document)


def _waiting_for(document: PolicyDocument) -> list[Citation]:
    numbers = document.numbers.values_list("normalised", flat=True)
    named = Q(number__in=[one for one in numbers if one]) | Q(title__in=_titles(document))
    return list(
        Citation.objects.filter(named, target=None).exclude(version__document=document).select_related("version")
    )


def _titles(document: PolicyDocument) -> list[str]:
    """A decree is cited by its own title or by that of the text it issues."""
    enclosed = document.versions.filter(current=True, texts__role="enclosed").values_list("texts__title", flat=True)
    return [title for title in (document.title, *enclosed) if title]


def _named(citation: Citation) -> int | None:
    """The key of the one document that bears the number, or failing a number the title; None when none or several do."""
    others = PolicyDocument.objects.exclude(pk=citation.version.document_id)
    if citation.number:
        return _only(others.filter(numbers__normalised=citation.number), title=citation.title)
    enclosing = Q(versions__current=True, versions__texts__role="enclosed", versions__texts__title=citation.title)
    return _only(others.filter(Q(title=citation.title) | enclosing), title="")


def _only(found: PolicyDocumentQuerySet, *, title: str) -> int | None:
    keys = list(found.values_list("pk", flat=True).distinct()[:5])
    if len(keys) > 1 and title:
        keys = list(found.filter(title=title).values_list("pk", flat=True).distinct()[:2])
    return keys[0] if len(keys) == 1 else None
