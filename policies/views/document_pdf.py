"""The PDF of a document."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse

from policies.models import PolicyDocument
from policies.tasks import render_document_pdf
from policies.typesetting.collecting import collect_document, with_wording
from policies.typesetting.document import document_key
from policies.views.lookup import of_document
from policies.views.rendered import rendered_response


@of_document
def document_pdf(request: HttpRequest, document: PolicyDocument) -> HttpResponse:
    """The current wording, with its stamp when it no longer simply holds."""
    found = with_wording(PolicyDocument.objects.filter(pk=document.pk)).get()
    manuscript = collect_document(found)
    if not manuscript.texts:
        raise Http404
    return rendered_response(
        request,
        key=document_key(manuscript),
        name=document.doc_number or document.title[:60],
        plain=document.slug.replace("/", "-"),
        back=document.get_absolute_url(),
        queue=partial(render_document_pdf.delay, document_id=document.pk),
    )
