"""Forms for what is public already: withdrawal, metadata, validity."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gazette.services.bulk.kinds import Given
from gazette.services.looking import documents_like
from policies.models import Disclosure, DocumentState, Organ, PolicyDocument, Topic, Treatment, Validity
from policies.services.mending import Metadata
from policies.services.noticing import PrintError


class ReasonForm(forms.Form):
    """A deed that is done with a reason which the public reads."""

    reason = forms.CharField(label=_("原因（公众可见）"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawalForm(ReasonForm):
    """`successor` as typed: number, title or address of the public document that takes its place."""

    successor = forms.CharField(
        label=_("替代文件（可不填）"),
        required=False,
        max_length=300,
        help_text=_("写文号、标题中的几个字或网址；只能是已发布的文件。"),
    )

    def clean_successor(self) -> PolicyDocument | None:
        typed = self.cleaned_data["successor"].strip()
        if not typed:
            return None
        found = documents_like(typed).filter(state=DocumentState.PUBLISHED).prefetch_related("numbers")
        self.candidates = list(found[:12])
        if len(self.candidates) == 1:
            return self.candidates[0]
        if self.candidates:
            raise forms.ValidationError(_("这样写的文件不止一份，请从下面选定，或写全文号。"))
        raise forms.ValidationError(_("没有找到这样的已发布文件。"))


def _day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class MetadataForm(forms.Form):
    """What is known about a public document; `stamp` is when it was last changed as the form was opened."""

    genre = forms.CharField(label=_("文种"), max_length=40, required=False)
    index_number = forms.CharField(label=_("索引号"), max_length=80, required=False)
    publicity = forms.CharField(label=_("公开说明"), max_length=80, required=False)
    issued_on = _day_field(_("成文日期"))
    printed_on = _day_field(_("印发日期"))
    published_on = _day_field(_("发布日期"))
    effective_on = _day_field(_("施行日期"))
    expires_on = _day_field(_("失效日期"))
    topics = forms.ModelMultipleChoiceField(
        label=_("主题"), queryset=Topic.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    departments = forms.ModelMultipleChoiceField(
        label=_("责任单位"), queryset=Organ.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label=_("修订的理由（公众可见）"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    stamp = forms.CharField(widget=forms.HiddenInput)

    def metadata(self) -> Metadata:
        """What a valid form asks for."""
        given = self.cleaned_data
        return Metadata(**{one.name: given[one.name] for one in fields(Metadata)})


class ValidityForm(forms.Form):
    """A proposal whether a text holds; no validity takes the standing decision back."""

    validity = forms.ChoiceField(
        label=_("认定为"), required=False, choices=[("", _("撤回编辑认定，以文件自身为准")), *Validity.choices]
    )
    since = _day_field(_("自何日起"))
    source = forms.CharField(
        label=_("依据"), max_length=180, help_text=_("哪份文件、哪一条，或哪个机关的答复。公众可见。")
    )
    reason = forms.CharField(label=_("理由（公众可见）"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def clean_validity(self) -> Validity | None:
        return Validity(self.cleaned_data["validity"]) if self.cleaned_data["validity"] else None


class PrintErrorForm(forms.Form):
    """One error of a print, for the next notice; `finding` when it was referred from the proofreading."""

    page = forms.IntegerField(label=_("页"), required=False, min_value=1, max_value=9999)
    line = forms.IntegerField(label=_("行"), required=False, min_value=1, max_value=999)
    wrong = forms.CharField(label=_("误"), required=False, max_length=2000)
    right = forms.CharField(label=_("正"), required=False, max_length=2000)
    eid = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    reason = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)
    finding = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def error(self) -> PrintError:
        """What a valid form asks for."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "finding"}
        return PrintError(**given)


class BulkForm(forms.Form):
    """What a deed over many documents is given; `wants` of the kind names the fields that it asks for."""

    topics = forms.ModelMultipleChoiceField(
        label=_("主题"), queryset=Topic.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    departments = forms.ModelMultipleChoiceField(
        label=_("责任单位"), queryset=Organ.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    treatment = forms.ChoiceField(label=_("处理方式"), choices=Treatment.choices)
    disclosure = forms.ChoiceField(label=_("公开属性"), choices=Disclosure.choices)
    reason = forms.CharField(label=_("理由（公众可见）"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, wants: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in list(self.fields):
            if name not in wants:
                del self.fields[name]

    def given(self) -> Given:
        """What stands in the form so far, whether it is valid or not."""
        self.is_valid()
        return Given(**self.cleaned_data)
