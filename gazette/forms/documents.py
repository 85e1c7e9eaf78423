"""What editors say of a document's figures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from policies.services.figures import LONGEST


class FigureForm(forms.Form):
    """What a figure shows; blank takes the words back."""

    alt = forms.CharField(label=_("替代文字"), required=False, max_length=LONGEST, widget=forms.Textarea)
