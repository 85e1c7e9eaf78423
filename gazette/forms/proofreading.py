"""The office's word list."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TermForm(forms.Form):
    """An entry of the word list."""

    wrong = forms.CharField(label=_("误"), max_length=60)
    right = forms.CharField(label=_("正"), max_length=60, required=False, help_text=_("留空：只提醒，不给改法"))
    reason = forms.CharField(label=_("说明"), max_length=300, required=False)
    exceptions = forms.CharField(
        label=_("例外"), required=False, max_length=2000, help_text=_("含有它而不算误用的词，用空格隔开")
    )
