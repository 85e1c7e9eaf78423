"""Posts gained and lost, by the document that decided them."""

from itertools import groupby

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from policies.models import Appointment, DocumentState
from policies.views.caching import public_page
from policies.views.paging import page_of


@public_page
def appointment_list(request: HttpRequest) -> HttpResponse:
    """Newest document first; `?name=` keeps one person's."""
    name = request.GET.get("name", "").replace("\0", "").strip()
    found = (
        Appointment.objects.filter(version__current=True, version__document__state=DocumentState.PUBLISHED)
        .select_related("version__document", "provision")
        .prefetch_related("version__document__numbers")
        .order_by(F("version__document__issued_on").desc(nulls_last=True), "-version__document_id", "position")
    )
    page = page_of(request, found.filter(name__contains=name) if name else found, size=60)
    groups = [
        (document, list(rows)) for document, rows in groupby(page.object_list, key=lambda one: one.version.document)
    ]
    return render(request, "policies/appointment_list.html", {"page": page, "groups": groups, "name": name})
