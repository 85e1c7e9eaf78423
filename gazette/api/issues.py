"""issues/ and issues/{id}/."""

from typing import Any

import django_filters
from django.db.models import Prefetch, QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from gazette.api.issue_serializers import IssueDetailSerializer, IssueSerializer
from gazette.models import GazetteIssue, IssueState, Promulgation
from policies.api.filters import YearFilter
from policies.api.problems import Withdrawn
from policies.api.views import GONE, PROBLEMS, PublicDetail, PublicList
from policies.models import DocumentState


class IssueFilters(django_filters.FilterSet):
    gazette = django_filters.CharFilter("gazette__code", max_length=40, label="公报的代码")
    year = YearFilter()
    number = django_filters.NumberFilter(min_value=1, max_value=9999, label="期号")
    published_since = django_filters.DateFilter("published_on", "gte", label="此后发布（含当日）")

    class Meta:
        model = GazetteIssue
        fields: list[str] = []


@extend_schema_view(
    get=extend_schema(
        tags=["issues"], operation_id="issues_list", responses={200: IssueSerializer(many=True), **PROBLEMS}
    )
)
class IssueListView(PublicList):
    """已发布的各期，新的在前。"""

    serializer_class = IssueSerializer
    answers_kept = True
    filterset_class = IssueFilters
    ordering = ("-year", "-number", "-id")

    def get_queryset(self) -> QuerySet[GazetteIssue]:
        return GazetteIssue.objects.published().select_related("gazette")


@extend_schema_view(
    get=extend_schema(
        tags=["issues"], operation_id="issues_retrieve", responses={200: IssueDetailSerializer, **PROBLEMS, **GONE}
    )
)
class IssueDetailView(PublicDetail):
    """一期的全部：刊头、编委会、目录、所刊文件、大事记。"""

    serializer_class = IssueDetailSerializer
    answers_kept = True

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        printed = Promulgation.objects.filter(document__state=DocumentState.PUBLISHED).select_related("document")
        printed = printed.order_by("position")
        issue = (
            GazetteIssue.objects.filter(id=kwargs["id"])
            .exclude(state=IssueState.DRAFT)
            .select_related("gazette")
            .prefetch_related(
                Prefetch("promulgations", printed), Prefetch("contents__promulgations", printed), "chronicle"
            )
            .first()
        )
        if issue is None:
            raise Http404
        if issue.state == IssueState.WITHDRAWN:
            raise Withdrawn(issue.withdrawal_reason)
        return Response(IssueDetailSerializer(issue, context=self.get_serializer_context()).data)
