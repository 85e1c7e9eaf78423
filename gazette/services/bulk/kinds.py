"""What can be done with many documents at once: who may, what is to be given, what it comes to, and the deed itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from policies.drafting.deeds import Deed
from policies.grammar.said import joined, said
from policies.models import Disclosure, DocumentState, Organ, PolicyDocument, Topic, Treatment, User
from policies.services.mending import mend_metadata, metadata_of
from policies.services.publishing import withdraw_document
from policies.services.workflow.gate import obstacles_in_texts
from policies.services.workflow.passing import send_to_proof, sign_galley
from policies.services.workflow.permission import working_draft
from policies.services.workflow.reception import decide_disclosure, set_reception
from policies.speaking import named


@dataclass(frozen=True, slots=True)
class Given:
    """What a deed is given besides the documents; each kind says what it wants of it."""

    topics: Sequence[Topic] = ()
    departments: Sequence[Organ] = ()
    treatment: str = ""
    disclosure: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """`deed` a person must be allowed; `will` what it comes to; `spared` why a document is left; '' when it is not.

    `examined` is `spared` of many at once, by their keys, for what takes queries; the deed itself refuses the same.
    """

    label: str | Promise
    wants: tuple[str, ...]
    deed: Callable[[PolicyDocument], Deed]
    will: Callable[[PolicyDocument, Given], str]
    do: Callable[[PolicyDocument, Given, date, User], object]
    spared: Callable[[PolicyDocument, Given], str] = lambda document, given: ""
    examined: Callable[[Sequence[PolicyDocument]], Mapping[int, str]] = lambda documents: {}


def _mends(document: PolicyDocument) -> Deed:
    """A draft's metadata are its reception's, a public document's are mended in public."""
    return Deed.RECEIVE if document.state == DocumentState.DRAFT else Deed.MEND


def _add(name: str) -> Callable[[PolicyDocument, Given, date, User], object]:
    def do(document: PolicyDocument, given: Given, on: date, by: User) -> None:
        added = list(getattr(given, name))
        if document.state == DocumentState.DRAFT:
            getattr(document, name).add(*added)
            document.updated_by = by
            document.save(update_fields=["updated_by", "updated_at"])
            return
        before = metadata_of(document)
        wanted = {one.pk: one for one in (*getattr(before, name), *added)}
        changed: dict[str, Any] = {name: tuple(wanted.values())}
        after = replace(before, **changed)
        mend_metadata(document=document, given=after, on=on, by=by, reason=given.reason)

    return do


def _has_all(name: str) -> Callable[[PolicyDocument, Given], str]:
    """Uses what is prefetched."""

    def spared(document: PolicyDocument, given: Given) -> str:
        held = {one.pk for one in getattr(document, name).all()}
        wanted = {one.pk for one in getattr(given, name)}
        return said("已经都有了。") if wanted and wanted <= held else ""

    return spared


def _adds(name: str) -> Callable[[PolicyDocument, Given], str]:
    def will(document: PolicyDocument, given: Given) -> str:
        words = joined((str(one) for one in getattr(given, name)), "、")
        return (
            said("加上{words}，公开记入变动记录", words=words)
            if document.state != DocumentState.DRAFT
            else said("加上{words}", words=words)
        )

    return will


def _treat(document: PolicyDocument, given: Given, on: date, by: User) -> None:
    draft = working_draft(document)
    set_reception(
        document=document,
        by=by,
        received_from=draft.received_from if draft else "",
        received_on=draft.received_on if draft else None,
        paper_agrees=draft.paper_agrees if draft else None,
        treatment=Treatment(given.treatment),
    )


def _unready(documents: Sequence[PolicyDocument]) -> dict[int, str]:
    """What keeps galleys from the press."""
    drafts = [draft for one in documents if (draft := working_draft(one))]
    found = obstacles_in_texts(drafts=drafts)
    return {key: joined((one.message for one in obstacles), "；") for key, obstacles in found.items()}


KINDS: dict[str, Kind] = {
    "topics": Kind(
        gettext_lazy("加主题"), ("topics", "reason"), _mends, _adds("topics"), _add("topics"), _has_all("topics")
    ),
    "departments": Kind(
        gettext_lazy("加责任单位"),
        ("departments", "reason"),
        _mends,
        _adds("departments"),
        _add("departments"),
        _has_all("departments"),
    ),
    "treatment": Kind(
        gettext_lazy("改处理方式（校勘或起草）"),
        ("treatment",),
        lambda document: Deed.RECEIVE,
        lambda document, given: said(
            "改为{value}", value=named(Treatment(given.treatment).label) if given.treatment else ""
        ),
        _treat,
        lambda document, given: said("已经是了。") if document.treatment == given.treatment else "",
    ),
    "disclosure": Kind(
        gettext_lazy("定公开属性"),
        ("disclosure",),
        lambda document: Deed.DISCLOSE,
        lambda document, given: said(
            "定为{value}", value=named(Disclosure(given.disclosure).label) if given.disclosure else ""
        ),
        lambda document, given, on, by: decide_disclosure(
            document=document, by=by, disclosure=Disclosure(given.disclosure)
        ),
        lambda document, given: (
            said("已经是了。") if given.disclosure and document.disclosure == given.disclosure else ""
        ),
    ),
    "submit": Kind(
        gettext_lazy("送校"),
        (),
        lambda document: Deed.SUBMIT,
        lambda document, given: said("送去校对"),
        lambda document, given, on, by: send_to_proof(document=document, by=by),
    ),
    "sign": Kind(
        gettext_lazy("付印（已备好的清样）"),
        (),
        lambda document: Deed.SIGN,
        lambda document, given: said("付印"),
        lambda document, given, on, by: sign_galley(document=document, by=by),
        examined=_unready,
    ),
    "withdraw": Kind(
        gettext_lazy("撤下"),
        ("reason",),
        lambda document: Deed.WITHDRAW,
        lambda document, given: said("撤下，公众页面写明原因"),
        lambda document, given, on, by: withdraw_document(document=document, on=on, by=by, reason=given.reason),
    ),
}
