"""Turns a key of the editors' tree into the place that a comment hangs on, and a comment back into its key today."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import Any

from gazette.models import Comment, Pin
from policies.drafting.tree import Fields
from policies.models import Figure, PolicyDocument, Provision, Table, TableRow, Text
from policies.services.drafting.loading import document_fields
from policies.services.workflow.permission import working_draft

_KEY = re.compile(r"([ptrgf])(\d{1,18})")
FIELD = "/"  # before the name of a field of the document, as in what a save changed: `/title`
FIELDS = frozenset(one.name for one in fields_of(Fields))
LONGEST_QUOTE = 600


class PinError(Exception):
    """What the comment was to hang on is not in the document."""


@dataclass(frozen=True, slots=True)
class Place:
    """Columns of a `Comment`, and the words that stand there."""

    columns: dict[str, Any]
    words: str
    text: str = ""  # of a clause: what `start` and `end` count in


def pin_columns(*, document: PolicyDocument, key: str, quote: str = "") -> dict[str, Any]:
    """The columns of a comment on this key, with the words chosen there or all of them; no key: on the whole document.

    Raises `PinError`.
    """
    if not key:
        return {}
    place = _field(document, key.removeprefix(FIELD)) if key.startswith(FIELD) else _row(document, key)
    chosen = quote.strip()
    start = place.text.find(chosen) if chosen else -1
    found = {"start": start, "end": start + len(chosen)} if start >= 0 else {}
    return {**place.columns, "quote": (chosen or place.words)[:LONGEST_QUOTE], **found}


def _field(document: PolicyDocument, name: str) -> Place:
    if name not in FIELDS:
        raise PinError
    value = getattr(document_fields(document=document), name)
    words = "、".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
    return Place({"pin": Pin.FIELD, "field": name}, words)


def _row(document: PolicyDocument, key: str) -> Place:
    matched = _KEY.fullmatch(key)
    if not matched:
        raise PinError
    letter, pk = matched[1], int(matched[2])
    try:
        if letter == "t":
            part = Text.objects.get(pk=pk, version__document=document)
            return Place({"pin": Pin.TITLE, "part": part, "eid": part.eid}, part.title)
        if letter == "r":
            row = TableRow.objects.select_related("table__provision").get(pk=pk, table__version__document=document)
            return Place({"pin": Pin.ROW, "row": row, "eid": _row_eid(row)}, "｜".join(row.cells))
        return _clause(_provision(document, letter, pk))
    except (Provision.DoesNotExist, Text.DoesNotExist, TableRow.DoesNotExist) as error:
        raise PinError from error


def _provision(document: PolicyDocument, letter: str, pk: int) -> Provision:
    by = {"p": "pk", "g": "table", "f": "figure"}[letter]
    return Provision.objects.select_related("table", "figure").get(**{by: pk, "version__document": document})


def _clause(one: Provision) -> Place:
    held: Table | Figure | None = one.table or one.figure
    words = f"{one.marker}{one.heading}{one.text}" or (str(held) if held else "")
    return Place({"pin": Pin.CLAUSE, "provision": one, "eid": one.eid}, words, one.text)


def _row_eid(row: TableRow) -> str:
    clause = getattr(row.table, "provision", None)
    return f"{clause.eid}__row_{row.n}" if clause else ""


def keys_of(*, document: PolicyDocument, comments: Iterable[Comment]) -> dict[int, str]:
    """Comment's key → the key of what it hangs on in the text as it is worked on, '' when that is not there (any more).

    A clause of an earlier wording is where the wording worked on continues it. Uses prefetched `drafts`.
    """
    pinned = list(comments)
    draft = working_draft(document)
    clauses = {one.provision_id for one in pinned if one.provision_id}
    after: dict[int, int] = {}
    if draft and clauses:
        continued = Provision.objects.filter(version=draft.version_id, continues__in=clauses)
        after = {before: pk for before, pk in continued.values_list("continues", "pk") if before}
    return {one.pk: _key(one, after) for one in pinned}


def _key(one: Comment, after: dict[int, int]) -> str:
    if one.provision_id:
        return f"p{after.get(one.provision_id, one.provision_id)}"
    if one.part_id:
        return f"t{one.part_id}"
    if one.row_id:
        return f"r{one.row_id}"
    return f"{FIELD}{one.field}" if one.field else ""
