"""What a person of the desk was told, and how they want to be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gazette.forms.people import MailForm
from gazette.models import Mail, Notification
from gazette.services.telling.mailing import choose_mail
from gazette.services.telling.notifying import mark_read
from gazette.views.desk.access import for_roles, member
from gazette.views.desk.doing import attempt, filled
from policies.models import Role

_PER_PAGE = 30
_TOGETHER = timedelta(minutes=1)  # between two that one deed over many documents has told
_FEW = 3  # from so many on they are told in one line


@dataclass(frozen=True, slots=True)
class Bundle:
    """One line of the list: a single notification, or those that one deed over several documents has told."""

    rows: list[Notification]

    @property
    def first(self) -> Notification:
        return self.rows[0]

    @property
    def sentence(self) -> str:
        if len(self.rows) == 1:
            return self.first.shown_sentence
        return self.first.sentence_on(_("%s 件公文") % len(self.rows))

    @property
    def unread(self) -> list[int]:
        return [one.pk for one in self.rows if one.read_at is None]


def bundled(rows: Iterable[Notification]) -> list[Bundle]:
    """In their order; few that follow each other stay apart."""
    runs: list[list[Notification]] = []
    for one in rows:
        if runs and _is_with(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [Bundle(part) for run in runs for part in ([run] if len(run) >= _FEW else [[one] for one in run])]


def _is_with(before: Notification, one: Notification) -> bool:
    alike = (before.kind, before.by_id, before.note) == (one.kind, one.by_id, one.note)
    of_documents = all(row.document_id and not row.comment_id and not row.assignment_id for row in (before, one))
    return alike and of_documents and abs(before.created_at - one.created_at) <= _TOGETHER


@never_cache
@require_GET
@for_roles(*Role)
def notification_list(request: HttpRequest) -> HttpResponse:
    """?show=unread: what was not read yet; the newest first."""
    mine = Notification.objects.of(member(request))
    unread = request.GET.get("show") == "unread"
    found = (mine.unread() if unread else mine).with_names().order_by("-pk")
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "bundles": bundled(page), "unread": unread}
    return render(request, "gazette/desk/notification_list.html", context)


@never_cache
@require_GET
@for_roles(*Role)
def notification_open(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Leads to what it is about; by then it is read."""
    mine = Notification.objects.of(member(request)).with_names()
    one = get_object_or_404(mine, pk=notification_id)
    mark_read(user=member(request), only=[one.pk], at=timezone.now())
    return HttpResponseRedirect(one.get_absolute_url())


@require_POST
@for_roles(*Role)
def notification_read(request: HttpRequest) -> HttpResponse:
    """Marks those named by `id` as read, or all."""
    named = [int(key) for key in request.POST.getlist("id") if key.isdecimal() and len(key) < 19]
    mark_read(user=member(request), only=named or None, at=timezone.now())
    return redirect("desk:notification_list")


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(*Role)
def notification_settings(request: HttpRequest) -> HttpResponse:
    """One's own address, and when mails come."""
    user = member(request)
    form = filled(request, MailForm, initial={"email": user.email, "mail_choice": user.mail_choice})
    if attempt(form, partial(choose_mail, user=user, at=timezone.now())):
        messages.success(request, _("已保存。"))
        return redirect("desk:notification_settings")
    refused = Mail.objects.filter(to=user, refused_at__isnull=False, address=user.email).exists()
    context = {"form": form, "mail_on": settings.MAIL_ON, "refused": refused}
    return render(request, "gazette/desk/notification_settings.html", context, status=422 if form.errors else 200)
