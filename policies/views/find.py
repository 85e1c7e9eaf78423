"""From a document number in any writing to the document that bears it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from policies.grammar.number_queries import parse_query
from policies.models import PolicyDocument
from policies.views.caching import public_page

MAX_CHOICE = 50


@public_page
def find(request: HttpRequest) -> HttpResponse:
    """`n` as typed: 302 to the one document, a choice of several, 404 with what was understood where there is none."""
    typed = request.GET.get("n", "").replace("\0", "").strip()[:120]
    number = parse_query(typed)
    if number is None:
        status = 404 if typed else 200
        return render(request, "policies/find.html", {"typed": typed, "number": None, "documents": []}, status=status)
    bearing = PolicyDocument.objects.visible().bearing(number).newest_first()
    documents = list(bearing.prefetch_related("numbers", "issuer_links__organ")[:MAX_CHOICE])
    if len(documents) == 1:
        return redirect(documents[0])
    context = {"typed": typed, "number": number, "documents": documents}
    return render(request, "policies/find.html", context, status=200 if documents else 404)
