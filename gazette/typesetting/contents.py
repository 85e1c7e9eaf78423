"""Turns an issue's printed contents into lines that know their documents."""

from dataclasses import dataclass, field
from itertools import groupby

from gazette.models import ContentsEntry, GazetteIssue, Promulgation
from policies.models import DocumentState


@dataclass(slots=True)
class ContentsLine:
    """A line of the contents with the documents it stands for, as far as they are shown."""

    title: str
    page: int | None
    documents: list[Promulgation] = field(default_factory=list)
    is_chronicle: bool = False


def contents(issue: GazetteIssue, *, drafts: bool = False) -> list[tuple[str, list[ContentsLine]]]:
    """The printed contents by section, each line with its published documents; then what no line stands for.

    `drafts`: with those that are not public yet, for the desk alone.
    """
    shown = (DocumentState.PUBLISHED, DocumentState.DRAFT) if drafts else (DocumentState.PUBLISHED,)
    printed = list(
        issue.promulgations.filter(document__state__in=shown)
        .select_related("document")
        .prefetch_related("document__numbers")
    )
    has_chronicle = issue.chronicle.exists()
    lines: list[tuple[str, ContentsLine]] = []
    for entry in issue.contents.all():
        documents = [one for one in printed if one.entry_id == entry.pk]
        chronicle = has_chronicle and not documents and is_chronicle(entry, issue)
        lines.append((entry.section, ContentsLine(entry.title, entry.page, documents, chronicle)))
    sections = [(name, [line for _, line in found]) for name, found in groupby(lines, key=lambda line: line[0])]
    listed = {one.pk for _, line in lines for one in line.documents}
    rest = [ContentsLine(one.document.title, one.printed_page, [one]) for one in printed if one.pk not in listed]
    if has_chronicle and not any(line.is_chronicle for _, line in lines):
        rest.append(ContentsLine(issue.chronicle_title or "大事记", None, [], is_chronicle=True))
    return [*sections, ("", rest)] if rest else sections


def is_chronicle(entry: ContentsEntry, issue: GazetteIssue) -> bool:
    return "大事记" in (entry.title + entry.section) or entry.title == issue.chronicle_title
