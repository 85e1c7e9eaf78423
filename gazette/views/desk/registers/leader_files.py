"""The register of leaders as a file, out and in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gazette.views.desk.access import EDITORIAL, for_roles
from gazette.views.desk.registers.tables import given_table, table_answer
from policies.models import Role
from policies.services.leader_sheets import COLUMNS, import_leaders, leader_rows, read_leaders
from policies.services.leaders import LeaderError
from policies.speaking import shown


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def leader_file(request: HttpRequest, form: str) -> HttpResponse:
    return table_answer(form=form, name="leaders", title=_("领导职务"), columns=COLUMNS, rows=leader_rows())


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def leader_import(request: HttpRequest) -> HttpResponse:
    """A table is shown with what each row would become; what was shown is then taken."""
    given = given_table(request, COLUMNS)
    rows = read_leaders(given.rows) if given.rows else []
    if given.confirmed and rows:
        try:
            count = import_leaders(rows=rows)
        except LeaderError as error:
            given.trouble = shown(error)
        else:
            messages.success(request, _("已写入 %s 行。") % count)
            return redirect("desk:leader_list")
    context = {
        "form": given.form,
        "trouble": given.trouble,
        "columns": COLUMNS,
        "rows": rows,
        "good": sum(row.line is not None for row in rows),
        "known": sum(row.known for row in rows),
        "carried": given.carried,
    }
    return render(
        request, "gazette/desk/leader_import.html", context, status=422 if given.form.errors or given.trouble else 200
    )
