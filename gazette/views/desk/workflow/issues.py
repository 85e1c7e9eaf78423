"""The deeds that move an issue over the desk, each a POST that leads back to where it was asked for."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gazette.drafting.deeds import ISSUE_TABLE, IssueDeed
from gazette.forms.workflow import SecrecyForm, error_words
from gazette.models import GazetteIssue
from gazette.services.publishing import NotPublishableError
from gazette.services.scheduling import cancel_issue_schedules, schedule_issue
from gazette.services.workflow import batches, passing
from gazette.services.workflow.batches import Outcome
from gazette.views.desk.access import EDITORIAL, for_roles, member, roles_held
from gazette.views.desk.workflow.documents import Given, back_to, hour_given
from policies.grammar.said import joined, said
from policies.models import User
from policies.services.workflow.errors import WorkflowError
from policies.services.workflow.moving import reason_given
from policies.speaking import shown

_SHOWN = 8


@require_POST
@for_roles(*EDITORIAL)
def issue_deed(request: HttpRequest, issue_id: int, deed: str) -> HttpResponse:
    """Does one deed; what stands in its way is told on the page."""
    if deed not in _DEEDS:
        raise Http404
    issue = get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)
    if not any(held & roles_held(request) for held in ISSUE_TABLE[IssueDeed(deed)].values()):
        raise PermissionDenied
    try:
        messages.success(request, _DEEDS[IssueDeed(deed)](issue, member(request), request.POST))
    except (WorkflowError, NotPublishableError) as error:
        messages.error(request, shown(error))
    return redirect(back_to(request, reverse("desk:issue_press", args=[issue.pk])))


def _submit(issue: GazetteIssue, by: User, given: Given) -> str:
    return _now(passing.submit_issue(issue=issue, by=by))


def _sign(issue: GazetteIssue, by: User, given: Given) -> str:
    return _now(passing.sign_issue(issue=issue, by=by, lock=_number(given, "lock")))


def _special(issue: GazetteIssue, by: User, given: Given) -> str:
    reason = reason_given(given.get("reason", ""))
    return _now(passing.sign_issue(issue=issue, by=by, lock=_number(given, "lock"), special=reason))


def _send_back(issue: GazetteIssue, by: User, given: Given) -> str:
    return _now(passing.send_issue_back(issue=issue, by=by, reason=given.get("reason", "")))


def _recall(issue: GazetteIssue, by: User, given: Given) -> str:
    return _now(passing.recall_issue(issue=issue, by=by, reason=given.get("reason", "")))


def _publish(issue: GazetteIssue, by: User, given: Given) -> str:
    passing.release_issue(issue=issue, on=timezone.localdate(), by=by)
    return _("《%s》已发布。") % issue


def _schedule(issue: GazetteIssue, by: User, given: Given) -> str:
    now = timezone.now()
    if given.get("cancel"):
        cancel_issue_schedules(issue=issue, by=by, now=now)
        return _("定时发布已取消。")
    schedule = schedule_issue(issue=issue, at=hour_given(given), by=by, now=now)
    return _("将于 %s 发布。") % f"{timezone.localtime(schedule.at):%Y-%m-%d %H:%M}"


def _submit_ready(issue: GazetteIssue, by: User, given: Given) -> str:
    return _told(batches.submit_ready(issue=issue, by=by))


def _approve_ready(issue: GazetteIssue, by: User, given: Given) -> str:
    return _told(batches.approve_ready(issue=issue, by=by, moves=_number(given, "proof")))


def _sign_ready(issue: GazetteIssue, by: User, given: Given) -> str:
    return _told(batches.sign_ready(issue=issue, by=by))


def _examine(issue: GazetteIssue, by: User, given: Given) -> str:
    form = SecrecyForm(given)
    if not form.is_valid():
        raise WorkflowError(error_words(form))
    return _told(batches.examine_all(issue=issue, by=by, **form.cleaned_data))


def _disclose(issue: GazetteIssue, by: User, given: Given) -> str:
    return _told(batches.disclose_all(issue=issue, by=by))


_DEEDS: dict[str, Callable[[GazetteIssue, User, Given], str]] = {
    IssueDeed.SUBMIT: _submit,
    IssueDeed.SIGN: _sign,
    IssueDeed.SPECIAL: _special,
    IssueDeed.SEND_BACK: _send_back,
    IssueDeed.RECALL: _recall,
    IssueDeed.PUBLISH: _publish,
    IssueDeed.SCHEDULE: _schedule,
    IssueDeed.SUBMIT_READY: _submit_ready,
    IssueDeed.APPROVE_READY: _approve_ready,
    IssueDeed.SIGN_READY: _sign_ready,
    IssueDeed.EXAMINE: _examine,
    IssueDeed.DISCLOSE: _disclose,
}


def _now(issue: GazetteIssue) -> str:
    return _("这一期现在是：%s。") % issue.get_stage_display()


def _told(outcomes: list[Outcome]) -> str:
    """How many were done, and why the others were not."""
    refused = [one for one in outcomes if one.refused]
    told = [said("已办 {n} 件。", n=len(outcomes) - len(refused))]
    if refused:
        named = (said("《{title}》{reason}", title=one.document.title, reason=one.refused) for one in refused[:_SHOWN])
        told.append(said("未办 {count} 件：{reasons}", count=len(refused), reasons=joined(named, "；")))
    return shown(joined(told))


def _number(given: Given, name: str) -> int | None:
    said = given.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 10 else None
