"""Tables handed in and out: a file first, then the same rows confirmed; what was shown is carried in the form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gazette.forms.registers import TableFileForm
from policies.services.spreadsheets import XLSX, SpreadsheetError, csv_file, read_table, xlsx_file
from policies.speaking import shown


@dataclass(slots=True)
class GivenTable:
    """`carried` is the table as CSV text for the form's second round; `confirmed`: this is that round; `trouble`: why not."""

    form: TableFileForm
    rows: list[dict[str, str]]
    carried: str = ""
    confirmed: bool = False
    trouble: str = ""


def given_table(request: HttpRequest, columns: Sequence[str]) -> GivenTable:
    """What was posted, from a file or carried over."""
    if request.method != "POST":
        return GivenTable(TableFileForm(), [])
    carried = request.POST.get("rows", "")
    form = TableFileForm() if carried else TableFileForm(request.POST, request.FILES)
    if not carried and not form.is_valid():
        return GivenTable(form, [])
    data = carried.encode() if carried else form.cleaned_data["file"].read()
    try:
        rows = read_table(data=data, columns=columns)
    except SpreadsheetError as error:
        return GivenTable(form, [], trouble=shown(error))
    if not rows:
        return GivenTable(form, [], trouble=_("表里没有内容。"))
    return GivenTable(form, rows, csv_file(columns=columns, rows=rows).decode("utf-8-sig"), bool(carried))


def table_answer(
    *, form: str, name: str, title: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]]
) -> HttpResponse:
    """`form` is csv or xlsx; a download for the desk alone."""
    if form == "xlsx":
        response = HttpResponse(xlsx_file(columns=columns, rows=rows, title=title), content_type=XLSX)
    else:
        response = HttpResponse(csv_file(columns=columns, rows=rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
