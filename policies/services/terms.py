"""The office's word list: words added, changed and set aside, one by one or from a table."""

import csv
import io
from dataclasses import dataclass

from django.db import transaction

from policies.grammar.said import said
from policies.models import Term, User

COLUMNS = ("误", "正", "说明", "例外")
_MOST = 5000


class TermError(Exception):
    """What was given makes no entry; the message is for the person who gave it."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many entries are new, and how many were there and are changed."""

    made: int
    changed: int


@transaction.atomic
def set_term(
    *, wrong: str, right: str, by: User, reason: str = "", exceptions: str = "", term: Term | None = None
) -> Term:
    """A new entry, or another wording of one that stands. Raises `TermError`."""
    wrong, right = wrong.strip(), right.strip()
    others = Term.objects.filter(wrong=wrong)
    others = others.exclude(pk=term.pk) if term else others
    problem = _problem(wrong, right, exceptions) or (
        said("字词表里已经有“{wrong}”。", wrong=wrong) if others.exists() else ""
    )
    if problem:
        raise TermError(problem)
    term = term or Term()
    term.wrong, term.right, term.reason, term.exceptions, term.by = wrong, right, reason.strip(), exceptions.strip(), by
    term.save()
    return term


@transaction.atomic
def switch_term(*, term: Term, active: bool, by: User) -> Term:
    """Sets an entry aside, or takes it up again; none is ever lost."""
    term.active, term.by = active, by
    term.save(update_fields=["active", "by", "at"])
    return term


@transaction.atomic
def import_terms(*, text: str, by: User) -> Imported:
    """Entries from a CSV table with the columns 误, 正, 说明, 例外; a first line that names them is no entry.

    What stands under the same word is changed. Raises `TermError` with the line that makes no entry, and then keeps none.
    """
    rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))) if any(cell.strip() for cell in row)]
    rows = rows[1:] if rows and rows[0][0].strip() == COLUMNS[0] else rows
    if len(rows) > _MOST:
        raise TermError(said("一次最多导入 {most} 条。", most=_MOST))
    standing = Term.objects.in_bulk([row[0].strip() for row in rows], field_name="wrong")
    made = changed = 0
    for n, row in enumerate(rows, 1):
        wrong, right, reason, exceptions = (cell.strip() for cell in (*row, "", "", "")[:4])
        problem = _problem(wrong, right, exceptions)
        if problem:
            raise TermError(said("第 {n} 条：{problem}", n=n, problem=problem))
        term = standing.get(wrong)
        if term is None:
            made += 1
        elif (term.right, term.reason, term.exceptions) == (right, reason, exceptions):
            continue
        else:
            changed += 1
        standing[wrong] = set_term(
            wrong=wrong, right=right, by=by, reason=reason[:300], exceptions=exceptions, term=term
        )
    return Imported(made, changed)


def table_of_terms() -> str:
    """All entries as the table that `import_terms` reads."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows((one.wrong, one.right, one.reason, one.exceptions) for one in Term.objects.order_by("wrong"))
    return "\ufeff" + out.getvalue()


def _problem(wrong: str, right: str, exceptions: str) -> str:
    longest = Term._meta.get_field("wrong").max_length or 0
    if not wrong:
        return said("请写明误用的字词。")
    if max(len(wrong), len(right)) > longest:
        return said("字词最长 {longest} 字。", longest=longest)
    if len(wrong) < 2:
        return said("单个字到处都有，请写成词。")
    if wrong == right:
        return said("误用的字词和改法相同。")
    stray = next((one for one in exceptions.split() if wrong not in one), "")
    return said("例外“{stray}”里没有误用的字词。", stray=stray) if stray else ""
