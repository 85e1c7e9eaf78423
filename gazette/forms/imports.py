"""Files handed in."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gazette.forms.names import NamesSelect
from gazette.models import Gazette, JobKind
from policies.reading.sources.formats import SUFFIXES

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
        widget=NamesSelect,
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
