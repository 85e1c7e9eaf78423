"""What follows from a changed text: citations and appointments read anew, places and clauses under their new addresses."""

from collections.abc import Collection, Iterable, Sequence

from policies.drafting.records import number_records, table_record, text_records
from policies.drafting.tree import Node, Tree
from policies.grammar.genres import is_personnel
from policies.grammar.organs import issuers_from_title
from policies.models import Appointment, Citation, PolicyDocument, Version
from policies.reading.appointments import read_appointments
from policies.reading.citations import read_citations
from policies.reading.records import AppointmentRecord, CitationRecord, TextRecord
from policies.services.citing import lead_citations
from policies.services.columns import fitted
from policies.services.drafting.folding import Folded
from policies.services.drafting.rewriting import update_rows
from policies.services.drafting.tables import follow_paths

_CITED = ("position", "start", "end")
_CLAUSES = ("effective_clause", "expiry_clause")


def follow(
    *, version: Version, document: PolicyDocument, before: Tree, folded: Folded, changed: Collection[str]
) -> None:
    """`changed` are the keys, in the tree before or after, of what differs between the two."""
    if folded.moved:
        follow_paths(version=version, paths=folded.moved)
        _follow_clauses(document, folded.moved)
    after = folded.tree
    records = text_records(after)
    eids = {node.eid: int(node.key[1:]) for text in after.texts for node in text.nodes}
    rewritten = {folded.keys.get(key, key) for key in changed}
    _cite(version, after, records, eids, rewritten)
    if is_personnel(after.fields.title) or is_personnel(before.fields.title):
        _appoint(version, after, records, eids)


def _follow_clauses(document: PolicyDocument, moved: dict[str, str | None]) -> None:
    """The clauses that give a document its days, under their new addresses."""
    stale = [name for name in _CLAUSES if getattr(document, name) in moved]
    for name in stale:
        setattr(document, name, moved[getattr(document, name)] or "")
    if stale:
        document.save(update_fields=[*stale, "updated_at"])


def _cite(
    version: Version, tree: Tree, records: tuple[TextRecord, ...], eids: dict[str, int], changed: Collection[str]
) -> None:
    """Those of changed provisions and tables as they read now; those of the others stay, in their order."""
    read = _read_citations(tree, records)
    touched = _touched(tree, changed)
    rows = list(Citation.objects.filter(version=version).order_by("position"))
    was = {one.pk: (one.position, one.start, one.end) for one in rows}
    standing: dict[int | None, list[Citation]] = {}
    for one in rows:
        standing.setdefault(one.provision_id, []).append(one)
    found: dict[int | None, list[CitationRecord]] = {}
    for record in read:
        found.setdefault(eids.get(record.provision), []).append(record)
    order: list[Citation] = []
    gone: list[int] = []
    for key in (None, *eids.values()):
        own = standing.get(key, [])
        if key not in touched:
            order += own
            continue
        kept = [_matching(record, own) or _citation(version, key, record) for record in found.get(key, [])]
        gone += [one.pk for one in own]
        order += kept
    _write_citations(order, gone, was)


def _read_citations(tree: Tree, records: tuple[TextRecord, ...]) -> list[CitationRecord]:
    tables = [table_record(one) for one in tree.tables]
    read = read_citations(records, title=tree.fields.title, numbers=number_records(tree), tables=tables)
    return [one for one in read if one.number or one.title]


def _touched(tree: Tree, changed: Collection[str]) -> set[int | None]:
    """The provisions that read otherwise: they, their table, or, for what has no provision, the title."""
    found: set[int | None] = {None} if any(key.startswith("/") or key[0] == "g" for key in changed) else set()
    for text in tree.texts:
        found |= {int(node.key[1:]) for node in text.nodes if node.key in changed or node.table in changed}
    return found


def _matching(record: CitationRecord, own: list[Citation]) -> Citation | None:
    """The row that says the same, taken out of `own`; its place may be another."""
    for one in own:
        if (one.kind, one.number, one.title) == (record.kind.value, record.number, record.title):
            own.remove(one)
            one.start, one.end = record.start, record.end
            return one
    return None


def _citation(version: Version, key: int | None, record: CitationRecord) -> Citation:
    return fitted(
        Citation,
        version=version,
        provision_id=key,
        position=0,
        kind=record.kind.value,
        number=record.number,
        title=record.title,
        start=record.start,
        end=record.end,
    )


def _write_citations(order: Sequence[Citation], gone: Sequence[int], was: dict[int, tuple[int, int, int]]) -> None:
    for position, one in enumerate(order, 1):
        one.position = position
    fresh = [one for one in order if one.pk is None]
    if gone:
        Citation.objects.filter(pk__in=gone).delete()
    update_rows([one for one in order if one.pk and was[one.pk] != (one.position, one.start, one.end)], _CITED)
    Citation.objects.bulk_create(fresh)
    if fresh:
        lead_citations(fresh)


def _appoint(version: Version, tree: Tree, records: tuple[TextRecord, ...], eids: dict[str, int]) -> None:
    """Posts gained and lost as the text now says; rows that say the same stay."""
    pairs = ((one.eid, one.marker + one.heading + one.text) for text in records for one in text.provisions)
    names = issuers_from_title(tree.fields.title)
    read = read_appointments(pairs, issuer=names[0] if names else "") if is_personnel(tree.fields.title) else ()
    standing = list(Appointment.objects.filter(version=version).order_by("position"))
    order = [_appointment(version, eids.get(one.provision), one, standing) for one in read]
    changed = []
    for position, one in enumerate(order, 1):
        if one.pk and one.position != position:
            changed.append(one)
        one.position = position
    if standing:
        Appointment.objects.filter(pk__in=[one.pk for one in standing]).delete()
    update_rows(changed, ("position",))
    Appointment.objects.bulk_create(one for one in order if one.pk is None)


def _appointment(
    version: Version, key: int | None, record: AppointmentRecord, standing: list[Appointment]
) -> Appointment:
    said = (key, record.name, list(record.appointed), list(record.removed), record.note)
    for one in standing:
        if (one.provision_id, one.name, one.appointed, one.removed, one.note) == said:
            standing.remove(one)
            return one
    return fitted(
        Appointment,
        version=version,
        provision_id=key,
        position=0,
        name=record.name,
        appointed=list(record.appointed),
        removed=list(record.removed),
        note=record.note,
    )


def changed_keys(before: Tree, after: Tree) -> list[str]:
    """Keys of what differs: nodes, texts, tables (for any of their rows), figures; /name for a field."""
    old, new = _parts(before), _parts(after)
    return [key for key in dict.fromkeys((*new, *old)) if old.get(key) != new.get(key)]


def _parts(tree: Tree) -> dict[str, object]:
    found: dict[str, object] = {f"/{name}": getattr(tree.fields, name) for name in tree.fields.__slots__}
    found |= {one.key: one for one in tree.tables} | {one.key: one for one in tree.figures}
    for text in tree.texts:
        found[text.key] = (text.role, text.title, text.number)
        found |= {one.key: _content(one) for one in text.nodes}
    return found


def _content(one: Node) -> Iterable[object]:
    return (one.kind, one.level, one.marker, one.heading, one.text, one.table, one.figure)
