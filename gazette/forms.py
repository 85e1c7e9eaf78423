"""Forms of the desk."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gazette.models import Gazette
from gazette.services.attempts import is_barred, note_failure
from policies.reading.sources.formats import SUFFIXES
from policies.services.figures import LONGEST

MAX_FILES = 20


class LoginForm(AuthenticationForm):
    """Name and password. After too many failures from one address the right password is refused too, for a while."""

    error_messages = {
        "invalid_login": _("用户名或密码不对，请重新输入。"),
        "inactive": _("用户名或密码不对，请重新输入。"),
        "barred": _("多次登录未成功，请在 15 分钟后再试。"),
    }

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address, self.barred = address, False

    def clean(self) -> dict[str, Any]:
        account = self.cleaned_data.get("username", "")
        if is_barred(account=account, address=self.address):
            self.barred = True
            raise forms.ValidationError(self.error_messages["barred"], code="barred")
        try:
            return super().clean()
        except forms.ValidationError:
            note_failure(account=account, address=self.address)
            raise


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
        widget=_FilesInput(attrs={"accept": ",".join(f".{suffix}" for suffix in SUFFIXES)}),
        error_messages={"required": _("请选择至少一个文件。")},
    )
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given = cleaned.get("year") or cleaned.get("number")
        if given and len(cleaned.get("texts") or []) > 1:
            raise forms.ValidationError(_("填写年份或期号时只能提交一个文件。"))
        return cleaned


class FigureForm(forms.Form):
    """What a figure shows; blank takes the words back."""

    alt = forms.CharField(label=_("替代文字"), required=False, max_length=LONGEST, widget=forms.Textarea)
