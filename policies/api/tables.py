"""documents/{slug}/tables/{n}/: a printed table, cell by cell."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from policies.api.addresses import api_address, page_address
from policies.api.documents.views import published_document
from policies.api.views import GONE, PROBLEMS, PublicDetail
from policies.models import Finding, FindingState, PolicyDocument, Table
from policies.reading.records import RowKind, Severity


class ColumnSerializer(serializers.Serializer):
    name = serializers.CharField(help_text="各级表头以 / 相连，带所印的单位")


class TableRowSerializer(serializers.Serializer):
    row = serializers.IntegerField()
    kind = serializers.ChoiceField([(kind.value, kind.value) for kind in RowKind])
    cells = serializers.ListField(child=serializers.CharField(), help_text="每栏一格，合并格已填满")
    printed = serializers.ListField(child=serializers.CharField(), help_text="所印的样子，被合并的格为空")


class FindingSerializer(serializers.Serializer):
    code = serializers.CharField()
    severity = serializers.ChoiceField([(one.value, one.value) for one in Severity])
    message = serializers.CharField()
    expected = serializers.CharField()
    found = serializers.CharField()


class TableSerializer(serializers.Serializer):
    title = serializers.CharField()
    unit = serializers.CharField()
    document = serializers.SerializerMethodField()
    appendix = serializers.SerializerMethodField()
    columns = serializers.SerializerMethodField()
    rows = serializers.SerializerMethodField()
    notes = serializers.ListField(child=serializers.CharField())
    findings = FindingSerializer(many=True, source="findings.all")
    url = serializers.SerializerMethodField()
    html = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField)
    def get_document(self, table: Table) -> str:
        return api_address(self.context["request"], "document_detail", self.context["slug"])

    @extend_schema_field(serializers.IntegerField(allow_null=True, help_text="在文件的 appendices 中的位置，从 1 起"))
    def get_appendix(self, table: Table) -> int | None:
        return table.appendix.position if table.appendix else None

    @extend_schema_field(ColumnSerializer(many=True))
    def get_columns(self, table: Table) -> list[dict[str, str]]:
        return [{"name": column["name"]} for column in table.columns]

    @extend_schema_field(TableRowSerializer(many=True))
    def get_rows(self, table: Table) -> list[dict[str, Any]]:
        return [
            {"row": row.n, "kind": row.kind, "cells": row.cells, "printed": row.printed} for row in table.rows.all()
        ]

    @extend_schema_field(serializers.URLField)
    def get_url(self, table: Table) -> str:
        return api_address(self.context["request"], "table_detail", self.context["slug"], table.n)

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_html(self, table: Table) -> str | None:
        return page_address(self.context["request"], table)


@extend_schema_view(
    get=extend_schema(
        tags=["documents"], operation_id="tables_retrieve", responses={200: TableSerializer, **PROBLEMS, **GONE}
    )
)
class TableDetailView(PublicDetail):
    """一个表：栏名、各行，合并的格已填满，旁边是所印的样子。"""

    serializer_class = TableSerializer

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        document = published_document(request, kwargs["slug"], PolicyDocument.objects.all())
        findings = Finding.objects.exclude(state=FindingState.FIXED)
        tables = Table.objects.filter(version__document=document, version__current=True, n=kwargs["n"])
        table = (
            tables.select_related("appendix", "version__document")
            .prefetch_related("rows", Prefetch("findings", findings))
            .first()
        )
        if table is None:
            raise Http404
        context = {**self.get_serializer_context(), "slug": document.slug}
        return Response(TableSerializer(table, context=context).data)
