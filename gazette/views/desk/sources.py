"""Sources as they were handed in: their bytes, and pictures of their pages, for the editorial office alone."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from gazette.views.desk.access import EDITORIAL, for_roles
from policies.models import SourceFile
from policies.services.page_images import NoPageImageError, page_image
from policies.speaking import spoken

_WEEK = 7 * 86_400


@require_GET
@for_roles(*EDITORIAL)
def source_page(request: HttpRequest, source_id: int, number: int) -> HttpResponse:
    """The picture of a page, a PNG; 404 where the source has no such page, or its format none to draw."""
    source = get_object_or_404(SourceFile, pk=source_id)
    try:
        page = page_image(source=source, number=number)
    except NoPageImageError as error:
        raise Http404(spoken(error)) from error
    with page.image.open("rb") as stored:  # some 200 KB: not worth a stream
        response = HttpResponse(stored.read(), content_type="image/png")
    patch_cache_control(response, private=True, max_age=_WEEK, immutable=True)  # the bytes of a source never change
    return response


@require_GET
@for_roles(*EDITORIAL)
def source_file(request: HttpRequest, source_id: int) -> FileResponse:
    """The bytes as they came, to be kept and never to be opened by the browser: a stranger's file may be anything."""
    source = get_object_or_404(SourceFile, pk=source_id)
    try:
        stored = source.file.open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(stored, as_attachment=True, filename=source.name, content_type="application/octet-stream")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    patch_cache_control(response, private=True, no_store=True)
    return response
