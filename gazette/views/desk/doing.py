"""What the desk does with what was posted: a form is filled in, its deed is done, and what came of it is said.

A refusal is an answer like others: it stands in the form that asked, or on the page that the deed leads back to.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from policies.speaking import shown

Filled = TypeVar("Filled", bound=BaseForm)
Result = TypeVar("Result")
Refusal = TypeVar("Refusal", bound=Exception)


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """A deed that was done, and what the service made."""

    result: Result


def filled(request: HttpRequest, form: type[Filled], **given: Any) -> Filled:
    """A form with what was posted; on a GET with nothing but its initial values. `given` is the form's own."""
    return form(request.POST if request.method == "POST" else None, **given)


def attempt(
    form: BaseForm,
    deed: Callable[..., Result],
    *refused: type[Exception],
    field: str | None = None,
    words: Mapping[type[Refusal], str] | None = None,
) -> Done[Result] | None:
    """Does the deed with a form's values, None when the form is empty or wrong, or the deed is refused.

    `refused` are the service's errors; they go into the form, at `field` or above it, as `words` has them or in their own.
    """
    if not (form.is_bound and form.is_valid()):
        return None
    told: Mapping[type[Refusal], str] = words or {}
    kinds: tuple[type[Exception], ...] = (*refused, *told)
    try:
        return Done(deed(**form.cleaned_data))
    except kinds as error:
        form.add_error(field, next((said for kind, said in told.items() if isinstance(error, kind)), shown(error)))
        return None


def tell(
    request: HttpRequest,
    deed: Callable[[], Result],
    *refused: type[Exception],
    said: str | Callable[[Result], str] = "",
) -> Done[Result] | None:
    """Does a deed that has no page of its own; the next page says `said` of it, or why it was refused."""
    try:
        result = deed()
    except refused as error:
        messages.error(request, shown(error))
        return None
    words = said(result) if callable(said) else said
    if words:
        messages.success(request, words)
    return Done(result)
