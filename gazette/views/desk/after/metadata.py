"""Mending what is known about a public document."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gazette.forms.after import MetadataForm, ValidityForm
from gazette.views.desk.access import EDITORIAL, ask, for_roles, holds, member
from policies.drafting.deeds import Deed
from policies.models import DecisionState, PolicyDocument, Role
from policies.services.mending import DatesError, NothingChangedError, mend_metadata, metadata_of
from policies.services.publishing import DocumentStateError
from policies.services.workflow.permission import deeds_of, staff_of

_OLD = 20  # decisions shown


@never_cache
@for_roles(*EDITORIAL)
def document_metadata(request: HttpRequest, document_id: int) -> HttpResponse:
    """The form, the proposals about validity, and what was changed before; an editor's POST mends."""
    document = get_object_or_404(PolicyDocument.objects.prefetch_related("topics", "departments"), pk=document_id)
    if request.method == "POST":
        ask(request, Deed.MEND, document)
        form = MetadataForm(request.POST)
        if form.is_valid() and _mended(request, document, form):
            return redirect("desk:document_metadata", document_id=document.pk)
    else:
        form = MetadataForm(initial={**asdict(metadata_of(document)), "stamp": document.updated_at.isoformat()})
    return render(request, "gazette/desk/after/document_metadata.html", metadata_context(request, document, form))


def metadata_context(
    request: HttpRequest,
    document: PolicyDocument,
    form: MetadataForm | None = None,
    validity_form: ValidityForm | None = None,
) -> dict[str, object]:
    """What the page shows; forms that were filled in and refused come back as they were."""
    deeds = deeds_of(staff=staff_of(member(request)), document=document)
    decisions = list(document.validity_decisions.select_related("proposed_by", "decided_by")[:_OLD])
    stamp = document.updated_at.isoformat()
    return {
        "document": document,
        "form": form or MetadataForm(initial={**asdict(metadata_of(document)), "stamp": stamp}),
        "validity_form": validity_form or ValidityForm(),
        "proposal": next((one for one in decisions if one.state == DecisionState.PROPOSED), None),
        "decisions": [one for one in decisions if one.state != DecisionState.PROPOSED],
        "may_mend": Deed.MEND in deeds,
        "may_judge": Deed.JUDGE in deeds,
        "is_editor": holds(request, Role.EDITOR),
        "events": document.events.filter(kind="metadata").select_related("by").order_by("-id")[:_OLD],
    }


def _mended(request: HttpRequest, document: PolicyDocument, form: MetadataForm) -> bool:
    if form.cleaned_data["stamp"] != document.updated_at.isoformat():
        form.add_error(None, _("您填表的时候，这份文件的元数据被别人改过；请核对后再保存。"))
        kept = request.POST.copy()
        kept["stamp"] = document.updated_at.isoformat()
        form.data = kept
        return False
    try:
        changes = mend_metadata(
            document=document,
            given=form.metadata(),
            on=timezone.localdate(),
            by=member(request),
            reason=form.cleaned_data["reason"],
        )
    except NothingChangedError:
        form.add_error(None, _("没有改动。"))
    except DatesError:
        form.add_error("expires_on", _("失效日期不能早于施行日期。"))
    except DocumentStateError:
        form.add_error(None, _("只有已发布的文件可以修订元数据，并要写明理由。"))
    else:
        messages.success(request, _("已修订 %(count)s 项，改前改后已公开列出。") % {"count": len(changes)})
        return True
    return False
