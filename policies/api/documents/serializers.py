"""A document as programs read it: the metadata everywhere, the texts in the detail only."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from policies.api.addresses import api_address, file_address, page_address
from policies.api.documents.parts import (
    AppendixSerializer,
    AppointmentSerializer,
    CitationSerializer,
    TableLinkSerializer,
    TextSerializer,
)
from policies.models import PolicyDocument, Validity


class OrganReferenceSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class IssuerSerializer(OrganReferenceSerializer):
    lead = serializers.BooleanField()


class ValiditySerializer(serializers.Serializer):
    value = serializers.ChoiceField(Validity.choices)
    since = serializers.DateField(allow_null=True)
    source = serializers.CharField(help_text="条款的 eid、另一文件的 slug，或编辑的说明；不知道则为空")


class FormatsSerializer(serializers.Serializer):
    """没有的格式没有键。"""

    json = serializers.URLField()
    pdf = serializers.URLField(required=False)


class PromulgationSerializer(serializers.Serializer):
    url = serializers.URLField()
    section = serializers.CharField()
    printed_page = serializers.IntegerField(allow_null=True)


def leading_organ(document: PolicyDocument) -> dict[str, str] | None:
    """Of the prefetched issuers the one that leads."""
    links = sorted(document.issuer_links.all(), key=lambda link: not link.lead)
    return {"code": links[0].organ.code, "name": links[0].organ.name} if links else None


def validity_of(document: PolicyDocument) -> dict[str, Any]:
    since = document.validity_since
    return {
        "value": document.validity,
        "since": since.isoformat() if since else None,
        "source": document.validity_source,
    }


class DocumentSerializer(serializers.Serializer):
    """没有印出、编辑也没有填写的日期为 null，文字为空，从不推测。"""

    slug = serializers.CharField()
    doc_number = serializers.CharField(help_text="第一个文号的规范写法；没有文号则为空")
    numbers = serializers.SerializerMethodField()
    title = serializers.CharField()
    genre = serializers.CharField()
    issuer = serializers.SerializerMethodField()
    issuers = serializers.SerializerMethodField()
    addressees = serializers.ListField(child=serializers.CharField())
    issued_on = serializers.DateField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    effective_on = serializers.DateField(allow_null=True)
    expires_on = serializers.DateField(allow_null=True)
    repealed_on = serializers.DateField(allow_null=True)
    validity = serializers.SerializerMethodField()
    publicity = serializers.CharField()
    index_number = serializers.CharField(allow_null=True)
    topics = serializers.SerializerMethodField()
    departments = serializers.SerializerMethodField()
    issues = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    html = serializers.SerializerMethodField()
    formats = serializers.SerializerMethodField()
    updated_at = serializers.DateTimeField()

    def get_numbers(self, document: PolicyDocument) -> list[str]:
        return [number.normalised for number in document.numbers.all()]

    def get_topics(self, document: PolicyDocument) -> list[str]:
        return [topic.name for topic in document.topics.all()]

    def get_departments(self, document: PolicyDocument) -> list[str]:
        return [organ.name for organ in document.departments.all()]

    @extend_schema_field(OrganReferenceSerializer(allow_null=True))
    def get_issuer(self, document: PolicyDocument) -> dict[str, Any] | None:
        return leading_organ(document)

    @extend_schema_field(IssuerSerializer(many=True))
    def get_issuers(self, document: PolicyDocument) -> list[dict[str, Any]]:
        return [
            {"code": link.organ.code, "name": link.organ.name, "lead": link.lead}
            for link in document.issuer_links.all()
        ]

    @extend_schema_field(ValiditySerializer)
    def get_validity(self, document: PolicyDocument) -> dict[str, Any]:
        return validity_of(document)

    @extend_schema_field(PromulgationSerializer(many=True))
    def get_issues(self, document: PolicyDocument) -> list[dict[str, Any]]:
        return [
            {
                "url": api_address(self.context["request"], "issue_detail", promulgation.issue_id),
                "section": promulgation.entry.section if promulgation.entry else "",
                "printed_page": promulgation.printed_page,
            }
            for promulgation in document.promulgations.all()
        ]

    @extend_schema_field(serializers.URLField)
    def get_url(self, document: PolicyDocument) -> str:
        return api_address(self.context["request"], "document_detail", document.slug)

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_html(self, document: PolicyDocument) -> str | None:
        return page_address(self.context["request"], document)

    @extend_schema_field(FormatsSerializer)
    def get_formats(self, document: PolicyDocument) -> dict[str, str]:
        pdf = file_address(self.context["request"], "policies:document_pdf", document.slug)
        return {"json": self.get_url(document)} | ({"pdf": pdf} if pdf else {})


class DocumentDetailSerializer(DocumentSerializer):
    """The metadata and the present wording. The instance carries its `wording`, a Version with everything prefetched, or None."""

    texts = TextSerializer(many=True, source="wording.texts.all")
    appendices = AppendixSerializer(many=True, source="wording.appendices.all")
    tables = TableLinkSerializer(many=True, source="wording.tables.all")
    citations = CitationSerializer(many=True, source="wording.citations.all")
    cited_by = serializers.SerializerMethodField()
    appointments = AppointmentSerializer(many=True, source="wording.appointments.all")

    @extend_schema_field(CitationSerializer(many=True))
    def get_cited_by(self, document: PolicyDocument) -> list[dict[str, Any]]:
        """Who cites this document: number, title and document are the citing one's, eid stands in it."""
        request = self.context["request"]
        return [
            {
                "kind": citation.kind,
                "number": citation.version.document.doc_number,
                "title": citation.version.document.title,
                "document": api_address(request, "document_detail", citation.version.document.slug),
                "eid": citation.provision.eid if citation.provision else None,
            }
            for citation in document.cited_by.all()
        ]
