"""One deed over many documents: chosen in the list, shown as it will come out, confirmed, and followed to its end."""

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.forms.after import BulkForm
from gazette.models import BulkDeed, BulkOutcome
from gazette.receivers import queue_bulk
from gazette.services.bulk.carrying import MOST, carry_out, start_bulk
from gazette.services.bulk.kinds import KINDS
from gazette.services.bulk.planning import plan
from gazette.views.desk.access import EDITORIAL, for_roles, is_limited, member
from gazette.views.desk.documents import documents_asked
from policies.models import PolicyDocument
from policies.querysets import PolicyDocumentQuerySet
from policies.services.workflow.permission import readable, staff_of

AT_ONCE = 20  # documents that are done before the page answers


@require_POST
@for_roles(*EDITORIAL)
def bulk_preview(request: HttpRequest) -> HttpResponse:
    """What will happen to each of the chosen; with `confirm` and all that the deed wants, it happens."""
    name = request.POST.get("deed", "")
    if name not in KINDS:
        return redirect("desk:document_list")
    kind, confirming = KINDS[name], "confirm" in request.POST
    form = BulkForm(request.POST if confirming or "again" in request.POST else None, wants=kind.wants)
    documents = _chosen(request.POST, readable(staff=staff_of(request.user)))  # type: ignore[arg-type]
    given = form.given() if form.is_bound else BulkForm({}, wants=kind.wants).given()
    planned = plan(kind=kind, documents=documents, given=given, by=member(request))
    doable = [one for one in planned if not one.why_not]
    if confirming and form.is_valid() and doable:
        bulk = start_bulk(name=name, given=given, plan=planned, by=member(request))
        if len(doable) <= AT_ONCE:
            carry_out(bulk=bulk, on=timezone.localdate(), at=timezone.now())
        return redirect("desk:bulk_detail", bulk_id=bulk.pk)
    context = {
        "name": name,
        "kind": kind,
        "form": form,
        "doable": doable,
        "left": [one for one in planned if one.why_not],
        "keys": ",".join(str(one.document.pk) for one in planned),
        "most": MOST if len(planned) == MOST else 0,
    }
    return render(request, "gazette/desk/bulk/bulk_preview.html", context)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def bulk_list(request: HttpRequest) -> HttpResponse:
    """What was done over many documents, newest first."""
    found = (
        BulkDeed.objects.select_related("requested_by")
        .annotate(
            done=Count("items", filter=Q(items__outcome=BulkOutcome.DONE)),
            left=Count("items", filter=Q(items__outcome=BulkOutcome.LEFT)),
        )
        .order_by("-pk")
    )
    if is_limited(request):
        found = found.filter(requested_by=member(request))
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    rows = [(one, KINDS[one.deed].label if one.deed in KINDS else one.deed) for one in page]
    return render(request, "gazette/desk/bulk/bulk_list.html", {"page": page, "rows": rows})


@never_cache
@for_roles(*EDITORIAL)
def bulk_detail(request: HttpRequest, bulk_id: int) -> HttpResponse:
    """How each came out; a POST tells the queue again of what still waits."""
    bulk = get_object_or_404(BulkDeed.objects.select_related("requested_by"), pk=bulk_id)
    if request.method == "POST":
        queue_bulk(bulk=bulk)
        return redirect("desk:bulk_detail", bulk_id=bulk.pk)
    items = list(bulk.items.select_related("document").prefetch_related("document__numbers"))
    kind = KINDS.get(bulk.deed)
    groups = [(outcome, [one for one in items if one.outcome == outcome]) for outcome in BulkOutcome]
    context = {"bulk": bulk, "label": kind.label if kind else bulk.deed, "groups": groups, "count": len(items)}
    return render(request, "gazette/desk/bulk/bulk_detail.html", context)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def bulk_progress(request: HttpRequest, bulk_id: int) -> JsonResponse:
    bulk = get_object_or_404(BulkDeed, pk=bulk_id)
    waiting = bulk.items.filter(outcome=BulkOutcome.WAITING).count()
    return JsonResponse({"count": bulk.items.count(), "waiting": waiting, "finished": bulk.finished_at is not None})


def _chosen(asked: QueryDict, among: PolicyDocumentQuerySet) -> QuerySet[PolicyDocument]:
    """Those ticked, those the preview carries along, or all that match the list's filter; of what the account may read."""
    if asked.get("all") == "1":
        found = documents_asked(QueryDict(asked.get("filter", "")), among=among)
        return PolicyDocument.objects.filter(pk__in=found.order_by("-pk").values("pk")[:MOST]).order_by("-pk")
    keys = [*asked.getlist("document"), *asked.get("documents", "").split(",")]
    wanted = [int(one) for one in keys if one.isdecimal() and len(one) < 19][:MOST]
    return among.filter(pk__in=wanted).order_by("-pk")
