"""The pictures of a document's figures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from policies.models import Figure, PolicyDocument
from policies.views.lookup import of_document

KEPT = 3600  # seconds; after them a reader asks whether the document is still public


@of_document
def figure_file(request: HttpRequest, document: PolicyDocument, version: int, n: int, suffix: str) -> HttpResponse:
    """The picture as it was cut from the source. A wording's figure never changes, so its name in the storage is its tag."""
    figure = Figure.objects.filter(
        version__document=document, version__was_current=True, version__n=version, n=n
    ).first()
    if figure is None or suffix != figure.suffix:
        raise Http404
    return picture_response(request, figure, public=True)


def picture_response(request: HttpRequest, figure: Figure, *, public: bool) -> HttpResponse:
    """A figure's bytes, or 304; 404 when the storage has lost them."""
    name = str(figure.file.name)
    tag = f'"{name.removeprefix("pictures/").replace("/", ".")}"'
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        response: HttpResponse = unchanged
    else:
        try:
            with figure.file.open("rb") as stored:  # a megabyte or two: not worth a stream
                response = HttpResponse(stored.read(), content_type=figure.media_type)
        except FileNotFoundError as error:
            raise Http404 from error
    response.headers["ETag"] = tag
    if public:
        patch_cache_control(response, public=True, max_age=KEPT)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response
