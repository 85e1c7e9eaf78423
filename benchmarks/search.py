"""Search at five issues and at 100,000 passages: the first 20 documents, an exact count and four facets, beside tantivy on the same rows.

    python -m benchmarks.search [--passages 714 100000] [--rounds 3]

Ours is the whole call that page and API make: parsing, SQL, ranking, records and marked snippets. tantivy (BM25 on the same words, in the
process, from memory-mapped files) gives the first 20 passages, their count and the same facets, without records or snippets, and finds
no fragment that cuts through a word: it is the ceiling, not a like.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

import tantivy

from benchmarks.collection import MadeDocument, Maker, queries
from benchmarks.database import scratch_database
from benchmarks.loading import load
from policies.search import search
from policies.search.query import parse
from policies.search.vectors import text_words

FACETS = ("year", "genre", "organ", "topic")


class Peer:
    """tantivy over the same passages, cut into the same words."""

    def __init__(self, made: list[MadeDocument], folder: str) -> None:
        builder = tantivy.SchemaBuilder().add_text_field("words", tokenizer_name="whitespace")
        for name in FACETS:
            builder = builder.add_text_field(name, tokenizer_name="raw", fast=True)
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, path=folder)
        writer = self.index.writer(128_000_000, 1)
        for one in made:
            for text in (f"{one.title}\n{one.number}", *one.passages):
                facets = {"year": str(one.year), "genre": one.genre, "organ": str(one.organ), "topic": str(one.topic)}
                writer.add_document(tantivy.Document(words=" ".join(text_words(text)), **facets))
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, text: str) -> int:
        query = parse(text)
        words = [query.number.normalised] if query.number else [*query.terms, *query.numbers]
        terms = [(tantivy.Occur.Must, tantivy.Query.term_query(self.schema, "words", word)) for word in words]
        asked = tantivy.Query.boolean_query(terms)
        found = self.searcher.search(asked, 20, count=True)
        self.searcher.aggregate(asked, {name: {"terms": {"field": name, "size": 20}} for name in FACETS})
        return int(found.count)


def measure(search: Callable[[str], Any], asked: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every call by kind, after one round that is not counted."""
    for texts in asked.values():
        for text in texts:
            search(text)
    times: dict[str, list[float]] = {kind: [] for kind in asked}
    for _ in range(rounds):
        for kind, texts in asked.items():
            for text in texts:
                start = time.perf_counter()
                search(text)
                times[kind].append((time.perf_counter() - start) * 1000)
    return times


def report(passages: int, ours: dict[str, list[float]], theirs: dict[str, list[float]]) -> None:
    print(f"\n{passages:,} passages; ms p50 / p95")
    print(f"{'':22}{'ours':>16}{'tantivy':>16}{'ratio p50':>12}{'ratio p95':>12}")
    everything = (
        {"all": [t for each in ours.values() for t in each]},
        {"all": [t for each in theirs.values() for t in each]},
    )
    for kind, own in {**ours, **everything[0]}.items():
        other = (theirs | everything[1])[kind]
        a, b = _pair(own), _pair(other)
        print(f"{kind:22}{a[0]:8.2f} /{a[1]:6.1f}{b[0]:8.2f} /{b[1]:6.2f}{a[0] / b[0]:12.0f}{a[1] / b[1]:12.0f}")


def _pair(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--passages", type=int, nargs="+", default=[714, 100_000])
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    for passages in options.passages:
        with scratch_database(), tempfile.TemporaryDirectory() as folder:
            maker = Maker()
            made = list(maker.documents(passages))
            start = time.perf_counter()
            count = load(made)
            print(
                f"{count:,} passages of {len(made):,} documents indexed in {time.perf_counter() - start:.0f} s",
                flush=True,
            )
            asked = queries(made, maker)
            peer = Peer(made, folder)
            report(count, measure(search, asked, options.rounds), measure(peer.search, asked, options.rounds))


if __name__ == "__main__":
    main()
