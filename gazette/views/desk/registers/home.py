"""Where the registers begin: what there is of each."""

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.models import Gazette, Recipient
from gazette.views.desk.access import EDITORIAL, for_roles
from policies.models import Organ, Tenure, Topic


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def register_home(request: HttpRequest) -> HttpResponse:
    """Every register with its size today."""
    today = timezone.localdate()
    context = {
        "organs": Organ.objects.count(),
        "tenures": Tenure.objects.on(today).count(),
        "recipients": Recipient.objects.on(today).count(),
        "topics": Topic.objects.count(),
        "gazettes": Gazette.objects.annotate(year=Max("issues__year")).order_by("position", "id"),
    }
    return render(request, "gazette/desk/register_home.html", context)
