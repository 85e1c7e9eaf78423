"""Tasks."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gazette.models import Task
from policies.models import User


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
