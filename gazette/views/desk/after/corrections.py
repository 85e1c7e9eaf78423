"""更正: errors of a print on their way into a notice, and what was corrected before."""

from dataclasses import asdict
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gazette.forms.after import PrintErrorForm
from gazette.views.desk.access import EDITORIAL, ask, for_roles, holds, member
from gazette.views.desk.doing import attempt, tell
from policies.drafting.deeds import Deed
from policies.models import Correction, Finding, PolicyDocument, Role
from policies.services.drafting import NotOpenError, open_correction
from policies.services.noticing import (
    CorrectionError,
    drop_print_error,
    list_print_error,
    referred_findings,
    write_notice,
)
from policies.services.publishing import DocumentStateError
from policies.services.workflow.errors import NotAllowedError
from policies.services.workflow.permission import deeds_of, may, staff_of, working_draft
from policies.speaking import shown

_MOST = 300


@never_cache
@for_roles(*EDITORIAL)
def document_corrections(request: HttpRequest, document_id: int) -> HttpResponse:
    """What is wrong in the print of one document; a POST lists an error for the next notice."""
    document = get_object_or_404(PolicyDocument.objects.prefetch_related("numbers", "drafts"), pk=document_id)
    form = PrintErrorForm()
    if request.method == "POST":
        ask(request, Deed.MEND, document)
        form = PrintErrorForm(request.POST)
        if form.is_valid() and _listed(request, document, form):
            return redirect("desk:document_corrections", document_id=document.pk)
    found = document.corrections.select_related("notice", "version", "by").order_by("-id")[:_MOST]
    deeds = deeds_of(staff=staff_of(member(request)), document=document)
    context = {
        "document": document,
        "form": form,
        "referred": [
            (one, PrintErrorForm(initial={**asdict(error), "finding": one.pk}, auto_id=f"id_{one.pk}_%s"))
            for one, error in referred_findings(document)
        ],
        "waiting": [one for one in found if one.kind == "print_error" and not one.notice_id],
        "done": [one for one in found if one.version_id or one.notice_id],
        "draft": working_draft(document),
        "may_mend": Deed.MEND in deeds,
        "may_correct": Deed.CORRECT in deeds,
    }
    return render(request, "gazette/desk/after/document_corrections.html", context)


@require_POST
@for_roles(Role.EDITOR)
def correction_open(request: HttpRequest, document_id: int) -> HttpResponse:
    """Begins the corrected wording of a public document; the reason will stand in its public history."""
    document = get_object_or_404(PolicyDocument, pk=document_id)
    ask(request, Deed.CORRECT, document)
    reason = request.POST.get("reason", "").strip()[:1000]
    if not reason:
        messages.error(request, _("请写明更正的原因。"))
        return redirect("desk:document_corrections", document_id=document.pk)
    deed = partial(open_correction, document=document, by=member(request), reason=reason)
    said = _("更正稿已建立，可以编辑；公众看到的仍是原来的文本。")
    opened = tell(request, deed, NotOpenError, said=said)
    return redirect("desk:document_edit" if opened else "desk:document_corrections", document_id=document.pk)


@never_cache
@for_roles(*EDITORIAL)
def correction_list(request: HttpRequest) -> HttpResponse:
    """All errors that wait for a notice; an editor's POST writes one of those that are ticked."""
    if request.method == "POST":
        if not may(user=member(request), deed=Deed.REGISTER):
            raise PermissionDenied
        keys = [int(one) for one in request.POST.getlist("correction") if one.isdecimal()]
        try:
            corrections = list(Correction.objects.filter(pk__in=keys))
            notice = write_notice(corrections=corrections, on=timezone.localdate(), by=member(request))
        except (CorrectionError, NotAllowedError) as error:
            messages.error(request, shown(error))
        else:
            messages.success(request, _("已编好更正公告的草稿，请校对后送审，编入以后的一期。"))
            return redirect("desk:document_detail", document_id=notice.pk)
    waiting = Correction.objects.waiting().select_related("document").prefetch_related("document__numbers")
    notices = PolicyDocument.objects.filter(corrects__isnull=False).distinct().order_by("-id")[:20]
    context = {
        "waiting": waiting.order_by("document__title", "document_id", "page", "line", "id")[:_MOST],
        "notices": notices,
        "may_write": holds(request, Role.EDITOR),
    }
    return render(request, "gazette/desk/after/correction_list.html", context)


@require_POST
@for_roles(Role.EDITOR)
def correction_drop(request: HttpRequest, correction_id: int) -> HttpResponse:
    correction = get_object_or_404(Correction.objects.select_related("document"), pk=correction_id)
    ask(request, Deed.MEND, correction.document)
    tell(request, partial(drop_print_error, correction=correction), CorrectionError)
    return redirect("desk:document_corrections", document_id=correction.document_id)


def _listed(request: HttpRequest, document: PolicyDocument, form: PrintErrorForm) -> bool:
    key = form.cleaned_data["finding"]
    finding = get_object_or_404(Finding, pk=key, document=document) if key else None
    deed = partial(list_print_error, document=document, on=timezone.localdate(), by=member(request), finding=finding)
    words = {DocumentStateError: _("只有已发布的文件需要更正；编辑中的文稿请直接改。")}
    listed = attempt(form, lambda **_given: deed(error=form.error()), CorrectionError, words=words)
    if listed:
        messages.success(request, _("已列入，等下一份更正公告。"))
    return listed is not None
