"""Forms of the registers: organs, leaders, topics, recipients."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from policies.models import Organ, OrganName
from policies.services.organ_register import NameLine, organ_of_code


def day(label: Any, *, required: bool = False) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))


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
