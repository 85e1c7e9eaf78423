"""`python -m tests.makers.score files or folders [--lost]`: a table of figures for printed files against labels and print.

Mean and lowest (of ten tries or more) by the shared scorer; kept, doubled and whole by what was printed; cover: the
reader's own account of the file's characters.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazette.reading.issue import read_issue
from gazette.reading.records import IssueRecord
from policies.reading.sources.errors import SourceError
from tests.makers import invented, texts
from tests.makers.prints import Print
from tests.makers.trust import Trust, compare
from tests.reading import scoring

_SUFFIXES = (".pdf", ".docx", ".doc", ".html", ".ofd", ".txt", ".md")


@dataclass(frozen=True)
class FileScore:
    issue: IssueRecord
    score: scoring.Score
    trust: Trust
    seconds: float

    @property
    def coverage(self) -> float:
        """By the reader's own account: the share of the file's characters in exactly one record, or dropped by name."""
        return self.issue.coverage.share if self.issue.coverage else self.issue.kept_share

    @property
    def lowest(self) -> tuple[float, str]:
        tried = ((value, name) for name, value in self.score.figures.items() if self.score.tries[name] >= 10)
        return min(tried, default=(1.0, ""))


def score_file(path: Path, name: str = "") -> FileScore:
    """Reads a printed file; its text is named by `name` or by how the file's name opens."""
    name = name or path.name.split(".")[0]
    begun = time.perf_counter()
    issue = read_issue(path.read_bytes(), name=path.name)
    seconds = time.perf_counter() - begun
    printed, gold, text = material(name)
    with tempfile.TemporaryDirectory() as folder:
        labels, lines = Path(folder, "gold.json"), Path(folder, "text.txt")
        labels.write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
        lines.write_text(text, "utf-8")
        found = scoring.score_files(issue, labels, lines)
    return FileScore(issue, found, compare(printed, strings_of(issue), paragraphs_of(issue)), seconds)


def material(name: str) -> tuple[Print, dict[str, object], str]:
    """What was printed, its labels, and the text that their line numbers count."""
    if name.startswith("invented"):
        return invented.issue(int(name.removeprefix("invented")))
    return texts.named(name), texts.gold(name), texts.text_file(name).read_text("utf-8")


def paragraphs_of(issue: IssueRecord) -> list[str]:
    provisions = [p for d in issue.documents for text in d.texts for p in text.provisions]
    return ["".join([p.marker or "", p.heading or "", p.text or ""]) for p in provisions] + [
        entry.text for entry in issue.chronicle
    ]


def strings_of(issue: IssueRecord) -> Iterator[str]:
    """Every text of a record once, as a reader of the pages would meet it."""
    yield from paragraphs_of(issue)
    masthead = scoring.masthead_json(issue.masthead)
    for value in masthead.values():
        yield json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value or "")
    for line in issue.contents:
        yield line.title
    for document in issue.documents:
        yield document.title
        yield from (number.printed for number in document.numbers)
        yield "，".join(document.addressees)
        yield document.publicity or ""
        yield from (text.title or "" for text in document.texts)
        yield from (appendix.title or "" for appendix in document.appendices)
        for table in document.tables:
            yield table.title or ""
            yield from (column.name for column in table.columns)
            yield from (cell for row in table.rows for cell in row.printed)


def files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(p for p in path.iterdir() if p.suffix in _SUFFIXES and p.name.count(".") > 1) if path.is_dir() else [path]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--only", default="", help="files whose name holds this")
    parser.add_argument("--lost", type=int, default=0, help="how many losses to print of each")
    args = parser.parse_args()
    print(
        f"{'file':52} {'mean':>6} {'lowest':>6} {'text':>6} {'kept':>6} {'dbl':>6} {'whole':>6} {'cover':>6} {'s':>5}"
    )
    for path in files(args.paths):
        if args.only not in path.name:
            continue
        try:
            found = score_file(path)
        except SourceError as error:
            print(f"{path.name:52} {error.args[0]}")
            continue
        except Exception as error:
            print(f"{path.name:52} {type(error).__name__}: {error}")
            continue
        low, which = found.lowest
        kept = found.score.figures.get("text kept", 0.0)
        trust = found.trust
        print(
            f"{path.name:52} {found.score.mean:6.3f} {low:6.3f} {kept:6.3f} {trust.kept:6.3f} {trust.doubled:6.3f}"
            f" {trust.whole:6.3f} {found.coverage:6.4f} {found.seconds:5.1f} {which}"
        )
        for remark in [*trust.lost[: args.lost], *trust.torn[: args.lost], *found.score.misses[: args.lost]]:
            print("   -", remark[:240])


if __name__ == "__main__":
    main()
