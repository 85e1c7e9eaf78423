"""search/: the API's view of what the search page shows."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from policies.api.addresses import api_address
from policies.api.documents.serializers import (
    OrganReferenceSerializer,
    ValiditySerializer,
    leading_organ,
    validity_of,
)
from policies.api.views import PROBLEMS, PublicView
from policies.models import PolicyDocument, Validity
from policies.search import PAGE_SIZE, SORTS, BadCursorError, DocumentHit, Filters, PassageHit, SearchResult, search

MAX_PAGE_SIZE = 100


class SearchParameters(serializers.Serializer[Any]):
    """What may be asked; the page takes the same names."""

    q = serializers.CharField(
        default="", allow_blank=True, max_length=2000, help_text="词语、原文片段、文号或问句；“”内为原样查找"
    )
    gazette = serializers.CharField(default="", allow_blank=True, max_length=40, help_text="刊登该文件的公报代码")
    organ = serializers.CharField(default="", allow_blank=True, max_length=120, help_text="发文机关的代码或名称")
    genre = serializers.CharField(default="", allow_blank=True, max_length=40, help_text="文种")
    topic = serializers.CharField(default="", allow_blank=True, max_length=80, help_text="主题的代码或名称")
    validity = serializers.ChoiceField(Validity.choices, default="", allow_blank=True, help_text="有效性")
    county = serializers.CharField(default="", allow_blank=True, max_length=60, help_text="项目表中的县（市、区）")
    year = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=9999, help_text="成文年份")
    on = serializers.DateField(default=None, allow_null=True, help_text="该日有效的文件")
    sort = serializers.ChoiceField([(one, one) for one in SORTS], default="relevance")
    cursor = serializers.CharField(
        default="", allow_blank=True, max_length=40, help_text="从 next 或 previous 里原样取用"
    )
    page_size = serializers.IntegerField(default=PAGE_SIZE, min_value=1, max_value=MAX_PAGE_SIZE)

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of the language, so that it can't be declared above."""
        fields = super().get_fields()
        for name, text in (("from", "成文日期不早于"), ("to", "成文日期不晚于")):
            fields[name] = serializers.DateField(default=None, allow_null=True, help_text=text)
        return fields


class FoundDocumentSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    doc_number = serializers.CharField()
    title = serializers.CharField()
    url = serializers.URLField()
    html = serializers.URLField()
    issuer = OrganReferenceSerializer(allow_null=True)
    issued_on = serializers.DateField(allow_null=True)
    validity = ValiditySerializer()


class FoundPassageSerializer(serializers.Serializer[Any]):
    eid = serializers.CharField(help_text="条款的地址；空为整个文件")
    heading = serializers.CharField(help_text="所在的各级标题")
    snippet = serializers.CharField(help_text="HTML，只含 mark 一种标签")
    url = serializers.URLField(help_text="条款的网页")


class FoundSerializer(serializers.Serializer[Any]):
    document = FoundDocumentSerializer()
    passages = FoundPassageSerializer(many=True)


class FacetValueSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()
    count = serializers.IntegerField()


class FacetsSerializer(serializers.Serializer[Any]):
    organ = FacetValueSerializer(many=True)
    genre = FacetValueSerializer(many=True)
    year = FacetValueSerializer(many=True)
    validity = FacetValueSerializer(many=True)
    topic = FacetValueSerializer(many=True)


class SearchSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(help_text="文件数，准确")
    hits = serializers.IntegerField(help_text="段落数，准确")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    facets = FacetsSerializer()
    results = FoundSerializer(many=True)
    related = FoundSerializer(many=True, help_text="只含部分词语的文件，不计入 count")


@extend_schema_view(
    get=extend_schema(
        tags=["search"],
        operation_id="search",
        parameters=[SearchParameters],
        responses={200: SearchSerializer, **PROBLEMS},
    )
)
class SearchView(PublicView):
    """在条款中查找：先列含全部词语或原文片段的文件，每个文件附命中的条款。"""

    def get(self, request: Request) -> Response:
        parameters = SearchParameters(data=request.query_params)
        parameters.is_valid(raise_exception=True)
        asked = parameters.validated_data
        names = ("organ", "genre", "topic", "validity", "county", "gazette", "year", "on")
        filters = Filters(start=asked["from"], end=asked["to"], **{name: asked[name] for name in names})
        try:
            result = search(
                asked["q"], filters=filters, cursor=asked["cursor"], size=asked["page_size"], sort=asked["sort"]
            )
        except BadCursorError as error:
            raise serializers.ValidationError({"cursor": ["游标无效。"]}) from error
        return Response(_page(request, result))


def _page(request: Request, result: SearchResult) -> dict[str, Any]:
    return {
        "count": result.count,
        "hits": result.hits,
        "next": _link(request, result.next_cursor),
        "previous": _link(request, result.previous_cursor),
        "facets": {name: FacetValueSerializer(values, many=True).data for name, values in result.facets.items()},
        "results": [_found(request, hit) for hit in result.results],
        "related": [_found(request, hit) for hit in result.related],
    }


def _link(request: Request, cursor: str) -> str | None:
    return replace_query_param(request.build_absolute_uri(), "cursor", cursor) if cursor else None


def _found(request: Request, hit: DocumentHit) -> dict[str, Any]:
    document = hit.document
    return {
        "document": {
            "slug": document.slug,
            "doc_number": document.doc_number,
            "title": document.title,
            "url": api_address(request, "document_detail", document.slug),
            "html": request.build_absolute_uri(document.get_absolute_url()),
            "issuer": leading_organ(document),
            "issued_on": document.issued_on.isoformat() if document.issued_on else None,
            "validity": validity_of(document),
        },
        "passages": [_passage(request, document, passage) for passage in hit.passages],
    }


def _passage(request: Request, document: PolicyDocument, passage: PassageHit) -> dict[str, str]:
    path = passage_path(document, passage.eid)
    return {
        "eid": passage.eid,
        "heading": passage.heading,
        "snippet": str(passage.snippet),
        "url": request.build_absolute_uri(path),
    }


def passage_path(document: PolicyDocument, eid: str) -> str:
    if not eid:
        return document.get_absolute_url()
    return reverse("policies:provision_detail", args=[document.slug, eid])
