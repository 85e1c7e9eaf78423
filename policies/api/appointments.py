"""appointments/: who gained and lost which post, across all documents."""

import django_filters
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers

from policies.api.addresses import api_address
from policies.api.documents.parts import AppointmentSerializer
from policies.api.views import PROBLEMS, PublicList
from policies.models import Appointment, DocumentState
from policies.querysets import dated


class AppointmentDocumentSerializer(serializers.Serializer):
    slug = serializers.CharField()
    doc_number = serializers.CharField()
    title = serializers.CharField()
    url = serializers.URLField()


class AppointmentEntrySerializer(AppointmentSerializer):
    on = serializers.DateField(source="version.document.issued_on", allow_null=True, help_text="任免文件的成文日期")
    eid = serializers.SerializerMethodField()
    document = serializers.SerializerMethodField()

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_eid(self, appointment: Appointment) -> str | None:
        return appointment.provision.eid if appointment.provision else None

    @extend_schema_field(AppointmentDocumentSerializer)
    def get_document(self, appointment: Appointment) -> dict[str, str]:
        document = appointment.version.document
        return {
            "slug": document.slug,
            "doc_number": document.doc_number,
            "title": document.title,
            "url": api_address(self.context["request"], "document_detail", document.slug),
        }


class AppointmentFilters(django_filters.FilterSet):
    name = django_filters.CharFilter(max_length=60, label="姓名，全名相符")
    document = django_filters.CharFilter("version__document__slug", max_length=120, label="文件的 slug")
    gazette = django_filters.CharFilter(
        "version__document__promulgations__issue__gazette__code", distinct=True, max_length=40, label="公报的代码"
    )
    on_from = django_filters.DateFilter("version__document__issued_on", "gte", label="成文日期不早于")
    on_to = django_filters.DateFilter("version__document__issued_on", "lte", label="成文日期不晚于")

    class Meta:
        model = Appointment
        fields: list[str] = []


@extend_schema_view(
    get=extend_schema(
        tags=["appointments"],
        operation_id="appointments_list",
        responses={200: AppointmentEntrySerializer(many=True), **PROBLEMS},
    )
)
class AppointmentListView(PublicList):
    """任免，逐人列出，新的在前。"""

    serializer_class = AppointmentEntrySerializer
    filterset_class = AppointmentFilters
    ordering = ("-dated", "-version_id", "position", "id")

    def get_queryset(self) -> QuerySet[Appointment]:
        entries = Appointment.objects.filter(version__current=True, version__document__state=DocumentState.PUBLISHED)
        entries = entries.annotate(dated=dated("version__document__issued_on"))
        return entries.select_related("version__document", "provision").prefetch_related("version__document__numbers")
