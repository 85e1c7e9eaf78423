"""Tells whether a read document is here already: the same work, printed once more."""

from policies.models import DocumentState, PolicyDocument
from policies.reading.records import DocumentRecord


def same_work(*, record: DocumentRecord) -> PolicyDocument | None:
    """The document with this number, title, day and wording. One that differs in any of them is another, or a doubt."""
    number = record.numbers[0].normalised if record.numbers else ""
    named = PolicyDocument.objects.filter(title=record.title, issued_on=record.issued_on).exclude(
        state=DocumentState.WITHDRAWN
    )
    named = named.filter(numbers__position=1, numbers__normalised=number) if number else named.filter(numbers=None)
    wanted = [_bare(one.text) for text in record.texts for one in text.provisions]
    return next((one for one in named.order_by("pk") if _wording(one) == wanted), None)


def _wording(document: PolicyDocument) -> list[str]:
    provisions = document.versions.get(current=True).provisions.order_by("position")
    return [_bare(text) for text in provisions.values_list("text", flat=True)]


def _bare(text: str) -> str:
    return "".join(text.split())
