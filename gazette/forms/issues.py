"""An issue's beginning and its masthead."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gazette.forms.names import NamesSelect
from gazette.models import Gazette, GazetteIssue, IssueKind
from gazette.services.composing.rows import NAMED


class NewIssueForm(forms.Form):
    gazette = forms.ModelChoiceField(
        label=_("公报"),
        queryset=Gazette.objects.all(),
        to_field_name="code",
        empty_label=None,
        widget=NamesSelect,
    )
    year = forms.IntegerField(label=_("年份"), min_value=1900, max_value=2200)
    number = forms.IntegerField(label=_("期号"), min_value=1, max_value=9999)
    kind = forms.ChoiceField(label=_("类别"), choices=IssueKind.choices, initial=IssueKind.REGULAR)
    total_number = forms.IntegerField(label=_("总期号"), required=False, min_value=1, max_value=99999)
    carry = forms.BooleanField(label=_("沿用上一期的报头、编辑委员会和栏目"), required=False)

    def clean_kind(self) -> IssueKind:
        return IssueKind(self.cleaned_data["kind"])


class MastheadForm(forms.ModelForm):  # type: ignore[type-arg]  # it takes none when it runs
    """The named fields of an issue. That a number is not given twice is checked where it is saved, under the lock."""

    class Meta:
        model = GazetteIssue
        fields = NAMED
        labels = {
            "year": _("年份"),
            "number": _("期号"),
            "kind": _("类别"),
            "title": _("刊名（空白即公报名称）"),
            "total_number": _("总期号"),
            "frequency": _("刊期"),
            "permit_number": _("准印证号"),
            "slogan": _("宗旨语"),
            "publisher": _("编辑出版"),
            "phone": _("电话"),
            "postcode": _("邮政编码"),
            "address": _("地址"),
            "printer": _("印刷"),
            "published_on": _("出版日期"),
        }
        widgets = {"published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def validate_unique(self) -> None:
        """Left to the service."""
