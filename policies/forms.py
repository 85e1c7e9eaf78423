"""What a reader may ask of the search: the parameters of page and address."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from policies.models import Validity
from policies.search import SORTS, Filters

QUESTION_LENGTH = 500


class SearchForm(forms.Form):
    """Every parameter may be missing; a value that can't be read is an error that says which."""

    q = forms.CharField(required=False, max_length=QUESTION_LENGTH, label=_("关键词"))
    organ = forms.CharField(required=False, max_length=120, label=_("发文机关"))
    genre = forms.CharField(required=False, max_length=40, label=_("文种"))
    topic = forms.CharField(required=False, max_length=80, label=_("主题"))
    validity = forms.ChoiceField(required=False, choices=Validity.choices, label=_("有效性"))
    county = forms.CharField(required=False, max_length=60, label=_("区县"))
    gazette = forms.CharField(required=False, max_length=40, label=_("公报"))
    year = forms.IntegerField(required=False, min_value=1900, max_value=2200, label=_("成文年份"))
    on = forms.DateField(required=False, label=_("当日有效"))
    sort = forms.ChoiceField(required=False, choices=[(sort, sort) for sort in SORTS], label=_("排序"))
    cursor = forms.CharField(required=False, max_length=40, label=_("页次"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not declared above: `from` is a word of the language itself.
        self.fields["from"] = forms.DateField(required=False, label=_("成文日期起"))
        self.fields["to"] = forms.DateField(required=False, label=_("成文日期止"))

    def filters(self) -> Filters:
        """The filters of a valid form."""
        given = self.cleaned_data
        return Filters(
            organ=given["organ"],
            genre=given["genre"],
            topic=given["topic"],
            validity=given["validity"],
            county=given["county"],
            gazette=given["gazette"],
            year=given["year"],
            start=cast("date | None", given["from"]),
            end=cast("date | None", given["to"]),
            on=given["on"],
        )
