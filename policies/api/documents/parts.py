"""The parts of a wording: texts and provisions, appendices, tables, citations, appointments.

Texts hold hundreds of provisions, so that the rows are written straight into dictionaries; the serializers' fields are the schema of them.
"""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from policies.api.addresses import api_address
from policies.models import Appendix, Citation, DocumentState, Figure, Provision, Table, Text
from policies.reading.records import CitationKind, ProvisionKind, TextRole


def _choices(kinds: Any) -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in kinds]


class FigureSerializer(serializers.Serializer):
    url = serializers.URLField(help_text="图片文件")
    alt = serializers.CharField(help_text="替代文字，由编辑填写；还没有填写则为空")
    caption = serializers.CharField(help_text="印在图旁的图题")


class ProvisionSerializer(serializers.Serializer):
    eid = serializers.CharField()
    kind = serializers.ChoiceField(_choices(ProvisionKind))
    level = serializers.IntegerField(help_text="1 为所在文本的最上一级")
    marker = serializers.CharField(help_text="序号，如 第三条、（一）")
    heading = serializers.CharField(help_text="标题；另起一行的标题没有 text")
    text = serializers.CharField()
    table = serializers.URLField(allow_null=True, help_text="此处所排的表")
    figure = FigureSerializer(required=False, help_text="此处所排的图；没有图则没有这个键")


class TextSerializer(serializers.Serializer):
    role = serializers.ChoiceField(_choices(TextRole))
    title = serializers.CharField()
    eid = serializers.CharField()
    provisions = serializers.SerializerMethodField()

    @extend_schema_field(ProvisionSerializer(many=True))
    def get_provisions(self, text: Text) -> list[dict[str, Any]]:
        return [self._provision(provision) for provision in text.provisions.all()]

    def _provision(self, provision: Provision) -> dict[str, Any]:
        return {
            "eid": provision.eid,
            "kind": provision.kind,
            "level": provision.level,
            "marker": provision.marker,
            "heading": provision.heading,
            "text": provision.text,
            "table": table_address(self.context, provision.table) if provision.table else None,
            **({"figure": self._figure(provision.figure)} if provision.figure else {}),
        }

    def _figure(self, figure: Figure) -> dict[str, str]:
        address = figure_address(self.context, figure)
        return {"url": address, "alt": figure.alt, "caption": figure.caption}


class AppendixSerializer(serializers.Serializer):
    number = serializers.IntegerField(allow_null=True)
    label = serializers.CharField()
    title = serializers.CharField()
    omitted = serializers.BooleanField(help_text="附件略")
    text = serializers.SerializerMethodField()
    tables = serializers.SerializerMethodField()

    @extend_schema_field(serializers.CharField(allow_null=True, help_text="正文在 texts 中的 eid"))
    def get_text(self, appendix: Appendix) -> str | None:
        return appendix.part.eid if appendix.part else None

    @extend_schema_field(serializers.ListField(child=serializers.URLField()))
    def get_tables(self, appendix: Appendix) -> list[str]:
        return [table_address(self.context, table) for table in appendix.tables.all()]


class TableLinkSerializer(serializers.Serializer):
    url = serializers.SerializerMethodField()
    title = serializers.CharField()
    appendix = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField)
    def get_url(self, table: Table) -> str:
        return table_address(self.context, table)

    @extend_schema_field(serializers.IntegerField(allow_null=True, help_text="在 appendices 中的位置，从 1 起"))
    def get_appendix(self, table: Table) -> int | None:
        return table.appendix.position if table.appendix else None


class CitationSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(_choices(CitationKind))
    number = serializers.CharField()
    title = serializers.CharField()
    document = serializers.SerializerMethodField()
    eid = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField(allow_null=True, help_text="本站已发布的该文件"))
    def get_document(self, citation: Citation) -> str | None:
        target = citation.target
        if target is None or target.state != DocumentState.PUBLISHED:
            return None
        return api_address(self.context["request"], "document_detail", target.slug)

    @extend_schema_field(serializers.CharField(allow_null=True, help_text="引文所在的条款"))
    def get_eid(self, citation: Citation) -> str | None:
        return citation.provision.eid if citation.provision else None


class AppointmentSerializer(serializers.Serializer):
    name = serializers.CharField()
    appointed = serializers.ListField(child=serializers.CharField())
    removed = serializers.ListField(child=serializers.CharField())
    note = serializers.CharField()


def table_address(context: Mapping[str, Any], table: Table) -> str:
    """`context["slug"]` is the document's: every table of a wording stands under it."""
    return api_address(context["request"], "table_detail", context["slug"], table.n)


def figure_address(context: Mapping[str, Any], figure: Figure) -> str:
    """The picture's file, for a figure whose version is loaded."""
    return str(context["request"].build_absolute_uri(figure.address(context["slug"])))
