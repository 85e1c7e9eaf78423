"""The documents at the desk: a list of all of them by where they stand, and the page of each."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.forms.workflow import DisclosureForm, ReceptionForm, SecrecyForm
from gazette.models import ImportJob, JobState
from gazette.services.importing.letters import standing_record
from gazette.services.looking import documents_like
from gazette.views.desk.access import EDITORIAL, for_roles, is_limited, member
from gazette.views.desk.workflow.bar import document_bar
from gazette.views.desk.workflow.history import moves_of_draft
from policies.drafting.deeds import Deed, Place
from policies.models import Approval, Disclosure, DocumentState, Draft, PolicyDocument, Stage
from policies.querysets import PolicyDocumentQuerySet
from policies.services.workflow.gate import disclosure_of
from policies.services.workflow.permission import deeds_of, readable, staff_of
from policies.services.workflow.steps import stage_name, standing_name

_PER_PAGE = 30
_PROVISIONS_SHOWN = 400
CORRECTING, OUTSIDE = "correcting", "outside"


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def document_list(request: HttpRequest) -> HttpResponse:
    """?stage= where they stand; `correcting`: public ones under correction; `outside`: those in no issue; ?q= a part of
    title or number. The newest first."""
    stage = request.GET.get("stage", "")
    staff = staff_of(member(request))
    documents = readable(staff=staff)
    found = documents_asked(request.GET, among=documents)
    prefetched = found.order_by("-pk").prefetch_related("numbers", "drafts", "promulgations__issue__gazette")
    page = Paginator(prefetched, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, standing_name(one), _draft(one)) for one in page],
        "stage": stage,
        "typed": typed(request.GET),
        "tabs": _tabs(documents),
        "may_register": Deed.REGISTER in deeds_of(staff=staff),
    }
    return render(request, "gazette/desk/document_list.html", context)


def documents_asked(asked: QueryDict, among: PolicyDocumentQuerySet) -> PolicyDocumentQuerySet:
    """Those of `among` that the list shows under ?stage= and ?q=."""
    found = documents_standing(asked.get("stage", ""), among=among)
    return found.filter(pk__in=documents_like(typed(asked)).order_by().values("pk")) if typed(asked) else found


def typed(asked: QueryDict) -> str:
    return asked.get("q", "").replace("\0", "").strip()[:200]


def documents_standing(stage: str, among: PolicyDocumentQuerySet) -> PolicyDocumentQuerySet:
    """Those of `among` that the list shows under ?stage=."""
    if stage == CORRECTING:
        return among.under_correction()
    if stage == OUTSIDE:
        return among.filter(promulgations=None)
    return among.standing_at(stage) if stage in Place.__members__.values() else among


def _tabs(documents: PolicyDocumentQuerySet) -> list[tuple[str, str, int]]:
    """(value, label, how many), '' for all."""
    counted = documents.counted_by_place()
    labels = {stage.value: str(stage.label) for stage in Stage} | {
        Place.GIVEN_UP.value: pgettext("环节", "退稿"),
        Place.PUBLISHED.value: str(DocumentState.PUBLISHED.label),
        Place.WITHDRAWN.value: str(DocumentState.WITHDRAWN.label),
    }
    placed = [(value, label, counted.get(value, 0)) for value, label in labels.items()]
    more = [
        (CORRECTING, _("更正中"), documents.under_correction().count()),
        (OUTSIDE, _("公报以外"), documents.filter(promulgations=None).count()),
    ]
    return [("", _("全部"), sum(counted.values())), *placed, *more]


def _draft(document: PolicyDocument) -> Draft | None:
    """The newest draft, open or closed. Uses prefetched `drafts`."""
    return max(document.drafts.all(), key=lambda one: one.pk, default=None)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def document_detail(request: HttpRequest, document_id: int) -> HttpResponse:
    """One document: where it stands, what may be done with it, what stands in its way, and what is known of it."""
    drafts = Prefetch("drafts", Draft.objects.select_related("version", "opened_by").order_by("pk"))
    found = PolicyDocument.objects.prefetch_related(
        "numbers", drafts, "issuer_links__organ", "promulgations__issue__gazette"
    )
    document = get_object_or_404(found, pk=document_id)
    bar = document_bar(document=document, staff=staff_of(member(request)))
    draft = _draft(document)
    version = bar.draft.version if bar.draft else document.versions.get(current=True)
    record = standing_record(document=document)
    decided = disclosure_of(document)
    context = {
        "document": document,
        "bar": bar,
        "draft": draft,
        "letterhead": record.letterhead if record else (),
        "provisions": version.provisions.order_by("position")[:_PROVISIONS_SHOWN],
        "job": _job(request, document),
        "source_page": version.evidence.exclude(page=None).order_by("page").values_list("page", flat=True).first(),
        "moves": moves_of_draft(draft),
        "approvals": _approvals(draft),
        "disclosure": decided.label if decided else "",
        **_forms(document, draft, bar.deeds),
    }
    return render(request, "gazette/desk/document_detail.html", context)


def _job(request: HttpRequest, document: PolicyDocument) -> ImportJob | None:
    """The newest import that brought the document in, by itself or with its issue, if the account may open it."""
    own = Q(document=document) | Q(issue__promulgations__document=document)
    jobs = ImportJob.objects.filter(own, state__in=(JobState.DONE, JobState.NEEDS_REVIEW)).order_by("-pk")
    return (jobs.filter(requested_by=member(request)) if is_limited(request) else jobs).first()


def _approvals(draft: Draft | None) -> list[tuple[Approval, str]]:
    """Each with the name of the stage that it passed."""
    approvals = draft.approvals.select_related("by").order_by("pk") if draft else ()
    return [(one, stage_name(one.stage, one.proof)) for one in approvals]


def _forms(document: PolicyDocument, draft: Draft | None, deeds: frozenset[Deed]) -> dict[str, Any]:
    """The forms that the account may hand in, filled with what is known."""
    paper = {True: "yes", False: "no"}.get(draft.paper_agrees, "") if draft and draft.paper_agrees is not None else ""
    received = {
        "received_from": draft.received_from if draft else "",
        "received_on": draft.received_on if draft else None,
        "paper_agrees": paper,
        "treatment": document.treatment,
    }
    examined = {
        "examined_by": draft.secrecy_by if draft else "",
        "examined_on": (draft.secrecy_on if draft else None) or timezone.localdate(),
    }
    disclosed = {"disclosure": document.disclosure or disclosure_of(document) or Disclosure.OPEN}
    return {
        "reception_form": ReceptionForm(initial=received) if Deed.RECEIVE in deeds else None,
        "secrecy_form": SecrecyForm(initial=examined) if Deed.SECRECY in deeds else None,
        "disclosure_form": DisclosureForm(initial=disclosed) if Deed.DISCLOSE in deeds else None,
    }
