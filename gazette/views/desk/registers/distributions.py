"""The distribution list of one issue: frozen against its print run, then printed."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gazette.forms.registers import FreezeForm
from gazette.models import Distribution, GazetteIssue, Recipient
from gazette.services.distributing import (
    LIST_COLUMNS,
    DistributionError,
    freeze_distribution,
    list_rows,
    thaw_distribution,
)
from gazette.tasks import render_distribution_pdf
from gazette.typesetting.distribution import collect_list, list_key
from gazette.views.desk.access import EDITORIAL, for_roles, holds, member
from gazette.views.desk.doing import attempt, filled
from gazette.views.desk.registers.tables import table_answer
from policies.models import Role
from policies.views.rendered import rendered_response


def _frozen(issue_id: int) -> Distribution:
    found = Distribution.objects.select_related("issue__gazette", "frozen_by").filter(issue=issue_id).first()
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(*EDITORIAL)
def distribution_detail(request: HttpRequest, issue_id: int) -> HttpResponse:
    """The frozen list with its totals; before that, who would receive copies, and the form that freezes it."""
    issue = get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)
    may_edit = holds(request, Role.EDITOR)
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    frozen = Distribution.objects.select_related("issue__gazette", "frozen_by").filter(issue=issue).first()
    today = timezone.localdate()
    form = filled(request, FreezeForm, initial={"on": issue.published_on or today})
    if attempt(form, partial(freeze_distribution, issue=issue, by=member(request)), DistributionError):
        messages.success(request, _("发行名单已固定。"))
        return redirect("desk:distribution_detail", issue_id=issue.pk)
    if frozen:
        lines = list(frozen.lines.all())
    else:
        lines = list(Recipient.objects.filter(gazette=issue.gazette).on(issue.published_on or today))  # type: ignore[arg-type]
    total = sum(line.copies for line in lines)
    context = {
        "issue": issue,
        "frozen": frozen,
        "lines": lines,
        "total": total,
        "rest": frozen.print_run - total if frozen else None,
        "form": form if may_edit and not frozen else None,
        "may_edit": may_edit,
    }
    return render(request, "gazette/desk/distribution_detail.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.EDITOR)
def distribution_thaw(request: HttpRequest, issue_id: int) -> HttpResponse:
    thaw_distribution(distribution=_frozen(issue_id))
    messages.success(request, _("发行名单已取消固定。"))
    return redirect("desk:distribution_detail", issue_id=issue_id)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def distribution_file(request: HttpRequest, issue_id: int, form: str) -> HttpResponse:
    """csv or xlsx."""
    frozen = _frozen(issue_id)
    return table_answer(
        form=form, name="distribution", title=_("发行名单"), columns=LIST_COLUMNS, rows=list_rows(frozen)
    )


@require_GET
@for_roles(*EDITORIAL)
def distribution_pdf(request: HttpRequest, issue_id: int, sheet: str) -> HttpResponse:
    """`sheet` is list or labels."""
    frozen, labels = _frozen(issue_id), sheet == "labels"
    sent = collect_list(frozen, labels=labels)
    return rendered_response(
        request,
        key=list_key(sent),
        name=f"{frozen.issue}{'邮寄标签' if labels else '发行名单'}",
        plain=f"distribution-{sheet}",
        back=reverse("desk:distribution_detail", args=[issue_id]),
        queue=partial(render_distribution_pdf.delay, distribution_id=frozen.pk, labels=labels),
        private=True,
    )
