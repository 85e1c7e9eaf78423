"""Which documents a program asks for."""

import django_filters
from django.db.models import QuerySet

from policies.api.filters import IdFilter, by_code_or_name
from policies.grammar.number_queries import parse_query
from policies.models import PolicyDocument, Validity
from policies.search import found_documents

Documents = QuerySet[PolicyDocument]


class DocumentFilters(django_filters.FilterSet):
    issue = IdFilter(method="of_issue", label="刊登该文件的一期公报（id）")
    number = django_filters.CharFilter(method="of_number", max_length=120, label="文号，任何括号与空格的写法")
    organ = django_filters.CharFilter(method="of_organ", max_length=120, label="发文机关的代码或名称")
    genre = django_filters.CharFilter(max_length=40, label="文种")
    topic = django_filters.CharFilter(method="of_topic", max_length=80, label="主题的代码或名称")
    validity = django_filters.ChoiceFilter(choices=Validity.choices, label="有效性")
    issued_from = django_filters.DateFilter("issued_on", "gte", label="成文日期不早于")
    issued_to = django_filters.DateFilter("issued_on", "lte", label="成文日期不晚于")
    updated_since = django_filters.IsoDateTimeFilter("updated_at", "gte", label="此后更新过（ISO 8601）")

    q = django_filters.CharFilter(method="of_text", max_length=2000, label="检索词，同 search/ 的 q；不排序")

    class Meta:
        model = PolicyDocument
        fields: list[str] = []

    of_organ = staticmethod(by_code_or_name("issuers"))
    of_topic = staticmethod(by_code_or_name("topics"))

    def of_text(self, queryset: Documents, name: str, value: str) -> Documents:
        return queryset.filter(id__in=found_documents(value).values("id"))

    def of_issue(self, queryset: Documents, name: str, value: int) -> Documents:
        return queryset.filter(promulgations__issue__id=value, promulgations__issue__state="published")

    def of_number(self, queryset: Documents, name: str, value: str) -> Documents:
        """The number's parts are compared; what was not typed (the series of 〔2022〕29号) may be anything."""
        asked = parse_query(value)
        if asked is None:
            return queryset.filter(numbers__normalised=value.strip())
        return queryset.filter(id__in=PolicyDocument.objects.bearing(asked).values("id"))
