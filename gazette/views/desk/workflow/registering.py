"""来稿登记: a manuscript that is handed in as words or as a file, or that is still to be written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gazette.forms.workflow import RegisterForm
from gazette.models import JobKind
from gazette.services.importing.jobs import submit_file
from gazette.services.storing import StorageError
from gazette.uploads import TOO_LARGE, refused_uploads
from gazette.views.desk.access import for_roles, member
from policies.drafting.deeds import Deed
from policies.models import Role, Treatment
from policies.services.workflow.permission import may
from policies.services.workflow.registering import Reception, register_manuscript
from policies.speaking import shown


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def document_new(request: HttpRequest) -> HttpResponse:
    """Leads to the new document, or to the job that reads its file."""
    if not may(user=member(request), deed=Deed.REGISTER):
        raise PermissionDenied
    start = {"received_on": timezone.localdate(), "treatment": Treatment.WRITTEN}
    sent = request.method == "POST"
    form = RegisterForm(request.POST, request.FILES) if sent else RegisterForm(initial=start)
    refused = refused_uploads(request)
    for name, why in refused:
        text = _("《%s》超过上传上限，没有接收。") if why == TOO_LARGE else _("《%s》没有接收：磁盘空间不足。")
        messages.error(request, text % name)
    if sent and not refused and form.is_valid():
        answer = _taken(request, form)
        if answer:
            return answer
    return render(request, "gazette/desk/document_new.html", {"form": form}, status=422 if sent else 200)


def _taken(request: HttpRequest, form: RegisterForm) -> HttpResponse | None:
    given = form.cleaned_data
    reception = Reception(
        given["received_from"], given["received_on"], given["paper_agrees"], Treatment(given["treatment"])
    )
    if given["file"]:
        return _file(request, form, reception)
    document = register_manuscript(
        title=given["title"],
        by=member(request),
        reception=reception,
        text=given["text"],
        number=given["number"],
        issuers=given["issuers"],
    )
    messages.success(request, _("《%s》已登记。") % document.title)
    return redirect("desk:document_detail", document_id=document.pk)


def _file(request: HttpRequest, form: RegisterForm, reception: Reception) -> HttpResponse | None:
    file = form.cleaned_data["file"]
    try:
        job = submit_file(
            file=file,
            name=file.name or "",
            by=member(request),
            kind=JobKind.DOCUMENT,
            reception=reception.as_json(),
        )
    except StorageError as error:
        form.add_error("file", shown(error))
        return None
    messages.success(request, _("文件已接收，识读以后成为来稿。"))
    return redirect("desk:import_detail", job_id=job.pk)
