"""Turns a read document's texts, tables, appendices, citations and appointments into the rows of one version."""

from collections.abc import Mapping

from policies.models import Appendix, Appointment, Citation, Evidence, Figure, Provision, Table, TableRow, Text, Version
from policies.reading.records import DocumentRecord, ProvisionRecord, TableRecord
from policies.services.columns import fitted
from policies.services.pictures import StoredPicture

Pictures = Mapping[int, StoredPicture]  # by their numbers in the source
NONE: Pictures = {}


def record_contents(*, version: Version, record: DocumentRecord, pictures: Pictures = NONE) -> None:
    """Every row by bulk insert; `version` must hold nothing yet. A figure without a picture among `pictures` is its caption alone."""
    texts = _record_texts(version, record)
    appendices = _record_appendices(version, record, texts)
    tables = _record_tables(version, record, texts, appendices)
    figures = _record_figures(version, record, texts, pictures)
    provisions = _record_provisions(version, record, texts, tables, figures)
    _record_citations(version, record, provisions)
    _record_appointments(version, record, provisions)


def clear_contents(*, version: Version) -> None:
    """Takes away every row of a version, so that another reading can fill it; the version itself stays."""
    for model in (Citation, Appointment, Evidence, Provision, Table, Figure, Appendix, Text):
        model._default_manager.filter(version=version).delete()


def _record_texts(version: Version, record: DocumentRecord) -> dict[str, Text]:
    rows = {
        text.eid: fitted(
            Text,
            version=version,
            position=position,
            role=text.role.value,
            eid=text.eid,
            title=text.title,
            number=text.number,
        )
        for position, text in enumerate(record.texts, start=1)
    }
    Text.objects.bulk_create(rows.values())
    return rows


def _record_appendices(version: Version, record: DocumentRecord, texts: dict[str, Text]) -> list[Appendix]:
    free = dict(texts)  # a text belongs to one appendix
    return Appendix.objects.bulk_create(
        fitted(
            Appendix,
            version=version,
            position=position,
            number=appendix.number,
            label=appendix.label,
            title=appendix.title,
            listed=appendix.listed,
            omitted=appendix.omitted,
            part=free.pop(appendix.text, None),
        )
        for position, appendix in enumerate(record.appendices, start=1)
    )


def _record_tables(
    version: Version, record: DocumentRecord, texts: dict[str, Text], appendices: list[Appendix]
) -> dict[int, Table]:
    rows = {table.n: _table(version, table, texts, appendices) for table in record.tables if texts}
    Table.objects.bulk_create(rows.values())
    TableRow.objects.bulk_create(
        (
            fitted(
                TableRow,
                table=rows[table.n],
                n=n,
                kind=row.kind.value,
                cells=list(row.cells),
                printed=list(row.printed),
            )
            for table in record.tables
            if table.n in rows
            for n, row in enumerate(table.rows, start=1)
        ),
        batch_size=2000,
    )
    return rows


def _table(version: Version, table: TableRecord, texts: dict[str, Text], appendices: list[Appendix]) -> Table:
    position = (table.appendix or 0) - 1
    columns = [{"name": one.name, "levels": list(one.levels), "unit": one.unit} for one in table.columns]
    return fitted(
        Table,
        version=version,
        n=table.n,
        part=texts.get(table.text) or next(iter(texts.values())),
        appendix=appendices[position] if 0 <= position < len(appendices) else None,
        title=table.title,
        unit=table.unit,
        columns=columns,
        notes=list(table.notes),
    )


def _record_figures(
    version: Version, record: DocumentRecord, texts: dict[str, Text], pictures: Pictures
) -> dict[int, Figure]:
    rows = {
        one.n: fitted(
            Figure,
            version=version,
            n=one.n,
            part=texts.get(one.text) or next(iter(texts.values())),
            file=pictures[one.picture].name,
            media_type=pictures[one.picture].media_type,
            width=pictures[one.picture].width,
            height=pictures[one.picture].height,
            caption=one.caption,
        )
        for one in record.figures
        if texts and one.picture in pictures
    }
    Figure.objects.bulk_create(rows.values())
    return rows


def _record_provisions(
    version: Version,
    record: DocumentRecord,
    texts: dict[str, Text],
    tables: dict[int, Table],
    figures: dict[int, Figure],
) -> dict[str, Provision]:
    """Parents are inserted before their children, so that children know their keys: one insert for each depth."""
    rows: dict[str, Provision] = {}
    depths: list[list[Provision]] = []
    depth_of: dict[str, int] = {}
    free, unseen = dict(tables), dict(figures)  # a table or figure stands in one place
    position = 0
    for text in record.texts:
        for one in text.provisions:
            position += 1
            depth = depth_of[one.parent] + 1 if one.parent in depth_of else 0
            row = _provision(version, texts[text.eid], one, position)
            row.parent = rows.get(one.parent)
            row.table = free.pop(one.table, None) if one.table else None
            row.figure = unseen.pop(one.figure, None) if one.figure else None
            row.eid = _free_eid(row.eid, rows)
            rows[row.eid], depth_of[row.eid] = row, depth
            depths += [[] for _ in range(depth - len(depths) + 1)]
            depths[depth].append(row)
    for level in depths:
        for row in level:
            row.parent = row.parent  # takes over the key that the insert before has given
        Provision.objects.bulk_create(level, batch_size=2000)
    return rows


def _provision(version: Version, part: Text, one: ProvisionRecord, position: int) -> Provision:
    return fitted(
        Provision,
        version=version,
        part=part,
        position=position,
        eid=one.eid,
        kind=one.kind.value,
        level=one.level,
        marker=one.marker,
        heading=one.heading,
        text=one.text,
    )


def _free_eid(eid: str, rows: dict[str, Provision]) -> str:
    """A numbering that repeats itself in print must not lose a paragraph: the second one is `art_7~2`."""
    free, n = eid, 1
    while free in rows:
        n += 1
        free = f"{eid[:190]}~{n}"
    return free


def _record_citations(version: Version, record: DocumentRecord, provisions: dict[str, Provision]) -> None:
    named = [one for one in record.citations if one.number or one.title]
    Citation.objects.bulk_create(
        fitted(
            Citation,
            version=version,
            provision=provisions.get(one.provision),
            position=position,
            kind=one.kind.value,
            number=one.number,
            title=one.title,
            start=one.start,
            end=one.end,
        )
        for position, one in enumerate(named, start=1)
    )


def _record_appointments(version: Version, record: DocumentRecord, provisions: dict[str, Provision]) -> None:
    Appointment.objects.bulk_create(
        fitted(
            Appointment,
            version=version,
            provision=provisions.get(one.provision),
            position=position,
            name=one.name,
            appointed=list(one.appointed),
            removed=list(one.removed),
            note=one.note,
        )
        for position, one in enumerate(record.appointments, start=1)
    )
