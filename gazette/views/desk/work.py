"""我的工作: the desk's first page, and all tasks with filters."""

from collections.abc import Iterable
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.models import Task
from gazette.querysets import AssignmentQuerySet
from gazette.services.people import count_accounts
from gazette.services.reach import tasks_within_reach
from gazette.services.talk.agenda import agenda_of
from gazette.views.desk.access import EDITORIAL, for_roles, member, roles_held
from gazette.views.desk.imports import jobs_within_reach
from policies.models import Role, User

_PER_PAGE = 30
WHOSE = {"mine": _("交给我的"), "given": _("我分派的"), "all": _("全部")}
STATES = {"open": _("待办"), "late": _("逾期"), "done": _("已办结")}


@never_cache
@require_GET
@for_roles(*Role)
def desk_home(request: HttpRequest) -> HttpResponse:
    """The day's page: what waits for whoever is logged in. Administrators have no part in the texts."""
    roles = roles_held(request)
    if not {role.value for role in EDITORIAL} & roles:
        context = {"editorial": False, "accounts": count_accounts(), "today": timezone.localdate()}
        return render(request, "gazette/desk/desk_home.html", context)
    context = {
        "editorial": True,
        "agenda": agenda_of(user=member(request), roles=roles),
        "jobs": jobs_within_reach(request).select_related("source").order_by("-pk")[:6],
        "today": timezone.localdate(),
    }
    return render(request, "gazette/desk/desk_home.html", context)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def work_list(request: HttpRequest) -> HttpResponse:
    """?whose= mine, given or all; ?state= open, late or done; ?task=; by the day they are due."""
    whose = _chosen(request, "whose", WHOSE)
    state = _chosen(request, "state", STATES)
    task = request.GET.get("task", "")
    today = timezone.localdate()
    found = _of(tasks_within_reach(user=member(request)), whose, member(request), state, today)
    found = found.filter(task=task) if task in Task.values else found
    ordered = found.order_by("-done_at", "-pk") if state == "done" else found.due_first()
    context = {
        "page": Paginator(ordered.with_names(), _PER_PAGE).get_page(request.GET.get("page")),
        "whose": whose,
        "state": state,
        "task": task,
        "today": today,
        "all_whose": WHOSE.items(),
        "all_states": STATES.items(),
        "all_tasks": Task.choices,
    }
    return render(request, "gazette/desk/work_list.html", context)


def _chosen(request: HttpRequest, name: str, among: Iterable[str]) -> str:
    """What the address asks for, the first of all when it asks for nothing known."""
    asked = request.GET.get(name, "")
    known = list(among)
    return asked if asked in known else known[0]


def _of(found: AssignmentQuerySet, whose: str, user: User, state: str, today: date) -> AssignmentQuerySet:
    mine = {"mine": {"to": user}, "given": {"by": user}, "all": {}}[whose]
    chosen = {"open": found.open(), "late": found.late(today), "done": found.filter(done_at__isnull=False)}[state]
    return chosen.filter(**mine)
