"""documents/ and documents/{slug}/: what programs pull."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from policies.api.addresses import api_address
from policies.api.documents.filters import DocumentFilters
from policies.api.documents.serializers import DocumentDetailSerializer, DocumentSerializer
from policies.api.problems import Withdrawn
from policies.api.views import GONE, PROBLEMS, PublicDetail, PublicList
from policies.models import Citation, DocumentState, PolicyDocument, Provision, SlugAlias, Table, Version
from policies.querysets import PUBLIC_STATES, dated


def with_metadata(documents: QuerySet[PolicyDocument]) -> QuerySet[PolicyDocument]:
    """Everything the metadata needs, in a constant number of queries."""
    promulgations = PolicyDocument._meta.get_field("promulgations").related_model._default_manager
    printed = promulgations.filter(issue__state="published").select_related("entry").order_by("issue_id")
    return documents.prefetch_related(
        "numbers", "issuer_links__organ", "topics", "departments", Prefetch("promulgations", printed)
    )


def with_citers(documents: QuerySet[PolicyDocument]) -> QuerySet[PolicyDocument]:
    """The published documents whose present wording cites each of these."""
    citing = Citation.objects.filter(version__current=True, version__document__state=DocumentState.PUBLISHED)
    citing = citing.select_related("version__document", "provision").prefetch_related("version__document__numbers")
    return documents.prefetch_related(Prefetch("cited_by", citing.order_by("-version__document__issued_on", "id")))


@extend_schema_view(
    get=extend_schema(
        tags=["documents"], operation_id="documents_list", responses={200: DocumentSerializer(many=True), **PROBLEMS}
    )
)
class DocumentListView(PublicList):
    """已发布的文件，新的在前。"""

    serializer_class = DocumentSerializer
    answers_kept = True
    filterset_class = DocumentFilters
    ordering = ("-dated", "-id")

    def get_queryset(self) -> QuerySet[PolicyDocument]:
        return with_metadata(PolicyDocument.objects.published().annotate(dated=dated("issued_on")))


@extend_schema_view(
    get=extend_schema(
        tags=["documents"],
        operation_id="documents_retrieve",
        responses={200: DocumentDetailSerializer, **PROBLEMS, **GONE},
    )
)
class DocumentDetailView(PublicDetail):
    """一个文件的全部：元数据、现行文本、附件、表、引用与被引用、任免。"""

    serializer_class = DocumentDetailSerializer
    answers_kept = True

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An address the document once had leads to the one it has."""
        alias = (
            SlugAlias.objects.filter(slug=kwargs["slug"], document__state__in=PUBLIC_STATES)
            .select_related("document")
            .first()
        )
        if alias:
            address = api_address(request, "document_detail", alias.document.slug)
            return HttpResponseRedirect(address, status=301)
        return super().dispatch(request, *args, **kwargs)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        document = published_document(request, kwargs["slug"], with_citers(with_metadata(PolicyDocument.objects.all())))
        document.wording = wording_of(document)  # type: ignore[attr-defined]  # what the serializer reads
        context = {**self.get_serializer_context(), "slug": document.slug}
        return Response(DocumentDetailSerializer(document, context=context).data)


def published_document(request: Request, slug: str, documents: QuerySet[PolicyDocument]) -> PolicyDocument:
    """The published document with this slug; Http404 where there is none, Withdrawn where it was taken down."""
    document = documents.filter(slug=slug).select_related("successor").first()
    if document is None or document.state not in PUBLIC_STATES:
        raise Http404
    if document.state == DocumentState.WITHDRAWN:
        successor = document.successor
        known = successor is not None and successor.state == DocumentState.PUBLISHED
        address = api_address(request, "document_detail", successor.slug) if successor and known else None
        raise Withdrawn(document.withdrawal_reason, address)
    return document


def wording_of(document: PolicyDocument) -> Version:
    """The current version with all that the detail prints; Http404 before there is one."""
    provisions = Provision.objects.select_related("table", "figure__version").order_by("position")
    tables = Table.objects.select_related("appendix").order_by("n")
    citations = Citation.objects.select_related("provision", "target").order_by("position")
    wording = (
        document.versions.filter(current=True)
        .prefetch_related(
            Prefetch("texts__provisions", provisions),
            Prefetch("tables", tables),
            Prefetch("citations", citations),
            Prefetch("appendices__tables", Table.objects.order_by("n")),
            "appendices__part",
            "appointments",
        )
        .first()
    )
    if wording is None:
        raise Http404
    return wording
