"""What is set for a gazette."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gazette.forms.registers import GazetteForm
from gazette.models import Gazette
from gazette.services.describing import describe_gazette
from gazette.views.desk.access import for_roles
from gazette.views.desk.doing import attempt, filled
from policies.models import Role


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def gazette_settings(request: HttpRequest, code: str) -> HttpResponse:
    """Title, office, and the sections that a new issue begins with."""
    gazette = get_object_or_404(Gazette, code=code)
    initial = {"title": gazette.title, "office": gazette.office, "sections": "\n".join(gazette.sections)}
    form = filled(request, GazetteForm, initial=initial)
    if attempt(form, partial(describe_gazette, gazette=gazette)):
        messages.success(request, _("“%s”已保存。") % gazette.title)
        return redirect("desk:gazette_settings", code=gazette.code)
    context = {"form": form, "gazette": gazette}
    return render(request, "gazette/desk/gazette_settings.html", context, status=422 if form.errors else 200)
