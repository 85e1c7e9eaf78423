"""Proofs of what is not public yet: the public pages and the public typesetting, behind the login and marked as proofs."""

import time
from collections.abc import Callable
from functools import partial

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from gazette.models import GazetteIssue, IssueState
from gazette.services.proofing import document_sheet, issue_sheet, working_version
from gazette.tasks import render_document_proof_pdf, render_issue_proof_pdf
from gazette.typesetting.contents import contents
from gazette.typesetting.proof import issue_proof_key
from gazette.views.desk.access import EDITORIAL, for_roles
from gazette.views.issues import days_of
from policies.models import PolicyDocument, RenderedFile
from policies.services.page_images import NoPageImageError
from policies.services.proof_images import rendered_page
from policies.services.rendering import ready_file
from policies.speaking import spoken
from policies.typesetting.proof import document_proof_key
from policies.views.documents import document_page
from policies.views.rendered import GIVE_UP, ask, rendered_response

_WEEK = 7 * 86_400
_SECONDS_AT_LEAST, _SECONDS_A_PAGE = 3.0, 0.12  # measured: 80 pages in some 8 seconds beside other work


def framed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that the desk's own pages show in a frame, and nobody else's."""
    allowed = csp_replace({"frame-ancestors": [SELF]})
    framing: Callable[..., HttpResponseBase] = xframe_options_sameorigin(allowed(view))
    return framing


# Issues


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def issue_preview(request: HttpRequest, issue_id: int) -> HttpResponse:
    """The page as it will be public and the typeset PDF beside each other."""
    issue = _issue(issue_id)
    if issue.state != IssueState.DRAFT:
        return redirect("desk:issue_detail", issue_id=issue.pk)
    context = {
        "record": issue,
        "back": reverse("desk:issue_detail", args=[issue.pk]),
        "page_url": reverse("desk:issue_preview_page", args=[issue.pk]),
        "state_url": reverse("desk:issue_preview_state", args=[issue.pk]),
        "pdf_url": reverse("desk:issue_preview_pdf", args=[issue.pk]),
    }
    return render(request, "gazette/desk/preview.html", context)


@never_cache
@require_GET
@framed
@for_roles(*EDITORIAL)
def issue_preview_page(request: HttpRequest, issue_id: int) -> HttpResponse:
    """The issue's page, with its drafts."""
    issue = _issue(issue_id)
    context = {"issue": issue, "sections": contents(issue, drafts=True), "preview": True}
    return render(request, "gazette/issue_detail.html", context)


@never_cache
@require_GET
@framed
@for_roles(*EDITORIAL)
def issue_preview_chronicle(request: HttpRequest, issue_id: int) -> HttpResponse:
    issue = _issue(issue_id)
    context = {"issue": issue, "days": days_of(list(issue.chronicle.all())), "preview": True}
    return render(request, "gazette/issue_chronicle.html", context)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def issue_preview_state(request: HttpRequest, issue_id: int) -> HttpResponse:
    """How far the typesetting is; asks for it when nobody has."""
    issue = _issue(issue_id)
    key = issue_proof_key(issue_sheet(issue=issue))
    return _state(key, partial(render_issue_proof_pdf.delay, issue_id=issue.pk))


@require_GET
@for_roles(*EDITORIAL)
def issue_preview_pdf(request: HttpRequest, issue_id: int) -> HttpResponse:
    issue = _issue(issue_id)
    key = issue_proof_key(issue_sheet(issue=issue))
    return _private(
        rendered_response(
            request,
            key=key,
            name=f"清样-{issue}",
            plain=f"proof-{issue.gazette.code}-{issue.year}-{issue.key}",
            back=reverse("desk:issue_preview", args=[issue.pk]),
            queue=partial(render_issue_proof_pdf.delay, issue_id=issue.pk),
        )
    )


def _issue(issue_id: int) -> GazetteIssue:
    return get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)


# Documents


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def document_preview(request: HttpRequest, document_id: int) -> HttpResponse:
    """The page as it will be public and the typeset PDF beside each other."""
    document = get_object_or_404(PolicyDocument, pk=document_id)
    context = {
        "record": document.title,
        "back": reverse("desk:document_detail", args=[document.pk]),
        "page_url": reverse("desk:document_preview_page", args=[document.pk]),
        "state_url": reverse("desk:document_preview_state", args=[document.pk]),
        "pdf_url": reverse("desk:document_preview_pdf", args=[document.pk]),
    }
    return render(request, "gazette/desk/preview.html", context)


@never_cache
@require_GET
@framed
@for_roles(*EDITORIAL)
def document_preview_page(request: HttpRequest, document_id: int) -> HttpResponse:
    """The document's page: the wording at the desk, else the current one."""
    document = get_object_or_404(PolicyDocument, pk=document_id)
    version = working_version(document=document)
    if version is None:
        raise Http404
    return document_page(request, document, version, preview=True)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def document_preview_state(request: HttpRequest, document_id: int) -> HttpResponse:
    """How far the typesetting is; asks for it when nobody has."""
    document = get_object_or_404(PolicyDocument, pk=document_id)
    key = document_proof_key(document_sheet(document=document))
    return _state(key, partial(render_document_proof_pdf.delay, document_id=document.pk))


@require_GET
@for_roles(*EDITORIAL)
def document_preview_pdf(request: HttpRequest, document_id: int) -> HttpResponse:
    document = get_object_or_404(PolicyDocument.objects.prefetch_related("numbers"), pk=document_id)
    return _private(
        rendered_response(
            request,
            key=document_proof_key(document_sheet(document=document)),
            name=f"清样-{document.doc_number or document.title[:60]}",
            plain=f"proof-{document.pk}",
            back=reverse("desk:document_preview", args=[document.pk]),
            queue=partial(render_document_proof_pdf.delay, document_id=document.pk),
        )
    )


# Both


@require_GET
@for_roles(*EDITORIAL)
def proof_sheet(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A page of a proof as a picture: tablets show no more than the first page of a PDF in a frame."""
    file = get_object_or_404(RenderedFile, key=key)
    try:
        picture = rendered_page(file=file, number=number)
    except NoPageImageError as error:
        raise Http404(spoken(error)) from error
    response = HttpResponse(picture, content_type="image/png")
    patch_cache_control(response, private=True, max_age=_WEEK, immutable=True)  # the key is that of the words
    return response


def _state(key: str, queue: Callable[[], object]) -> JsonResponse:
    """{"ready", "pages", "sheets": address with 0 for the page's number} or {"ready": false, "share", "failed"}."""
    found = ready_file(key=key)
    if found is not None:
        sheets = reverse("desk:proof_sheet", args=[key, 0])
        return JsonResponse({"ready": True, "pages": found.pages, "sheets": sheets})
    try:
        since = ask(key=key, queue=queue)
    except (OperationalError, RedisError, OSError):
        return JsonResponse({"ready": False, "share": 0, "failed": True}, status=503)
    waited = time.time() - since
    expected = _SECONDS_AT_LEAST + _SECONDS_A_PAGE * 60
    share = min(waited / expected, 0.95)
    return JsonResponse({"ready": False, "share": round(share, 2), "failed": waited > GIVE_UP})


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True)
    return response
