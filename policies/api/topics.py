"""topics/: the tree of topics."""

from django.db.models import Count, Q, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from policies.api.addresses import api_address, page_address
from policies.api.views import PROBLEMS, PublicList
from policies.models import DocumentState, Topic


class TopicSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    parent = serializers.CharField(source="parent.code", allow_null=True, default=None)
    documents = serializers.SerializerMethodField()
    document_count = serializers.IntegerField()
    html = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField)
    def get_documents(self, topic: Topic) -> str:
        return f"{api_address(self.context['request'], 'document_list')}?topic={topic.code}"

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_html(self, topic: Topic) -> str | None:
        return page_address(self.context["request"], topic)


@extend_schema_view(
    get=extend_schema(
        tags=["topics"], operation_id="topics_list", responses={200: TopicSerializer(many=True), **PROBLEMS}
    )
)
class TopicListView(PublicList):
    """主题分类，由编辑设定。"""

    serializer_class = TopicSerializer
    filterset_class = None
    ordering = ("code", "id")

    def get_queryset(self) -> QuerySet[Topic]:
        published = Count("documents", filter=Q(documents__state=DocumentState.PUBLISHED))
        return Topic.objects.annotate(document_count=published).select_related("parent")
