"""A document's page, its clauses, its tables and its history."""

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from policies.models import Citation, Correction, DocumentState, FindingState, PolicyDocument, Provision, Text, Version
from policies.reading.records import Severity
from policies.services.standing import version_record
from policies.typesetting.blocks import blocks
from policies.typesetting.differences.document import document_difference
from policies.typesetting.leaf import PrintedTable, leaf, printed
from policies.views.caching import kept_page, public_page
from policies.views.lookup import current_version, of_document

METADATA = ("numbers", "issuer_links__organ", "topics", "departments", "promulgations__issue__gazette")


@kept_page
@of_document
def document_detail(request: HttpRequest, document: PolicyDocument) -> HttpResponse:
    return document_page(request, document, current_version(document))


@kept_page
@of_document
def version_detail(request: HttpRequest, document: PolicyDocument, n: int) -> HttpResponse:
    """A wording by its count; the current one under its own stamp, an older one under a warning."""
    version = document.versions.shown().filter(n=n).first()
    if version is None:
        raise Http404
    return document_page(request, document, version)


@of_document
def document_json(request: HttpRequest, document: PolicyDocument) -> HttpResponse:
    """The document as data stands under the API; this address leads there."""
    return redirect("api:document_detail", slug=document.slug)


def document_page(
    request: HttpRequest, document: PolicyDocument, version: Version, *, preview: bool = False
) -> HttpResponse:
    """The page of a wording; `preview`: for the desk, without addresses that only what is public has."""
    prefetch_related_objects([document], *METADATA)
    return render(
        request,
        "policies/document_detail.html",
        {
            "document": document,
            "version": version,
            "leaf": leaf(version),
            "cited_by": cited_by(document),
            "printings": printings(document),
            "versions": document.versions.shown().count(),
            "corrections": document.corrections.shown().select_related("notice", "version"),
            "announced": announced(document),
            "preview": preview,
        },
    )


def announced(document: PolicyDocument) -> list[Correction]:
    """What a correction notice puts right in other public documents, in the order of its tables."""
    found = document.corrects.filter(document__state=DocumentState.PUBLISHED).select_related("document")
    return list(found.order_by("document_id", "page", "line", "id"))


def cited_by(document: PolicyDocument) -> list[Citation]:
    """One citation per citing document and verb, newest document first."""
    found = (
        Citation.objects.filter(
            target=document, version__current=True, version__document__state=DocumentState.PUBLISHED
        )
        .exclude(version__document=document)
        .select_related("version__document", "provision")
        .prefetch_related("version__document__numbers")
        .order_by("-version__document__issued_on", "version__document_id", "kind", "position")
    )
    return list({(citation.version.document_id, citation.kind): citation for citation in reversed(found)}.values())[
        ::-1
    ]


def printings(document: PolicyDocument) -> list[dict[str, object]]:
    """The published issues that print the document, each with its neighbours there; two queries in all."""
    standing = [one for one in document.promulgations.all() if one.issue.state == "published"]
    siblings = (
        PolicyDocument.objects.filter(
            promulgations__issue__in=[one.issue_id for one in standing], state=DocumentState.PUBLISHED
        )
        .order_by("promulgations__position")
        .values("slug", "title", "promulgations__issue_id", "promulgations__position")
    )
    rows = list(siblings)
    result = []
    for one in standing:
        same = [row for row in rows if row["promulgations__issue_id"] == one.issue_id]
        before = [row for row in same if row["promulgations__position"] < one.position]
        after = [row for row in same if row["promulgations__position"] > one.position]
        result.append({"promulgation": one, "previous": before[-1:], "next": after[:1]})
    return result


@kept_page
@of_document
def provision_detail(request: HttpRequest, document: PolicyDocument, eid: str) -> HttpResponse:
    """One clause with what stands below it, its headings above, and its neighbours."""
    version = current_version(document)
    prefetch_related_objects([document], *METADATA)
    texts = {text.pk: text for text in version.texts.all()}
    rows = list(version.provisions.select_related("table", "figure").prefetch_related("table__rows"))
    text = next((text for text in texts.values() if text.eid == eid), None)
    chosen, above = (_of_text(rows, text), []) if text else _of_clause(rows, eid)
    if not chosen and text is None:
        raise Http404
    before, after = _neighbours(rows, chosen)
    found = version.citations.filter(provision__in=[row.pk for row in chosen]).select_related("target")
    by_provision: dict[int, list[Citation]] = {}
    for citation in found:
        by_provision.setdefault(citation.provision_id or 0, []).append(citation)
    return render(
        request,
        "policies/provision_detail.html",
        {
            "document": document,
            "version": version,
            "text": text or texts[chosen[0].part_id],
            "eid": eid,
            "above": above,
            "blocks": blocks(chosen, by_provision),
            "clause": None if text else chosen[0],
            "tables": {row.table_id: PrintedTable(row.table, printed(row.table)) for row in chosen if row.table},
            "figures": {row.figure_id: row.figure for row in chosen if row.figure},
            "previous": before,
            "next": after,
        },
    )


def _of_text(rows: list[Provision], text: Text) -> list[Provision]:
    return [row for row in rows if row.part_id == text.pk]


def _of_clause(rows: list[Provision], eid: str) -> tuple[list[Provision], list[Provision]]:
    """The clause and its descendants, and its ancestors from the top; rows stand in printed order."""
    clause = next((row for row in rows if row.eid == eid), None)
    if clause is None:
        return [], []
    inside = {clause.pk}
    for row in rows:
        if row.parent_id in inside:
            inside.add(row.pk)
    by_key = {row.pk: row for row in rows}
    above: list[Provision] = []
    parent = clause.parent_id
    while parent:
        above.insert(0, by_key[parent])
        parent = by_key[parent].parent_id
    return [row for row in rows if row.pk in inside], above


def _neighbours(rows: list[Provision], chosen: list[Provision]) -> tuple[Provision | None, Provision | None]:
    """The clauses before and after: of the same rank where there are any, else whatever is printed there."""
    if not chosen:
        return None, None
    first, last = rows.index(chosen[0]), rows.index(chosen[-1])
    clause = chosen[0]
    peers = [row for row in rows if (row.parent_id, row.part_id) == (clause.parent_id, clause.part_id)]
    before = [row for row in peers if row.position < clause.position] or rows[:first]
    after = [row for row in peers if row.position > chosen[-1].position] or rows[last + 1 :]
    return (before[-1] if before else None), (after[0] if after else None)


@kept_page
@of_document
def table_detail(request: HttpRequest, document: PolicyDocument, n: int) -> HttpResponse:
    """One table by itself, as wide as the window."""
    version = current_version(document)
    neighbours = version.tables.filter(n__in=(n - 1, n + 1))
    table = version.tables.select_related("part", "appendix", "provision").prefetch_related("rows").filter(n=n).first()
    if table is None:
        raise Http404
    prefetch_related_objects([document], "numbers")
    found = {neighbour.n: neighbour for neighbour in neighbours}
    return render(
        request,
        "policies/table_detail.html",
        {
            "document": document,
            "table": PrintedTable(table, printed(table)),
            "doubts": table.findings.filter(severity=Severity.WARNING).exclude(state=FindingState.FIXED),
            "previous": found.get(n - 1),
            "next": found.get(n + 1),
        },
    )


@public_page
@of_document
def document_history(request: HttpRequest, document: PolicyDocument) -> HttpResponse:
    """Its wordings, what was corrected and what happened to it, newest first."""
    prefetch_related_objects([document], "numbers")
    versions = list(document.versions.shown().order_by("-n"))
    before = [*versions[1:], None]
    context = {
        "document": document,
        "versions": list(zip(versions, before, strict=True)),
        "corrections": document.corrections.shown().select_related("notice", "version").order_by("-on", "id"),
        "events": document.events.select_related("version").order_by("-on", "-id"),
    }
    return render(request, "policies/document_history.html", context)


@kept_page
@of_document
def version_difference(request: HttpRequest, document: PolicyDocument, n: int, m: int) -> HttpResponse:
    """Two wordings side by side, clause by clause, the characters that differ marked."""
    found = {one.n: one for one in document.versions.shown().filter(n__in=(n, m))}
    if n not in found or m not in found or n == m:
        raise Http404
    prefetch_related_objects([document], "numbers")
    first, new = (version_record(version=found[number]) for number in (n, m))
    context = {
        "document": document,
        "older": found[n],
        "newer": found[m],
        "shown": document_difference(first=first, ours=None, new=new),
    }
    return render(request, "policies/version_difference.html", context)
