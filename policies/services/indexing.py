"""Replaces what search knows of a version, in the transaction that publishes it."""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Prefetch, QuerySet

from policies.models import (
    DocumentIndex,
    DocumentState,
    Passage,
    PassageIndex,
    PolicyDocument,
    Provision,
    Text,
    Version,
)
from policies.search.passages import PassageDraft, version_passages
from policies.search.vectors import grams_literal, set_literal, text_words, words_literal

_PASSAGE_ROWS = """
    INSERT INTO policies_passageindex (passage_id, document_id, words, grams)
    SELECT id, %s, words::tsvector, grams::tsvector
    FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS row (id, words, grams)
"""
_DOCUMENT_ROW = "INSERT INTO policies_documentindex (document_id, words) VALUES (%s, %s::tsvector)"


@transaction.atomic
def index_version(*, version: Version) -> int:
    """Makes this version the one that search finds for its document; gives the number of its passages."""
    document = version.document
    unindex_document(document=document)
    drafts = version_passages(_loaded(version))
    passages = Passage.objects.bulk_create(
        Passage(version=version, position=position, kind=d.kind, heading=d.heading, text=d.text, pieces=d.pieces)
        for position, d in enumerate(drafts, 1)
    )
    words = [list(text_words(draft.text)) for draft in drafts]
    tails = [_tail(drafts, i) for i in range(len(drafts))]
    with connection.cursor() as cursor:
        cursor.execute(
            _PASSAGE_ROWS,
            [
                document.pk,
                [passage.pk for passage in passages],
                [words_literal(own) for own in words],
                [grams_literal(draft.text + tail) for draft, tail in zip(drafts, tails, strict=True)],
            ],
        )
        cursor.execute(_DOCUMENT_ROW, [document.pk, set_literal(word for own in words for word in own)])
    return len(passages)


@transaction.atomic
def unindex_document(*, document: PolicyDocument) -> None:
    """Search finds it no more."""
    PassageIndex.objects.filter(document=document).delete()
    Passage.objects.filter(version__document=document).delete()
    DocumentIndex.objects.filter(document=document).delete()


def rebuild(*, versions: Iterable[Version]) -> int:
    """Indexes each of these anew; gives the number of passages."""
    return sum(index_version(version=version) for version in versions)


def index_organ(*, organ_id: int) -> int:
    """Indexes the public documents of an organ anew, under its present name; each in a transaction of its own."""
    return rebuild(versions=published_versions().filter(document__issuer_links__organ=organ_id).distinct())


def published_versions() -> QuerySet[Version]:
    return (
        Version.objects.filter(current=True, document__state=DocumentState.PUBLISHED)
        .select_related("document")
        .order_by("id")
    )


def _tail(drafts: list[PassageDraft], i: int) -> str:
    """The opening of the next passage, so that a fragment that runs over the boundary is found."""
    following = drafts[i + 1] if i + 1 < len(drafts) else None
    return following.text[:20] if following and following.kind == drafts[i].kind == "text" else ""


def _loaded(version: Version) -> Version:
    """The version with all that its passages are made of, in a constant number of queries."""
    texts = Text.objects.order_by("position").prefetch_related(
        Prefetch("provisions", Provision.objects.order_by("position"))
    )
    found = Version.objects.select_related("document").prefetch_related(
        "document__numbers", "document__issuer_links__organ", Prefetch("texts", texts), "tables__rows", "tables__part"
    )
    return found.get(pk=version.pk)
