"""The audit log, for the audit administrator alone: read, searched, checked and taken along, never changed."""

import csv
import json
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.forms.people import AuditForm
from gazette.views.desk.access import for_roles
from gazette.views.desk.audit_telling import told
from policies.models import AuditEntry, Role
from policies.services.auditing import broken_links

_PER_PAGE = 50


@never_cache
@require_GET
@for_roles(Role.AUDITOR)
def audit_list(request: HttpRequest) -> HttpResponse:
    """Newest first, and whether the chain is whole when that is asked."""
    form = AuditForm(request.GET)
    broken = broken_links() if "check" in request.GET else None
    page = Paginator(_asked(form), _PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "gazette/desk/audit_list.html", {"form": form, "page": page, "entries": told(page), "broken": broken}
    )


@never_cache
@require_GET
@for_roles(Role.AUDITOR)
def audit_file(request: HttpRequest) -> StreamingHttpResponse:
    """What the list shows, whole, as CSV with the hashes."""
    rows = _lines(_asked(AuditForm(request.GET)))
    answer = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return answer


def _asked(form: AuditForm) -> QuerySet[AuditEntry]:
    found = AuditEntry.objects.order_by("-pk")
    asked = form.cleaned_data if form.is_valid() else {}
    for name, lookup in (("who", "actor_name"), ("deed", "deed"), ("record", "record"), ("row", "row")):
        if asked.get(name):
            found = found.filter(**{lookup: asked[name]})
    if asked.get("since"):
        found = found.filter(at__date__gte=asked["since"])
    return found.filter(at__date__lte=asked["until"]) if asked.get("until") else found


class _Echo:
    """Hands each line that csv writes back to who asked."""

    def write(self, line: str) -> str:
        return line


def _lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    names = [
        "place",
        "at",
        "actor",
        "actor_name",
        "address",
        "deed",
        "record",
        "row",
        "before",
        "after",
        "previous",
        "hash",
    ]
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(names))
    for one in entries.iterator(chunk_size=2000):
        values = [getattr(one, name) for name in names]
        yield str(writer.writerow([_plain(value) for value in values]))


def _plain(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else "" if value is None else str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
