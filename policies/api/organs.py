"""organs/: authorities and departments, with the names they have had."""

import django_filters
from django.db.models import Count, Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from policies.api.addresses import api_address, page_address
from policies.api.views import PROBLEMS, PublicList
from policies.models import DocumentState, Organ, OrganName


class OrganNameSerializer(serializers.Serializer):
    name = serializers.CharField()
    kind = serializers.ChoiceField(OrganName.Kind.choices)


class OrganSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    names = OrganNameSerializer(many=True, source="names.all", help_text="简称与曾用名")
    successor = serializers.CharField(source="successor.code", allow_null=True, default=None)
    documents = serializers.SerializerMethodField()
    document_count = serializers.IntegerField()
    html = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField)
    def get_documents(self, organ: Organ) -> str:
        return f"{api_address(self.context['request'], 'document_list')}?organ={organ.code}"

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_html(self, organ: Organ) -> str | None:
        return page_address(self.context["request"], organ)


class OrganFilters(django_filters.FilterSet):
    name = django_filters.CharFilter(method="of_name", max_length=120, label="名称、简称或曾用名，全称相符")

    class Meta:
        model = Organ
        fields: list[str] = []

    def of_name(self, queryset: QuerySet[Organ], name: str, value: str) -> QuerySet[Organ]:
        known = OrganName.objects.filter(name=value).values("organ")
        return queryset.filter(Q(name=value) | Q(id__in=known))


@extend_schema_view(
    get=extend_schema(
        tags=["organs"], operation_id="organs_list", responses={200: OrganSerializer(many=True), **PROBLEMS}
    )
)
class OrganListView(PublicList):
    """发文机关与责任单位，按拼音排列；只列有已发布文件的。"""

    serializer_class = OrganSerializer
    filterset_class = OrganFilters
    ordering = ("sort_key", "id")

    def get_queryset(self) -> QuerySet[Organ]:
        issued = Count("documents", filter=Q(documents__state=DocumentState.PUBLISHED), distinct=True)
        owed = Count("duties", filter=Q(duties__state=DocumentState.PUBLISHED), distinct=True)
        organs = Organ.objects.annotate(document_count=issued, duty_count=owed)
        named = organs.filter(Q(document_count__gt=0) | Q(duty_count__gt=0))
        return named.select_related("successor").prefetch_related("names")
