"""The handbook as a page of the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.views.desk.access import for_roles
from gazette.views.desk.handbook import FIRST_DAY, TOPICS
from policies.models import Role


@never_cache
@require_GET
@for_roles(*Role)
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "gazette/desk/help_page.html", {"topics": TOPICS, "first_day": FIRST_DAY})
