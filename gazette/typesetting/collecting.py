"""Collects an issue's manuscript from its records."""

from collections.abc import Iterator

from django.conf import settings

from gazette.models import GazetteIssue, IssueKind, Promulgation
from gazette.typesetting.contents import ContentsLine, contents
from gazette.typesetting.manuscript import IssueDocument, IssueLine, IssueManuscript, IssueSection
from policies.models import DocumentState, PolicyDocument
from policies.typesetting.collecting import collect_document, with_wording
from policies.typesetting.manuscript import DocumentManuscript

IMPRINT = (
    ("permit_number", "准印证号"),
    ("publisher", "编辑出版"),
    ("address", "地址"),
    ("postcode", "邮政编码"),
    ("phone", "电话"),
    ("printer", "印刷"),
)


def collect_issue(issue: GazetteIssue, *, drafts: bool = False) -> IssueManuscript:
    """The whole of an issue in its printed order; a number of queries that does not grow with it.

    `drafts`: with documents that are not public yet, for a proof.
    """
    shown = (
        PolicyDocument.objects.exclude(state=DocumentState.WITHDRAWN) if drafts else PolicyDocument.objects.published()
    )
    found = with_wording(shown.filter(promulgations__issue=issue))
    documents = {document.pk: collect_document(document) for document in found}
    sections = tuple(
        IssueSection(name, f"section-{n}", tuple(_line(line, documents) for line in lines))
        for n, (name, lines) in enumerate(contents(issue, drafts=drafts), 1)
    )
    return IssueManuscript(
        title=issue.title or issue.gazette.title,
        year=issue.year,
        number=issue.number,
        kind="" if issue.kind == IssueKind.REGULAR else str(IssueKind(issue.kind).label),
        total_number=issue.total_number,
        frequency=issue.frequency.strip("（）()"),
        slogan=issue.slogan,
        published_on=issue.published_on,
        address=f"{settings.SITE_URL.rstrip('/')}{issue.get_absolute_url()}" if settings.SITE_URL else "",
        board=tuple((one["role"], tuple(one["names"])) for one in issue.board if one["names"]),
        imprint=tuple(_imprint(issue)),
        sections=sections,
        chronicle_title=issue.chronicle_title or "大事记",
        chronicle=tuple(entry.text for entry in issue.chronicle.all()),
    )


def anchor_of(promulgation: Promulgation) -> str:
    return f"doc-{promulgation.position}"


def _line(line: ContentsLine, documents: dict[int, DocumentManuscript]) -> IssueLine:
    printed = tuple(
        IssueDocument(anchor_of(one), one.printed_page, documents[one.document_id])
        for one in line.documents
        if one.document_id in documents
    )
    return IssueLine(line.title, printed, line.is_chronicle)


def _imprint(issue: GazetteIssue) -> Iterator[tuple[str, str]]:
    for field, label in IMPRINT:
        if value := getattr(issue, field):
            yield label, value
