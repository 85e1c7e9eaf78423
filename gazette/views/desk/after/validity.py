"""Whether a public text holds, decided by two people: one proposes, another confirms or refuses."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gazette.forms.after import ValidityForm
from gazette.views.desk.access import EDITORIAL, ask, for_roles, member
from gazette.views.desk.after.metadata import metadata_context
from gazette.views.desk.doing import attempt, filled
from policies.drafting.deeds import Deed
from policies.models import PolicyDocument, Role, ValidityDecision
from policies.services.judging import DecisionError, confirm_validity, propose_validity, refuse_validity
from policies.services.publishing import DocumentStateError
from policies.speaking import shown


@require_POST
@for_roles(Role.EDITOR)
def validity_propose(request: HttpRequest, document_id: int) -> HttpResponse:
    document = get_object_or_404(PolicyDocument, pk=document_id)
    ask(request, Deed.MEND, document)
    form = filled(request, ValidityForm)
    deed = partial(propose_validity, document=document, by=member(request))
    words = {DocumentStateError: _("只有已发布的文件可以认定有效性。")}
    if attempt(form, deed, DecisionError, words=words):
        messages.success(request, _("已提出认定，等另一个人确认。"))
        return redirect("desk:document_metadata", document_id=document.pk)
    context = metadata_context(request, document, validity_form=form)
    return render(request, "gazette/desk/after/document_metadata.html", context)


@require_POST
@for_roles(*EDITORIAL)
def validity_decide(request: HttpRequest, decision_id: int) -> HttpResponse:
    """`deed` confirm, by a reviewer or publisher who did not propose it; or refuse, by them or whoever proposed it."""
    decision = get_object_or_404(ValidityDecision.objects.select_related("document"), pk=decision_id)
    refusing = request.POST.get("deed") != "confirm"
    if not (refusing and decision.proposed_by_id == request.user.pk):
        ask(request, Deed.JUDGE, decision.document)
    now = timezone.now()
    try:
        if refusing:
            refuse_validity(decision=decision, by=member(request), at=now, answer=request.POST.get("answer", "")[:1000])
            messages.success(request, _("这项认定没有采纳。"))
        else:
            confirm_validity(decision=decision, on=timezone.localdate(), by=member(request), at=now)
            messages.success(request, _("已确认，公众页面已按认定标注。"))
    except DecisionError as error:
        messages.error(request, shown(error))
    return redirect("desk:document_metadata", document_id=decision.document_id)
