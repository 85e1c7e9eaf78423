"""An issue as programs read it: the masthead in lists, contents and chronicle in the detail."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from gazette.models import ContentsEntry, GazetteIssue, IssueKind, Promulgation
from policies.api.addresses import api_address, file_address, page_address


class GazetteSerializer(serializers.Serializer):
    code = serializers.CharField()
    title = serializers.CharField()


class MastheadFieldSerializer(serializers.Serializer):
    label = serializers.CharField()
    value = serializers.CharField()


class BoardSerializer(serializers.Serializer):
    role = serializers.CharField()
    names = serializers.ListField(child=serializers.CharField())


class IssuePdfSerializer(serializers.Serializer):
    """没有的文件没有键。"""

    typeset = serializers.URLField(required=False)
    original = serializers.URLField(required=False)
    sha256 = serializers.CharField(required=False)


class ContentsSerializer(serializers.Serializer):
    section = serializers.CharField()
    title = serializers.CharField()
    page = serializers.IntegerField(allow_null=True)
    documents = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.URLField()))
    def get_documents(self, entry: ContentsEntry) -> list[str]:
        return _addresses(self.context, entry.promulgations.all())


class ChronicleLineSerializer(serializers.Serializer):
    on = serializers.DateField(allow_null=True)
    end_on = serializers.DateField(allow_null=True)
    text = serializers.CharField()


class IssueSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    gazette = GazetteSerializer()
    title = serializers.SerializerMethodField()
    year = serializers.IntegerField()
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(IssueKind.choices)
    total_number = serializers.IntegerField(allow_null=True)
    frequency = serializers.CharField()
    permit_number = serializers.CharField()
    slogan = serializers.CharField()
    publisher = serializers.CharField()
    phone = serializers.CharField()
    postcode = serializers.CharField()
    address = serializers.CharField()
    printer = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    url = serializers.SerializerMethodField()
    html = serializers.SerializerMethodField()
    pdf = serializers.SerializerMethodField()

    def get_title(self, issue: GazetteIssue) -> str:
        return issue.title or issue.gazette.title

    @extend_schema_field(serializers.URLField)
    def get_url(self, issue: GazetteIssue) -> str:
        return api_address(self.context["request"], "issue_detail", issue.id)

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_html(self, issue: GazetteIssue) -> str | None:
        return page_address(self.context["request"], issue)

    @extend_schema_field(IssuePdfSerializer)
    def get_pdf(self, issue: GazetteIssue) -> dict[str, str]:
        typeset = file_address(
            self.context["request"], "gazette:issue_pdf", *issue.gazette.address, issue.year, issue.key
        )
        return {"typeset": typeset} if typeset else {}


class IssueDetailSerializer(IssueSerializer):
    masthead = MastheadFieldSerializer(many=True, help_text="刊头所印的各项")
    board = BoardSerializer(many=True, help_text="编委会")
    contents = ContentsSerializer(many=True, source="contents.all")
    documents = serializers.SerializerMethodField(help_text="本期已发布的文件，按刊登次序")
    chronicle = ChronicleLineSerializer(many=True, source="chronicle.all")

    @extend_schema_field(serializers.ListField(child=serializers.URLField()))
    def get_documents(self, issue: GazetteIssue) -> list[str]:
        return _addresses(self.context, issue.promulgations.all())


def _addresses(context: Mapping[str, Any], promulgations: Any) -> list[str]:
    """The prefetched promulgations hold published documents only, in print's order."""
    return [_address(context, promulgation) for promulgation in promulgations]


def _address(context: Mapping[str, Any], promulgation: Promulgation) -> str:
    return api_address(context["request"], "document_detail", promulgation.document.slug)
