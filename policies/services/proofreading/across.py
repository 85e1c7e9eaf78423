"""Turns findings of several documents into what is shown of each, with the words around it, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from policies.drafting.codec import fields_from_json
from policies.drafting.deeds import EDITOR, REVIEWER, Deed
from policies.drafting.tree import Fields, Tree
from policies.models import Finding, PolicyDocument, User
from policies.services.drafting.loading import load_rows_of, make_tree
from policies.services.proofreading.showing import Shower, Shown, places_of
from policies.services.workflow.permission import Staff, deeds_of, staff_of, working_draft
from policies.services.workflow.steps import standing_name


@dataclass(frozen=True, slots=True)
class OfDocument:
    """`document` None: of an issue as a whole."""

    document: PolicyDocument | None
    standing: str
    shown: list[Shown]

    def count(self, deed: str) -> int:
        return sum(deed in one.deeds for one in self.shown)


def show_across(*, findings: Iterable[Finding], user: User) -> list[OfDocument]:
    """In the order given, which keeps those of a document together; ask for them `with_documents`."""
    staff, found = staff_of(user), list(findings)
    trees = _trees(found)
    return [_of_document(list(some), staff, trees) for _key, some in groupby(found, key=lambda one: one.document_id)]


def _of_document(findings: list[Finding], staff: Staff, trees: dict[int, Tree]) -> OfDocument:
    document = findings[0].document
    version = next((one.version_id for one in findings if one.version_id), 0)
    tree = trees.get(version or 0)
    shower = Shower(tree, places_of(tree) if tree else {}, allowed(document=document, staff=staff))
    order = {key: n for n, key in enumerate(shower.places)}
    ordered = sorted(findings, key=lambda one: (order.get(one.key, 0), one.start or 0, one.pk))
    return OfDocument(document, standing_name(document) if document else "", [shower.show(one) for one in ordered])


def allowed(*, document: PolicyDocument | None, staff: Staff) -> frozenset[Deed]:
    """What is found of an issue as a whole is decided about by the office's editors and reviewers."""
    if document is not None:
        return deeds_of(staff=staff, document=document)
    return frozenset({Deed.DECIDE}) if staff.roles & {EDITOR, REVIEWER} and not staff.limited else frozenset()


def _trees(findings: list[Finding]) -> dict[int, Tree]:
    """By version."""
    documents = {one.version_id: one.document for one in findings if one.version_id and one.document}
    rows = load_rows_of(versions=documents.keys())
    return {key: make_tree(fields=_fields(documents[key]), rows=one) for key, one in rows.items()}


def _fields(document: PolicyDocument) -> Fields:
    """Those in which something may be found; uses what is prefetched."""
    draft = working_draft(document)
    if draft and draft.fields is not None:
        return fields_from_json(draft.fields)
    return Fields(
        title=document.title,
        numbers=tuple(one.printed for one in document.numbers.all()),
        addressees=tuple(document.addressees),
        signed_by=tuple(document.signed_by),
    )
