"""Records for tests: one function for each model, keyword-only, whole and published unless told otherwise.

`make_document` gives a document with one current version and its notice text; `add_…` functions add parts to a version.
"""

import io
from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from gazette.models import ChronicleEntry, ContentsEntry, Gazette, GazetteIssue, Promulgation
from policies.models import (
    Appendix,
    Appointment,
    Citation,
    DocumentIssuer,
    DocumentNumber,
    Draft,
    Figure,
    Finding,
    NumberSeries,
    Organ,
    PolicyDocument,
    Provision,
    Role,
    Table,
    TableRow,
    Text,
    Topic,
    User,
    Version,
)
from policies.services.drafting import open_draft

_serial = count(1)


# policies


def make_user(*, role: str = Role.EDITOR, **fields: Any) -> User:
    """A member of the group of that name; '' gives an account without any role."""
    defaults = {"username": f"{role or 'nobody'}{next(_serial)}", "password": "安澜-only-for-tests"}
    user = User.objects.create_user(**(defaults | fields))
    if role:
        user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


def make_organ(*, name: str = "", **fields: Any) -> Organ:
    n = next(_serial)
    name = name or f"安澜市第{n}局"
    found = Organ.objects.filter(name=name).first()
    return found or Organ.objects.create(name=name, **({"code": f"organ-{n}", "sort_key": f"organ {n:06}"} | fields))


def make_topic(*, name: str = "", **fields: Any) -> Topic:
    n = next(_serial)
    return Topic.objects.create(name=name or f"主题{n}", **({"code": f"topic-{n}"} | fields))


def make_document(
    *,
    title: str = "",
    number: str = "",
    issuers: Sequence[Organ] = (),
    topics: Sequence[Topic] = (),
    paragraphs: Sequence[str] = ("各区县要抓好落实。",),
    **fields: Any,
) -> PolicyDocument:
    """`number` as 安政发〔2024〕7号; '' gives a fresh one, None gives a document without a number."""
    n = next(_serial)
    defaults = {
        "slug": f"azf/2024/{n}",
        "title": title or f"安澜市人民政府关于第{n}号事项的通知",
        "genre": "通知",
        "issued_on": date(2024, 3, 1),
        "published_on": date(2024, 4, 1),
        "state": "published",
    }
    document = PolicyDocument.objects.create(**(defaults | fields))
    if number is not None:
        add_number(document=document, number=number or f"安政发〔2024〕{n}号")
    for position, organ in enumerate(issuers or [make_organ(name="安澜市人民政府")], 1):
        DocumentIssuer.objects.create(document=document, organ=organ, lead=position == 1, position=position)
    document.topics.set(topics)
    version = Version.objects.create(document=document)
    text = add_text(version=version)
    for paragraph in paragraphs:
        add_provision(part=text, text=paragraph)
    return document


def make_draft(*, document: PolicyDocument | None = None, by: User | None = None, **fields: Any) -> Draft:
    """The open draft of an unpublished document, received unless told otherwise."""
    draft = open_draft(document=document or make_document(state="draft", published_on=None), by=by)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save()
    return draft


def make_signed(*, document: PolicyDocument | None = None, **fields: Any) -> PolicyDocument:
    """An unpublished document that nothing keeps from publication."""
    draft = make_draft(document=document, stage="signed", secrecy_by="保密办", secrecy_on=date(2024, 3, 2), **fields)
    PolicyDocument.objects.filter(pk=draft.document_id).update(disclosure="open")
    return PolicyDocument.objects.get(pk=draft.document_id)


def add_number(*, document: PolicyDocument, number: str) -> DocumentNumber:
    series_name, _, rest = number.partition("〔")
    year, _, serial = rest.rstrip("号").partition("〕")
    series, _ = NumberSeries.objects.get_or_create(name=series_name, defaults={"slug": f"series-{next(_serial)}"})
    return DocumentNumber.objects.create(
        document=document,
        position=document.numbers.count() + 1,
        series=series,
        year=int(year) if year else None,
        serial=int(serial) if serial else None,
        printed=number,
        normalised=number,
    )


def add_text(*, version: Version, role: str = "notice", eid: str = "main", **fields: Any) -> Text:
    return Text.objects.create(version=version, role=role, eid=eid, position=version.texts.count() + 1, **fields)


def add_provision(*, part: Text, text: str = "", kind: str = "paragraph", **fields: Any) -> Provision:
    position = part.version.provisions.count() + 1
    fields.setdefault("eid", f"{part.eid}__p_{position}")
    return Provision.objects.create(version=part.version, part=part, position=position, kind=kind, text=text, **fields)


def add_table(
    *,
    part: Text,
    columns: Sequence[str] = ("序号", "名称"),
    rows: Sequence[Sequence[str]] = (("1", "东渠整治"),),
    **fields: Any,
) -> Table:
    n = part.version.tables.count() + 1
    table = Table.objects.create(
        version=part.version,
        part=part,
        n=n,
        columns=[{"name": name, "levels": [name], "unit": ""} for name in columns],
        **({"title": f"安澜市项目表{n}"} | fields),
    )
    for row_n, cells in enumerate(rows, 1):
        TableRow.objects.create(table=table, n=row_n, cells=list(cells), printed=list(cells))
    add_provision(part=part, kind="table", eid=f"{part.eid}__tbl_{n}", table=table)
    return table


def add_figure(*, part: Text, caption: str = "图1 东渠走向", data: bytes = b"", **fields: Any) -> Figure:
    """A figure with its provision; `data` are the picture's bytes, a small PNG unless told otherwise."""
    n = part.version.figures.count() + 1
    name = default_storage.save(f"pictures/ab/{next(_serial)}/1/{n}.png", ContentFile(data or _pixel()))
    defaults = {"file": name, "media_type": "image/png", "width": 60, "height": 40, "caption": caption}
    figure = Figure.objects.create(version=part.version, part=part, n=n, **(defaults | fields))
    add_provision(part=part, kind="figure", eid=f"{part.eid}__fig_{n}", text=caption, figure=figure)
    return figure


def _pixel() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#8a2b1e").save(out, "PNG")
    return out.getvalue()


def add_appendix(*, version: Version, title: str = "项目表", **fields: Any) -> Appendix:
    position = version.appendices.count() + 1
    defaults = {"number": position, "label": f"附件{position}", "position": position, "title": title}
    return Appendix.objects.create(version=version, **(defaults | fields))


def add_citation(*, version: Version, kind: str = "cites", **fields: Any) -> Citation:
    provision = fields.pop("provision", version.provisions.first())
    return Citation.objects.create(
        version=version, position=version.citations.count() + 1, kind=kind, provision=provision, **fields
    )


def add_appointment(*, version: Version, name: str = "林晓", **fields: Any) -> Appointment:
    defaults = {"appointed": ["安澜市水务局副局长"], "position": version.appointments.count() + 1}
    return Appointment.objects.create(version=version, name=name, **(defaults | fields))


# gazette


def make_gazette(*, code: str = "anlan", **fields: Any) -> Gazette:
    return Gazette.objects.get_or_create(code=code, defaults={"title": "安澜市人民政府公报"} | fields)[0]


def make_issue(
    *, gazette: Gazette | None = None, documents: Sequence[PolicyDocument] = (), **fields: Any
) -> GazetteIssue:
    """A published issue that prints `documents` in this order, one contents line for each."""
    defaults = {"year": 2024, "number": next(_serial), "state": "published", "published_on": date(2024, 4, 1)}
    issue = GazetteIssue.objects.create(gazette=gazette or make_gazette(), **(defaults | fields))
    for document in documents:
        add_promulgation(issue=issue, document=document)
    return issue


def sign_all(*, issue: GazetteIssue) -> GazetteIssue:
    """Nothing keeps a draft issue from publication: each of its documents is signed, and so is the whole."""
    Finding.objects.filter(document__promulgations__issue=issue, severity="error").update(state="fixed")
    for document in PolicyDocument.objects.filter(promulgations__issue=issue, state="draft"):
        make_signed(document=document)
    GazetteIssue.objects.filter(pk=issue.pk).update(stage="signed")
    return GazetteIssue.objects.get(pk=issue.pk)


def add_promulgation(*, issue: GazetteIssue, document: PolicyDocument, section: str = "市政府文件") -> Promulgation:
    position = issue.promulgations.count() + 1
    entry = add_contents(issue=issue, title=document.title, section=section, page=position * 2)
    return Promulgation.objects.create(
        issue=issue, document=document, entry=entry, position=position, printed_page=position * 2
    )


def add_contents(
    *, issue: GazetteIssue, title: str, section: str = "市政府文件", page: int | None = None
) -> ContentsEntry:
    return ContentsEntry.objects.create(
        issue=issue, title=title, section=section, page=page, position=issue.contents.count() + 1
    )


def add_chronicle(
    *, issue: GazetteIssue, on: date | None = date(2024, 3, 5), text: str = "3月5日，东渠开工。"
) -> ChronicleEntry:
    return ChronicleEntry.objects.create(issue=issue, on=on, text=text, position=issue.chronicle.count() + 1)
