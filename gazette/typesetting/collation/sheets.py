"""Turns a source into what is shown of it at once: the picture of a page, or numbered lines."""

from dataclasses import dataclass

from django.db.models import F, Func, IntegerField, JSONField, Value

from gazette.models import Reading
from gazette.typesetting.collation.addresses import LINES_A_PAGE, Window
from policies.models import SourcePage


@dataclass(frozen=True, slots=True)
class Sheet:
    """`page` is None where the source has lines only; `lines` are (number, text)."""

    window: Window
    count: int
    page: SourcePage | None = None
    lines: tuple[tuple[int, str], ...] = ()

    @property
    def before(self) -> int | None:
        return self.window.number - 1 if self.window.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.window.number + 1 if self.window.number < self.count else None


def count_pages(*, source_id: int, reading_id: int | None) -> tuple[int, bool]:
    """How many pages there are to show, and whether they are the source's own."""
    last = SourcePage.objects.filter(source=source_id).order_by("-number").values_list("number", flat=True).first()
    if last:
        return last, True
    length = Func(F("data__lines"), function="jsonb_array_length", output_field=IntegerField())
    lines = Reading.objects.filter(pk=reading_id or 0).values_list(length, flat=True).first()
    return max(1, -(-(lines or 0) // LINES_A_PAGE)), False


def sheet_of(*, source_id: int, reading_id: int | None, window: Window, count: int) -> Sheet:
    """One query: a page's row, or the window's lines alone out of the stored reading."""
    if window.paged:
        return Sheet(window, count, page=SourcePage.objects.filter(source=source_id, number=window.number).first())
    wanted = Func(
        F("data"),
        Value(f"$.lines[{window.first_line - 1} to {window.last_line - 1}]"),
        function="jsonb_path_query_array",
        template="%(function)s(%(expressions)s::jsonpath)",
        output_field=JSONField(),
    )
    lines = Reading.objects.filter(pk=reading_id or 0).values_list(wanted, flat=True).first() or []
    return Sheet(window, count, lines=tuple(enumerate(lines, window.first_line)))
