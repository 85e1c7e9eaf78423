"""Forms of the registers: organs, leaders, topics, recipients."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gazette.forms.names import NamesSelect
from gazette.models import RecipientKind
from policies.grammar.number_queries import parse_query
from policies.models import Organ, OrganName, PolicyDocument, Topic
from policies.services.organ_register import NameLine, organ_of_code


def day(label: Any, *, required: bool = False) -> forms.DateField:
    """A browser's own date field, which takes a day as 2024-03-05 whatever the language."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget)


class OrganField(forms.CharField):
    """An organ by its name or code, so that a page need not list thousands; the page offers the names in a datalist."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, widget=forms.TextInput(attrs={"list": "organ-names"}), **kwargs)

    def clean(self, value: Any) -> Organ | None:
        given = "".join((super().clean(value) or "").split())
        if not given:
            return None
        found = Organ.objects.filter(name=given).first() or organ_of_code(given)
        if found is None:
            found = Organ.objects.filter(names__name=given).distinct().first()
        if found is None:
            raise forms.ValidationError(_("名录里没有“%(name)s”。"), params={"name": given})
        return found


class DocumentField(forms.CharField):
    """A document by its number, however it is written, or by the key of its address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return (value.doc_number or value.slug) if isinstance(value, PolicyDocument) else value

    def clean(self, value: Any) -> PolicyDocument | None:
        given = (super().clean(value) or "").strip()
        if not given:
            return None
        asked = parse_query(given)
        bearing = list(PolicyDocument.objects.bearing(asked)[:2]) if asked else []
        found = bearing or list(PolicyDocument.objects.filter(slug=given))
        if len(found) != 1:
            raise forms.ValidationError(_("没有找到唯一的文件“%(number)s”。"), params={"number": given})
        return found[0]


class OrganSearchForm(forms.Form):
    q = forms.CharField(label=_("名称或代码"), required=False, max_length=120)


class NewOrganForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=120)
    code = forms.RegexField(
        label=_("代码"),
        regex=r"^[a-z][a-z0-9-]{1,60}$",
        required=False,
        help_text=_("出现在网址里，以后不变；不填则取拼音首字母。"),
    )


class OrganForm(forms.Form):
    name = forms.CharField(label=_("现名"), max_length=120)
    renamed_on = day(_("更名日期"))
    successor = OrganField(label=_("职责划入"), required=False)


class OrganNameForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=OrganName.Kind.choices, required=False)
    from_on = day(_("自"))
    until_on = day(_("至"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begin, end = cleaned.get("from_on"), cleaned.get("until_on")
        if begin and end and end < begin:
            raise forms.ValidationError(_("结束日期早于开始日期。"))
        return cleaned

    def line(self) -> NameLine | None:
        """None for a row left empty or to be deleted."""
        given = self.cleaned_data
        if not given.get("name") or given.get("DELETE"):
            return None
        return NameLine(given["name"], given["kind"] or OrganName.Kind.SHORT, given["from_on"], given["until_on"])


OrganNameFormSet = forms.formset_factory(OrganNameForm, extra=2, can_delete=True)


class MergeForm(forms.Form):
    into = OrganField(label=_("并入"))


class LeaderSearchForm(forms.Form):
    q = forms.CharField(label=_("机关、职务或姓名"), required=False, max_length=120)
    on = day(_("哪一天在任"))


class TenureForm(forms.Form):
    """Documents are named by their numbers."""

    organ = OrganField(label=_("机关"))
    post = forms.CharField(label=_("职务"), max_length=120)
    person = forms.CharField(label=_("姓名"), max_length=60)
    from_on = day(_("任职日期"))
    until_on = day(_("免职日期（末日）"))
    appointed_by = DocumentField(label=_("任职文件"), required=False)
    removed_by = DocumentField(label=_("免职文件"), required=False)
    note = forms.CharField(label=_("备注"), max_length=200, required=False)


class PostForm(forms.Form):
    name = forms.CharField(label=_("职务"), max_length=120)
    position = forms.IntegerField(label=_("次序"), min_value=1, max_value=999)


class ProposalForm(forms.Form):
    """One line of a notice as the editor parts it; the hidden fields say which line."""

    document = forms.IntegerField(widget=forms.HiddenInput)
    person = forms.CharField(max_length=60, widget=forms.HiddenInput)
    printed = forms.CharField(max_length=2000, widget=forms.HiddenInput)
    gained = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1", widget=forms.HiddenInput
    )
    organ = forms.CharField(label=_("机关"), max_length=120, required=False)
    post = forms.CharField(label=_("职务"), max_length=120, required=False)
    on = day(_("日期"))


class TableFileForm(forms.Form):
    """A table as CSV or XLSX."""

    file = forms.FileField(label=_("CSV 或 XLSX 文件"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}))


class RecipientSearchForm(forms.Form):
    q = forms.CharField(label=_("名称、地址或联系人"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("全部")), *RecipientKind.choices])
    on = day(_("哪一天收报"))


class RecipientForm(forms.Form):
    kind = forms.ChoiceField(label=_("类别"), choices=RecipientKind.choices)
    name = forms.CharField(label=_("名称"), max_length=120)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    postcode = forms.CharField(label=_("邮编"), max_length=20, required=False)
    contact = forms.CharField(label=_("联系人"), max_length=60, required=False)
    phone = forms.CharField(label=_("电话"), max_length=60, required=False)
    copies = forms.IntegerField(label=_("份数"), min_value=1, max_value=100_000)
    from_on = day(_("起始日期"))
    until_on = day(_("终止日期（末日）"))
    note = forms.CharField(label=_("备注"), max_length=200, required=False)


class FreezeForm(forms.Form):
    print_run = forms.IntegerField(label=_("印数"), min_value=1, max_value=10_000_000)
    on = day(_("发行日期"), required=True)


class TopicForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=80)
    parent = forms.ModelChoiceField(
        label=_("上级主题"),
        queryset=Topic.objects.filter(parent=None),
        required=False,
        empty_label=_("无（一级主题）"),
        widget=NamesSelect,
    )

    def __init__(self, *args: Any, topic: Topic | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if topic:
            field = self.fields["parent"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = Topic.objects.filter(parent=None).exclude(pk=topic.pk)


class TopicMergeForm(forms.Form):
    into = forms.ModelChoiceField(label=_("并入"), queryset=Topic.objects.none(), widget=NamesSelect)

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Topic.objects.exclude(pk=topic.pk).exclude(parent=topic)


class GazetteForm(forms.Form):
    title = forms.CharField(label=_("刊名"), max_length=120)
    office = forms.CharField(label=_("编辑部门"), max_length=120, required=False)
    sections = forms.CharField(
        label=_("新一期的栏目（每行一个，按次序）"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_sections(self) -> list[str]:
        return str(self.cleaned_data["sections"]).splitlines()
