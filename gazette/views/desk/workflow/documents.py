"""The deeds that move a document over the desk, each a POST that leads back to its page."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gazette.forms.workflow import DisclosureForm, HourForm, ReceptionForm, SecrecyForm, error_words
from gazette.services.scheduling import cancel_schedules, schedule_document
from gazette.views.desk.access import EDITORIAL, for_roles, member, roles_held
from policies.drafting.deeds import TABLE, Deed
from policies.models import Draft, PolicyDocument, User
from policies.services.workflow import passing, reception
from policies.services.workflow.errors import WorkflowError
from policies.services.workflow.moving import reason_given
from policies.services.workflow.releasing import release
from policies.services.workflow.steps import stage_name
from policies.speaking import shown

Given = Mapping[str, str]


@require_POST
@for_roles(*EDITORIAL)
def document_deed(request: HttpRequest, document_id: int, deed: str) -> HttpResponse:
    """Does one deed; what stands in its way is told on the page."""
    if deed not in _DEEDS:
        raise Http404
    document = get_object_or_404(PolicyDocument, pk=document_id)
    if not any(held & roles_held(request) for held in TABLE[Deed(deed)].values()):
        raise PermissionDenied
    try:
        messages.success(request, _DEEDS[Deed(deed)](document, member(request), request.POST))
    except WorkflowError as error:
        messages.error(request, shown(error))
    return redirect(back_to(request, reverse("desk:document_detail", args=[document.pk])))


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The page of the desk that the form stood on, when it says so and is one of ours."""
    said = request.POST.get("back", "")
    return said if said.startswith("/") and url_has_allowed_host_and_scheme(said, allowed_hosts=None) else otherwise


def _submit(document: PolicyDocument, by: User, given: Given) -> str:
    return _now(passing.send_to_proof(document=document, by=by, lock=_lock(given), at=_at(given)))


def _approve(document: PolicyDocument, by: User, given: Given) -> str:
    return _now(passing.approve_proof(document=document, by=by, lock=_lock(given), at=_at(given)))


def _sign(document: PolicyDocument, by: User, given: Given) -> str:
    return _now(passing.sign_galley(document=document, by=by, lock=_lock(given), at=_at(given)))


def _special(document: PolicyDocument, by: User, given: Given) -> str:
    reason, lock, at = reason_given(given.get("reason", "")), _lock(given), _at(given)
    deed = passing.sign_galley if given.get("stage") == "galley" else passing.approve_proof
    return _now(deed(document=document, by=by, lock=lock, at=at, special=reason))


def _send_back(document: PolicyDocument, by: User, given: Given) -> str:
    return _now(passing.send_back(document=document, by=by, reason=given.get("reason", "")))


def _recall(document: PolicyDocument, by: User, given: Given) -> str:
    return _now(passing.recall_signature(document=document, by=by, reason=given.get("reason", "")))


def _give_up(document: PolicyDocument, by: User, given: Given) -> str:
    passing.give_up(document=document, by=by, reason=given.get("reason", ""))
    return _("已退稿。")


def _resume(document: PolicyDocument, by: User, given: Given) -> str:
    return _now(passing.resume(document=document, by=by))


def _publish(document: PolicyDocument, by: User, given: Given) -> str:
    release(document=document, on=timezone.localdate(), by=by, lock=_lock(given))
    return _("《%s》已发布。") % document.title


def _schedule(document: PolicyDocument, by: User, given: Given) -> str:
    now = timezone.now()
    if given.get("cancel"):
        cancel_schedules(document=document, by=by, now=now)
        return _("定时发布已取消。")
    schedule = schedule_document(document=document, at=hour_given(given), by=by, now=now)
    return _("将于 %s 发布。") % f"{timezone.localtime(schedule.at):%Y-%m-%d %H:%M}"


def _receive(document: PolicyDocument, by: User, given: Given) -> str:
    form = ReceptionForm(given)
    if not form.is_valid():
        raise WorkflowError(error_words(form))
    reception.set_reception(document=document, by=by, **form.cleaned_data)
    return _("来稿登记已保存。")


def _disclose(document: PolicyDocument, by: User, given: Given) -> str:
    form = DisclosureForm(given)
    if not form.is_valid():
        raise WorkflowError(error_words(form))
    reception.decide_disclosure(document=document, by=by, **form.cleaned_data)
    return _("公开属性已保存。")


def _secrecy(document: PolicyDocument, by: User, given: Given) -> str:
    form = SecrecyForm(given)
    if not form.is_valid():
        raise WorkflowError(error_words(form))
    reception.record_secrecy_review(document=document, by=by, **form.cleaned_data)
    return _("保密审查已登记。")


_DEEDS: dict[str, Callable[[PolicyDocument, User, Given], str]] = {
    Deed.SUBMIT: _submit,
    Deed.APPROVE: _approve,
    Deed.SIGN: _sign,
    Deed.SPECIAL: _special,
    Deed.SEND_BACK: _send_back,
    Deed.RECALL: _recall,
    Deed.GIVE_UP: _give_up,
    Deed.RESUME: _resume,
    Deed.PUBLISH: _publish,
    Deed.SCHEDULE: _schedule,
    Deed.RECEIVE: _receive,
    Deed.DISCLOSE: _disclose,
    Deed.SECRECY: _secrecy,
}


def _now(draft: Draft) -> str:
    return _("文稿现在是：%s。") % stage_name(draft.stage, draft.proof)


def _lock(given: Given) -> int | None:
    said = given.get("lock", "")
    return int(said) if said.isdecimal() and len(said) < 10 else None


def _at(given: Given) -> tuple[str, int] | None:
    """The stage and proof that the page showed."""
    stage, proof = given.get("stage", ""), given.get("proof", "")
    return (stage, int(proof)) if stage and proof.isdecimal() and len(proof) < 5 else None


def hour_given(given: Given) -> datetime:
    """The hour of the form. Raises `WorkflowError`."""
    form = HourForm(given)
    if not form.is_valid():
        raise WorkflowError(error_words(form))
    at: datetime = form.cleaned_data["at"]
    return at
