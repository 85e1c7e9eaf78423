"""Turns a slug in an address into a document, a lasting redirect, a page that says it was withdrawn, or 404."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from policies.models import DocumentState, PolicyDocument, SlugAlias, Version
from policies.querysets import PUBLIC_STATES

P = ParamSpec("P")
DocumentView = Callable[Concatenate[HttpRequest, PolicyDocument, P], HttpResponse]
SlugView = Callable[Concatenate[HttpRequest, str, P], HttpResponse]


def of_document(view: DocumentView[P]) -> SlugView[P]:
    """A view of one public document, called with the document in place of its slug."""

    @wraps(view)
    def wrapper(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        document = PolicyDocument.objects.visible().select_related("successor").filter(slug=slug).first()
        if document is None:
            return _moved(request, slug, kwargs)
        if document.state == DocumentState.WITHDRAWN:
            return render(request, "policies/document_withdrawn.html", {"document": document}, status=410)
        return view(request, document, *args, **kwargs)

    return wrapper  # type: ignore[return-value]  # mypy wants `slug` by position; Django gives it by name


def _moved(request: HttpRequest, slug: str, kwargs: dict[str, object]) -> HttpResponse:
    alias = SlugAlias.objects.select_related("document").filter(slug=slug, document__state__in=PUBLIC_STATES)
    if (found := alias.first()) is None or request.resolver_match is None:
        raise Http404
    return redirect(request.resolver_match.view_name, permanent=True, **{**kwargs, "slug": found.document.slug})


def current_version(document: PolicyDocument) -> Version:
    """The wording in public, or 404: a document without one has no page yet."""
    version = document.versions.filter(current=True).first()
    if version is None:
        raise Http404
    return version
