"""Forms of the desk."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gazette.models import Gazette, GazetteIssue, IssueKind, JobKind, Task
from gazette.services.composing.rows import NAMED
from policies.models import AuditDeed, MailChoice, Organ, Role, User
from policies.reading.sources.formats import SUFFIXES
from policies.services.figures import LONGEST

MAX_FILES = 500


class _FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Several files at once; an empty one is taken too, so that its job can say so."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        return [super(_FilesField, self).clean(one, initial) for one in data or [None]]


class ImportForm(forms.Form):
    texts = _FilesField(
        label=_("公报文件"),
        allow_empty_file=True,
        widget=_FilesInput(attrs={"accept": ",".join(f".{suffix}" for suffix in (*SUFFIXES, "zip"))}),
        error_messages={"required": _("请选择至少一个文件。")},
    )
    kind = forms.ChoiceField(label=_("文件内容"), choices=JobKind.choices, required=False, initial=JobKind.ISSUE)
    gazette = forms.ModelChoiceField(
        label=_("公报"),
        queryset=Gazette.objects.all(),
        required=False,
        empty_label=_("按报头识别"),
        to_field_name="code",
    )
    year = forms.IntegerField(label=_("年份"), required=False, min_value=1900, max_value=2200)
    number = forms.IntegerField(label=_("期号"), required=False, min_value=1, max_value=9999)

    def clean_texts(self) -> "list[UploadedFile[Any]]":
        files: list[UploadedFile[Any]] = self.cleaned_data["texts"]
        if len(files) > MAX_FILES:
            raise forms.ValidationError(_("一次最多提交 %(most)s 个文件。"), params={"most": MAX_FILES})
        return files

    def clean_kind(self) -> JobKind:
        return JobKind(self.cleaned_data["kind"] or JobKind.ISSUE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = cleaned.get("year") or cleaned.get("number")
        if given and len(cleaned.get("texts") or []) > 1:
            raise forms.ValidationError(_("填写年份或期号时只能提交一个文件。"))
        return cleaned


class FigureForm(forms.Form):
    """What a figure shows; blank takes the words back."""

    alt = forms.CharField(label=_("替代文字"), required=False, max_length=LONGEST, widget=forms.Textarea)


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
        label=_("可编辑哪些机关的文件（不选则不限）"), queryset=Organ.objects.all(), required=False
    )


class AuditForm(forms.Form):
    who = forms.CharField(label=_("用户名"), required=False, max_length=150)
    deed = forms.ChoiceField(label=_("操作"), required=False, choices=[("", _("全部")), *AuditDeed.choices])
    record = forms.CharField(label=_("数据表"), required=False, max_length=63)
    row = forms.CharField(label=_("记录编号"), required=False, max_length=40)
    since = forms.DateField(label=_("自"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("至"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class AssignmentForm(forms.Form):
    """`task` as `gazette.templatetags.talk` offers it: a task's name, of a proof with its number."""

    task = forms.RegexField(label=_("任务"), regex=r"^(proof-[1-9]|draft|collate|galley|original|other)$")
    to = forms.ModelChoiceField(label=_("承办人"), queryset=User.objects.filter(is_active=True))
    due_on = forms.DateField(label=_("期限"), required=False)
    note = forms.CharField(label=_("说明"), required=False, max_length=400)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        task, _dash, proof = cleaned.get("task", "").partition("-")
        if int(proof or 0) > len(settings.PROOF_STEPS):
            raise forms.ValidationError(proof)
        return cleaned | ({"task": Task(task), "proof": int(proof or 0)} if task else {})


class HandOnForm(forms.Form):
    to = forms.ModelChoiceField(queryset=User.objects.filter(is_active=True))
    due_on = forms.DateField(required=False)


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("邮箱"), required=False)


class MailForm(AddressForm):
    mail_choice = forms.ChoiceField(label=_("邮件通知"), choices=MailChoice.choices, widget=forms.RadioSelect)


class TermForm(forms.Form):
    """An entry of the word list."""

    wrong = forms.CharField(label=_("误"), max_length=60)
    right = forms.CharField(label=_("正"), max_length=60, required=False, help_text=_("留空：只提醒，不给改法"))
    reason = forms.CharField(label=_("说明"), max_length=300, required=False)
    exceptions = forms.CharField(
        label=_("例外"), required=False, max_length=2000, help_text=_("含有它而不算误用的词，用空格隔开")
    )


class NewIssueForm(forms.Form):
    gazette = forms.ModelChoiceField(
        label=_("公报"), queryset=Gazette.objects.all(), to_field_name="code", empty_label=None
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
