"""Recipients of printed copies: the register of a gazette, as page and as table."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gazette.forms.registers import RecipientForm, RecipientSearchForm
from gazette.models import Gazette, GazetteIssue, Recipient
from gazette.services.distributing import (
    COLUMNS,
    DistributionError,
    import_recipients,
    keep_recipient,
    read_recipients,
    recipient_rows,
)
from gazette.views.desk.access import EDITORIAL, for_roles, holds
from gazette.views.desk.doing import attempt, filled
from gazette.views.desk.registers.tables import given_table, table_answer
from policies.models import Role
from policies.speaking import shown

_PER_PAGE = 100
_ISSUES = 24


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def recipient_home(request: HttpRequest) -> HttpResponse:
    """Leads to the recipients of the site's default gazette; without any gazette, to the registers."""
    gazette = Gazette.objects.default() or Gazette.objects.first()
    return redirect("desk:recipient_list", code=gazette.code) if gazette else redirect("desk:register_home")


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def recipient_list(request: HttpRequest, code: str) -> HttpResponse:
    """?q= part of a name, address or contact; ?kind=; ?on= the day, today unless told otherwise."""
    gazette = get_object_or_404(Gazette, code=code)
    form = RecipientSearchForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    day, asked = given.get("on") or timezone.localdate(), given.get("q", "").strip()
    found = gazette.recipients.on(day)
    if asked:
        found = found.filter(Q(name__icontains=asked) | Q(address__icontains=asked) | Q(contact__icontains=asked))
    if given.get("kind"):
        found = found.filter(kind=given["kind"])
    issues = GazetteIssue.objects.filter(gazette=gazette).select_related("distribution").newest_first()[:_ISSUES]
    for issue in issues:
        issue.gazette = gazette
    context = {
        "gazette": gazette,
        "gazettes": Gazette.objects.all(),
        "page": Paginator(found, _PER_PAGE).get_page(request.GET.get("page")),
        "total": found.aggregate(copies=Sum("copies"))["copies"] or 0,
        "form": form,
        "day": day,
        "issues": issues,
        "may_edit": holds(request, Role.EDITOR),
    }
    return render(request, "gazette/desk/recipient_list.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def recipient_new(request: HttpRequest, code: str) -> HttpResponse:
    return _recipient_form(request, get_object_or_404(Gazette, code=code), None)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def recipient_detail(request: HttpRequest, recipient_id: int) -> HttpResponse:
    recipient = get_object_or_404(Recipient.objects.select_related("gazette"), pk=recipient_id)
    return _recipient_form(request, recipient.gazette, recipient)


def _recipient_form(request: HttpRequest, gazette: Gazette, recipient: Recipient | None) -> HttpResponse:
    initial = {name: getattr(recipient, name) for name in RecipientForm.base_fields} if recipient else {"copies": 1}

    def keep(**fields: object) -> Recipient:
        return keep_recipient(gazette=gazette, fields=fields, recipient=recipient)

    form = filled(request, RecipientForm, initial=initial)
    kept = attempt(form, keep, DistributionError)
    if kept:
        messages.success(request, _("“%s”已保存。") % kept.result.name)
        return redirect("desk:recipient_list", code=gazette.code)
    context = {"form": form, "gazette": gazette, "recipient": recipient}
    return render(request, "gazette/desk/recipient_detail.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def recipient_file(request: HttpRequest, code: str, form: str) -> HttpResponse:
    gazette = get_object_or_404(Gazette, code=code)
    rows = recipient_rows(gazette)
    return table_answer(form=form, name="recipients", title=_("发行名册"), columns=COLUMNS, rows=rows)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def recipient_import(request: HttpRequest, code: str) -> HttpResponse:
    """A table is shown with what each row would become; what was shown is then taken."""
    gazette = get_object_or_404(Gazette, code=code)
    given = given_table(request, COLUMNS)
    rows = read_recipients(gazette=gazette, rows=given.rows) if given.rows else []
    if given.confirmed and rows:
        try:
            count = import_recipients(gazette=gazette, rows=rows)
        except DistributionError as error:
            given.trouble = shown(error)
        else:
            messages.success(request, _("已写入 %s 行。") % count)
            return redirect("desk:recipient_list", code=gazette.code)
    context = {
        "gazette": gazette,
        "form": given.form,
        "trouble": given.trouble,
        "columns": COLUMNS,
        "rows": rows,
        "good": sum(row.fields is not None for row in rows),
        "known": sum(row.known for row in rows),
        "carried": given.carried,
    }
    status = 422 if given.form.errors or given.trouble else 200
    return render(request, "gazette/desk/recipient_import.html", context, status=status)
