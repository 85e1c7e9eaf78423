"""Puts a made collection into the database by COPY, with the index rows that publishing would have written."""

import io
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta

from django.db import connection

from benchmarks.collection import MadeDocument
from policies.models import (
    DocumentIssuer,
    DocumentNumber,
    NumberSeries,
    Organ,
    PolicyDocument,
    Topic,
    Version,
)
from policies.search.vectors import grams_literal, set_literal, text_words, words_literal

STEP = 500  # documents at a time
Vectors = tuple[list[tuple[str, str]], str]


def vectors(document: MadeDocument) -> Vectors:
    """(words, bigrams) of the title's passage and of each other, and the words of the whole document."""
    texts = [f"{document.title}\n{document.number}", *document.passages]
    words = [list(text_words(text)) for text in texts]
    rows = [(words_literal(own), grams_literal(text)) for own, text in zip(words, texts, strict=True)]
    return rows, set_literal(word for own in words for word in own)


def load(made: list[MadeDocument]) -> int:
    """Writes the documents as published; gives the number of passages."""
    documents = _records(made)
    versions = Version.objects.bulk_create([Version(document=document) for document in documents], batch_size=2000)
    count = 0
    for table in ("policies_passageindex", "policies_documentindex"):
        _indexes(table, drop=True)
    with ProcessPoolExecutor(2) as pool:
        for start in range(0, len(made), STEP):
            part = slice(start, start + STEP)
            indexed = list(pool.map(vectors, made[part], chunksize=20))
            count = _passages(made[part], documents[part], versions[part], indexed, count)
    for table in ("policies_passageindex", "policies_documentindex"):
        _indexes(table, drop=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('policies_passage_id_seq', %s); ANALYZE", [count])
    return count


def _records(made: list[MadeDocument]) -> list[PolicyDocument]:
    organs = Organ.objects.bulk_create(Organ(code=f"o{n}", name=f"安澜市第{n}局") for n in range(20))
    topics = Topic.objects.bulk_create(Topic(code=f"t{n}", name=f"主题{n}") for n in range(12))
    series = {
        name: NumberSeries.objects.create(name=name, slug=slug)
        for name, slug in (("安政发", "azf"), ("安政办发", "azbf"))
    }
    documents = PolicyDocument.objects.bulk_create(
        (
            PolicyDocument(
                slug=f"{series[one.series].slug}/{one.year}/{one.serial}x{n}",
                title=one.title,
                genre=one.genre,
                issued_on=date(one.year, 1, 1) + timedelta(days=one.day),
                state="published",
            )
            for n, one in enumerate(made)
        ),
        batch_size=2000,
    )
    pairs = list(zip(documents, made, strict=True))
    DocumentIssuer.objects.bulk_create(
        (DocumentIssuer(document=document, organ=organs[one.organ]) for document, one in pairs), batch_size=5000
    )
    PolicyDocument.topics.through.objects.bulk_create(
        (
            PolicyDocument.topics.through(policydocument_id=document.pk, topic_id=topics[one.topic].pk)
            for document, one in pairs
        ),
        batch_size=5000,
    )
    DocumentNumber.objects.bulk_create(
        (
            DocumentNumber(
                document=document,
                series=series[one.series],
                year=one.year,
                serial=one.serial,
                printed=one.number,
                normalised=one.number,
            )
            for document, one in pairs
        ),
        batch_size=5000,
    )
    return documents


def _passages(
    made: list[MadeDocument],
    documents: list[PolicyDocument],
    versions: list[Version],
    indexed: list[Vectors],
    count: int,
) -> int:
    passages, index, whole = [], [], []
    for one, document, version, (rows, words) in zip(made, documents, versions, indexed, strict=True):
        whole.append((document.pk, words))
        texts = [("title", f"{one.title}\n{one.number}"), *(("text", text) for text in one.passages)]
        for position, ((kind, text), (own, grams)) in enumerate(zip(texts, rows, strict=True), 1):
            count += 1
            pieces = f'[["main__p_{position}", 0, {len(text)}]]'
            passages.append((count, version.pk, position, kind, "", text, pieces))
            index.append((count, document.pk, own, grams))
    _copy("policies_passage (id, version_id, position, kind, heading, text, pieces)", passages)
    _copy("policies_passageindex (passage_id, document_id, words, grams)", index)
    _copy("policies_documentindex (document_id, words)", whole)
    return count


def _copy(table: str, rows: Iterable[tuple[object, ...]]) -> None:
    lines = ("\t".join(_escaped(str(value)) for value in row) for row in rows)
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO("\n".join(lines) + "\n"))


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")


def _indexes(table: str, *, drop: bool) -> None:
    columns = ("words", "grams") if table.endswith("passageindex") else ("words",)
    with connection.cursor() as cursor:
        for column in columns:
            name = f"{table.removeprefix('policies_').removesuffix('index')}_{column}"
            cursor.execute(f"DROP INDEX {name}" if drop else f"CREATE INDEX {name} ON {table} USING gin ({column})")
