"""The organs that issue documents, and what each has issued."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from policies.models import DocumentState, Organ, PolicyDocument
from policies.views.caching import public_page
from policies.views.paging import page_of

ISSUED = Count("documents", filter=Q(documents__state=DocumentState.PUBLISHED), distinct=True)


@public_page
def organ_list(request: HttpRequest) -> HttpResponse:
    organs = Organ.objects.annotate(issued=ISSUED).filter(issued__gt=0)
    return render(request, "policies/organ_list.html", {"organs": organs})


@public_page
def organ_detail(request: HttpRequest, code: str) -> HttpResponse:
    organ = (
        Organ.objects.select_related("successor").prefetch_related("names", "predecessors").filter(code=code).first()
    )
    if organ is None:  # merged into another, which its old code leads to
        return redirect(get_object_or_404(Organ, aliases__code=code), permanent=True)
    issued = PolicyDocument.objects.published().newest_first().filter(issuers=organ)
    page = page_of(request, issued.prefetch_related("numbers", "issuer_links__organ"))
    return render(request, "policies/organ_detail.html", {"organ": organ, "page": page})
