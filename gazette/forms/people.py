"""Accounts, their roles and mail, and the search of the audit log."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gazette.services.audit_names import RECORDS
from policies.models import AuditDeed, MailChoice, Organ, Role


class AccountForm(forms.Form):
    username = forms.RegexField(
        label=_("用户名"),
        regex=r"^[A-Za-z][\w.-]{2,29}$",
        max_length=30,
        help_text=_("字母开头，3 至 30 个字母、数字、点或横线。"),
    )
    name = forms.CharField(label=_("姓名"), max_length=30)
    email = forms.EmailField(label=_("邮箱（可不填，用来发送通知）"), required=False)


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("角色"), choices=Role.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    organs = forms.ModelMultipleChoiceField(
        label=_("可编辑哪些机关的文件（不选则不限）"),
        queryset=Organ.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_roles(self) -> list[Role]:
        return [Role(one) for one in self.cleaned_data["roles"]]


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("邮箱"), required=False)


class MailForm(AddressForm):
    mail_choice = forms.ChoiceField(label=_("邮件通知"), choices=MailChoice.choices, widget=forms.RadioSelect)


class AuditForm(forms.Form):
    who = forms.CharField(label=_("用户名"), required=False, max_length=150)
    deed = forms.ChoiceField(label=_("操作"), required=False, choices=[("", _("全部")), *AuditDeed.choices])
    record = forms.ChoiceField(label=_("记录"), required=False, choices=[("", _("全部")), *RECORDS.items()])
    row = forms.CharField(label=_("记录编号"), required=False, max_length=40)
    since = forms.DateField(label=_("自"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("至"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
