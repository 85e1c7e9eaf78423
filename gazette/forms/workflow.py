"""Forms of a document's and an issue's way over the desk."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from policies.models import Disclosure, Treatment
from policies.reading.sources.formats import SUFFIXES

_PAPER = [("", _("尚未核对")), ("yes", _("一致")), ("no", _("不一致"))]


def error_words(form: forms.Form) -> str:
    """What is wrong with a form, in one line: each field's label and its first complaint."""
    said = [f"{form.fields[name].label}：{errors[0]}" for name, errors in form.errors.items() if name in form.fields]
    return "；".join(said) or "；".join(str(one) for one in form.non_field_errors())


def _day(label: object, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)  # type: ignore[arg-type]


class ReceptionForm(forms.Form):
    received_from = forms.CharField(label=_("来稿单位"), required=False, max_length=200)
    received_on = _day(_("收稿日期"), required=False)
    paper_agrees = forms.ChoiceField(label=_("纸质与电子稿"), choices=_PAPER, required=False)
    treatment = forms.ChoiceField(label=_("处理方式"), choices=Treatment.choices, widget=forms.RadioSelect)

    def clean_received_from(self) -> str:
        said: str = self.cleaned_data["received_from"]
        return said.strip()

    def clean_paper_agrees(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["paper_agrees"])

    def clean_treatment(self) -> Treatment:
        return Treatment(self.cleaned_data["treatment"])


class RegisterForm(ReceptionForm):
    title = forms.CharField(label=_("标题"), required=False, max_length=500)
    number = forms.CharField(label=_("文号"), required=False, max_length=200)
    issuers = forms.CharField(
        label=_("发文机关"), required=False, max_length=1000, help_text=_("联合发文用顿号分开，主办机关在前。")
    )
    text = forms.CharField(
        label=pgettext_lazy("标题", "正文"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("每段一行；可以留空，登记后再写。"),
    )
    file = forms.FileField(
        label=_("或者交一个文件"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{suffix}" for suffix in SUFFIXES)}),
        help_text=_("标题、文号和正文从文件里识读。"),
    )

    field_order = (
        "title",
        "number",
        "issuers",
        "received_from",
        "received_on",
        "paper_agrees",
        "treatment",
        "text",
        "file",
    )

    def clean_issuers(self) -> list[str]:
        return [name.strip() for name in re.split("[、，,;；\n]", self.cleaned_data["issuers"]) if name.strip()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        title = " ".join(str(cleaned.get("title") or "").split())
        if not title and not cleaned.get("file"):
            self.add_error("title", _("请填写标题，或者交一个文件。"))
        return cleaned | {"title": title}


class DisclosureForm(forms.Form):
    disclosure = forms.ChoiceField(label=_("公开属性"), choices=Disclosure.choices, widget=forms.RadioSelect)

    def clean_disclosure(self) -> Disclosure:
        return Disclosure(self.cleaned_data["disclosure"])


class SecrecyForm(forms.Form):
    examined_by = forms.CharField(label=_("审查人"), max_length=80)
    examined_on = _day(_("审查日期"))


class HourForm(forms.Form):
    at = forms.DateTimeField(
        label=_("发布时间"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
