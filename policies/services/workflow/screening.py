"""个人信息筛查: numbers of persons in any text or cell of a wording, each a finding until it is gone or accepted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models.functions import Now

from policies.drafting.tree import Fields
from policies.grammar.personal import PersonalKind, PersonalNumber, find_personal
from policies.models import Draft, Finding, FindingMaker, FindingState, PolicyDocument, TableRow, Version
from policies.reading.records import Severity
from policies.services.drafting.loading import fields_of

CODES = tuple(kind.value for kind in PersonalKind)
_NAMES = {
    PersonalKind.IDENTITY: "身份证号码",
    PersonalKind.MOBILE: "手机号码",
    PersonalKind.CARD: "银行卡号",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A number in a node of the draft's tree; `path` is the place for people who don't edit: an eid, tables/1/rows/3."""

    key: str
    field: str
    path: str
    number: PersonalNumber

    @property
    def same(self) -> tuple[str, str, str]:
        """What one decision covers: this number in this place, wherever in the place it stands."""
        return self.number.kind.value, self.path, self.number.digits


def screen(*, version: Version, fields: Fields) -> list[Hit]:
    """Every number of a person in the wording and the fields that go with it."""
    return [
        Hit(key, field, path, number)
        for key, field, path, text in _pieces(version, fields)
        for number in find_personal(text)
    ]


def undecided(*, document: PolicyDocument, version: Version, fields: Fields) -> list[Hit]:
    """The hits that nobody has accepted with a reason."""
    accepted = set(
        Finding.objects.filter(document=document, code__in=CODES, state=FindingState.ACCEPTED).values_list(
            "code", "path", "found"
        )
    )
    return [hit for hit in screen(version=version, fields=fields) if hit.same not in accepted]


def record_screening(*, draft: Draft) -> list[Finding]:
    """A finding for each hit that has none; what is no longer there counts as fixed, its number forgotten. Gives the open ones."""
    known = list(Finding.objects.filter(document_id=draft.document_id, code__in=CODES))
    have = Counter((one.code, one.path, one.found) for one in known if one.state != FindingState.FIXED)
    hits = screen(version=draft.version, fields=fields_of(draft=draft))
    wanted = Counter(hit.same for hit in hits)
    accepted = {(one.code, one.path, one.found) for one in known if one.state == FindingState.ACCEPTED}
    Finding.objects.bulk_create(
        _finding(draft, hit) for hit in hits if hit.same not in accepted and _take(have, hit.same) is None
    )
    for one in known:
        if one.state == FindingState.OPEN and not wanted[one.code, one.path, one.found]:
            masked = f"{one.found[:3]}{'*' * (len(one.found) - 5)}{one.found[-2:]}"
            Finding.objects.filter(pk=one.pk).update(state=FindingState.FIXED, found=masked, decided_at=Now())
    return list(Finding.objects.filter(document_id=draft.document_id, code__in=CODES, state=FindingState.OPEN))


def _take(have: Counter[tuple[str, str, str]], same: tuple[str, str, str]) -> int | None:
    """Takes one of those that are there; None when none is left."""
    if not have[same]:
        return None
    have[same] -= 1
    return have[same]


def _finding(draft: Draft, hit: Hit) -> Finding:
    return Finding(
        code=hit.number.kind.value,
        severity=Severity.WARNING.value,
        message=f"疑似{_NAMES[hit.number.kind]}：{hit.number.masked}。公开前请删去，或写明保留的理由。",
        path=hit.path[:200],
        found=hit.number.digits,
        document_id=draft.document_id,
        version=draft.version,
        maker=FindingMaker.PROOFREADER,
        key=hit.key,
        field=hit.field,
        start=hit.number.start,
        end=hit.number.end,
    )


def _pieces(version: Version, fields: Fields) -> Iterator[tuple[str, str, str, str]]:
    """(key, field, path, text) of everything that the public would read."""
    yield "", "title", "title", fields.title
    for n, name in enumerate((*fields.addressees, *fields.signed_by), 1):
        yield "", "addressees" if n <= len(fields.addressees) else "signed_by", f"names/{n}", name
    for part in version.texts.all():
        yield f"t{part.pk}", "title", part.eid, part.title
    for one in version.provisions.order_by("position"):
        yield f"p{one.pk}", "heading", one.eid, one.heading
        yield f"p{one.pk}", "text", one.eid, one.text
    yield from _of_tables(version)
    for figure in version.figures.all():
        yield f"f{figure.pk}", "caption", f"figures/{figure.n}", figure.caption
        yield f"f{figure.pk}", "alt", f"figures/{figure.n}", figure.alt
    for appendix in version.appendices.all():
        yield "", "", f"appendices/{appendix.position}", appendix.title


def _of_tables(version: Version) -> Iterator[tuple[str, str, str, str]]:
    for table in version.tables.all():
        yield f"g{table.pk}", "title", f"tables/{table.n}", table.title
        for n, note in enumerate(table.notes, 1):
            yield f"g{table.pk}", f"notes/{n}", f"tables/{table.n}", note
    rows = TableRow.objects.filter(table__version=version).select_related("table").order_by("table__n", "n")
    for row in rows:
        for n, cell in enumerate(row.printed or row.cells, 1):
            yield f"r{row.pk}", f"cells/{n}", f"tables/{row.table.n}/rows/{row.n}", cell
