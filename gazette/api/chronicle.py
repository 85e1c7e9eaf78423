"""chronicle/: the dated events of all issues."""

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from gazette.api.issue_serializers import ChronicleLineSerializer
from gazette.models import ChronicleEntry, IssueState
from policies.api.addresses import api_address
from policies.api.filters import IdFilter, YearFilter
from policies.api.views import PROBLEMS, PublicList
from policies.querysets import dated


class ChronicleSerializer(ChronicleLineSerializer):
    issue = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField)
    def get_issue(self, entry: ChronicleEntry) -> str:
        return api_address(self.context["request"], "issue_detail", entry.issue_id)


class ChronicleFilters(django_filters.FilterSet):
    issue = IdFilter("issue_id", label="一期公报（id）")
    gazette = django_filters.CharFilter("issue__gazette__code", max_length=40, label="公报的代码")
    year = YearFilter("on", "year", label="事件的年份")
    on_from = django_filters.DateFilter("on", "gte", label="不早于")
    on_to = django_filters.DateFilter("on", "lte", label="不晚于")

    class Meta:
        model = ChronicleEntry
        fields: list[str] = []


@extend_schema_view(
    get=extend_schema(
        tags=["chronicle"], operation_id="chronicle_list", responses={200: ChronicleSerializer(many=True), **PROBLEMS}
    )
)
class ChronicleListView(PublicList):
    """大事记，新的在前。"""

    serializer_class = ChronicleSerializer
    filterset_class = ChronicleFilters
    ordering = ("-dated", "-issue_id", "position", "id")

    def get_queryset(self) -> QuerySet[ChronicleEntry]:
        return ChronicleEntry.objects.filter(issue__state=IssueState.PUBLISHED).annotate(dated=dated("on"))
