"""Scores a reading offline: turns an IssueRecord into the REST contract's shapes and runs the shared scorer over them.

The scorer, the texts and their labels lie beside the project in `../shared` and are no part of it; without them
nothing here can be scored and `SHARED` is None. From a shell: `python -m tests.reading.scoring 000 [--misses 60]`, and with
`--file` what was printed of a text: a PDF, a Word file, a scan.
"""

import argparse
import contextlib
import functools
import importlib.util
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from gazette.reading.issue import read_issue
from gazette.reading.records import IssueRecord, MastheadRecord
from policies.reading.records import DocumentRecord, ProvisionRecord, TableRecord, TextRecord
from tests.makers import texts

_PROJECT = Path(__file__).resolve().parents[2]
_BESIDE = _PROJECT.parent / "shared"
SHARED = _BESIDE if (_BESIDE / "tools" / "score_import.py").exists() else None


def masthead_json(masthead: MastheadRecord) -> dict[str, Any]:
    named = {
        key: getattr(masthead, key)
        for key in [
            "title",
            "year",
            "number",
            "kind",
            "total_number",
            "frequency",
            "permit_number",
            "slogan",
            "publisher",
            "phone",
            "postcode",
            "address",
            "printer",
        ]
    }
    board = [{"role": role, "names": list(names)} for role, names in masthead.board]
    return {**named, "published_on": _day(masthead.published_on), "board": board}


def issue_json(issue: IssueRecord) -> dict[str, Any]:
    documents = [f"documents/{n}" for n, _ in enumerate(issue.documents, 1)]
    contents = [
        {
            "section": line.section,
            "title": line.title,
            "page": line.page,
            "documents": [f"documents/{n}" for n in line.documents],
        }
        for line in issue.contents
    ]
    chronicle = [{"on": _day(e.on), "end_on": _day(e.end_on), "text": e.text} for e in issue.chronicle]
    return {
        **masthead_json(issue.masthead),
        "url": "issue",
        "contents": contents,
        "documents": documents,
        "chronicle": chronicle,
    }


def document_json(document: DocumentRecord, base: str) -> dict[str, Any]:
    issuers = [{"name": issuer.name, "lead": issuer.lead} for issuer in document.issuers]
    tables = [
        {"url": f"{base}/tables/{table.n}", "title": table.title, "appendix": table.appendix}
        for table in document.tables
    ]
    return {
        "url": base,
        "doc_number": document.numbers[0].normalised if document.numbers else None,
        "numbers": [number.normalised for number in document.numbers],
        "title": document.title,
        "genre": document.genre,
        "issuer": issuers[0] if issuers else None,
        "issuers": issuers,
        "addressees": list(document.addressees),
        "issued_on": _day(document.issued_on),
        "effective_on": _day(document.effective_on),
        "expires_on": _day(document.expires_on),
        "publicity": document.publicity or None,
        "texts": [text_json(text) for text in document.texts],
        "appendices": [
            {"number": a.number, "label": a.label, "title": a.title, "omitted": a.omitted, "text": a.text}
            for a in document.appendices
        ],
        "tables": tables,
        "citations": [
            {"kind": c.kind.value, "number": c.number, "title": c.title, "eid": c.provision} for c in document.citations
        ],
        "appointments": [
            {"name": a.name, "appointed": list(a.appointed), "removed": list(a.removed), "note": a.note}
            for a in document.appointments
        ],
    }


def text_json(text: TextRecord) -> dict[str, Any]:
    provisions = [provision_json(provision) for provision in text.provisions]
    return {"role": text.role.value, "title": text.title, "eid": text.eid, "provisions": provisions}


def provision_json(provision: ProvisionRecord) -> dict[str, Any]:
    return {
        "eid": provision.eid,
        "kind": provision.kind.value,
        "level": provision.level,
        "marker": provision.marker,
        "heading": provision.heading,
        "text": provision.text,
        "table": provision.table,
    }


def table_json(table: TableRecord) -> dict[str, Any]:
    rows = [
        {"row": n, "kind": row.kind.value, "cells": list(row.cells), "printed": list(row.printed)}
        for n, row in enumerate(table.rows, 1)
    ]
    columns = [{"name": column.name, "unit": column.unit} for column in table.columns]
    return {"title": table.title, "unit": table.unit, "columns": columns, "rows": rows}


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


class RecordedApi:
    """Answers the scorer's requests from one reading: the issue, its documents, their tables."""

    def __init__(self, issue: IssueRecord) -> None:
        self.answers: dict[str, Any] = {"issue": issue_json(issue)}
        for n, document in enumerate(issue.documents, 1):
            base = f"documents/{n}"
            self.answers[base] = document_json(document, base)
            for table in document.tables:
                self.answers[f"{base}/tables/{table.n}"] = table_json(table)

    def get(self, path: str, **_: Any) -> Any:
        return json.loads(json.dumps(self.answers[path]))

    def all(self, path: str, **_: Any) -> Iterator[Any]:
        assert path == "issues/"
        yield self.get("issue")


@dataclass(frozen=True)
class Score:
    """`figures` by name, `tries` behind each, `misses` as the scorer words them."""

    figures: dict[str, float]
    tries: dict[str, float]
    misses: list[str]

    @property
    def mean(self) -> float:
        return sum(self.figures.values()) / len(self.figures)

    def below(self, floor: float, tries: float = 10) -> dict[str, float]:
        return {name: value for name, value in self.figures.items() if value < floor and self.tries[name] >= tries}


@functools.cache
def scorer() -> ModuleType:
    assert SHARED is not None, "../shared does not stand beside the project"
    spec = importlib.util.spec_from_file_location("score_import", SHARED / "tools" / "score_import.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def source(name: str) -> Path:
    """The text of a name: the project's own samples, else the shared corpus."""
    for folder in (_PROJECT / "gazette/samples", _PROJECT / "tests/samples"):
        own = [path for path in folder.glob(f"{name}.*") if path.suffix in (".txt", ".md")]
        if own:
            return own[0]
    assert SHARED is not None, "../shared does not stand beside the project"
    (path,) = SHARED.glob(f"corpus/{name}_*.txt")
    return path


def labels(name: str) -> Path:
    own = _PROJECT / "tests/samples" / f"{name}.json"
    return own if own.exists() or SHARED is None else SHARED / "gold" / f"{name}.json"


def score(name: str, issue: IssueRecord) -> Score:
    """Scores the reading of text `name` (000, anlan-2024-3) against its labels, search left out."""
    assert SHARED is not None, "../shared does not stand beside the project"
    return score_files(issue, labels(name), source(name))


def score_files(issue: IssueRecord, gold: Path, text: Path) -> Score:
    """Scores a reading against the labels in `gold`; `text` is the file that was read."""
    module = scorer()
    tallies: list[Any] = []

    class KeptTally(module.Tally):  # type: ignore[name-defined,misc]
        def __init__(self) -> None:
            super().__init__()
            tallies.append(self)

    api = RecordedApi(issue)
    words = ["--api", "-", "--issue", "0-0", "--gold", str(gold)]
    words += ["--source", str(text), "--no-search", "--json"]
    kept = module.Tally, module.Api, sys.argv
    module.Tally, module.Api, sys.argv = KeptTally, lambda base: api, ["score_import.py", *words]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            module.main()
    finally:
        module.Tally, module.Api, sys.argv = kept
    (tally,) = tallies
    return Score(tally.figures(), dict(tally.tries), tally.misses)


def score_print(name: str, issue: IssueRecord) -> Score:
    """Scores a reading of what was printed of a text against the labels of what print has."""
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder, "gold.json")
        gold.write_text(json.dumps(texts.gold(name), ensure_ascii=False), "utf-8")
        return score_files(issue, gold, source(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", help="corpus texts: 000 002 003")
    parser.add_argument("--file", type=Path, help="what was printed of the text, in any format")
    parser.add_argument("--misses", type=int, default=60, help="how many misses to print of each")
    parser.add_argument("--only", default="", help="misses whose figure's name opens with this")
    args = parser.parse_args()
    for name in args.names:
        path = args.file or source(name)
        issue = read_issue(path.read_bytes(), name=path.name)
        result = score_print(name, issue) if args.file else score(name, issue)
        for figure, value in result.figures.items():
            print(f"{value:7.3f}  {figure}  ({result.tries[figure]:g})")
        for miss in [miss for miss in result.misses if miss.startswith(args.only)][: args.misses]:
            print("  -", miss[:400])
        print(f"{name}: mean {result.mean:.4f}, {len(issue.documents)} documents, coverage {issue.kept_share:.4f}")
        for place in issue.unplaced[: args.misses]:
            print(f"  - lost on page {place.page or '?'}, lines {place.first_line}-{place.last_line}")


if __name__ == "__main__":
    main()
