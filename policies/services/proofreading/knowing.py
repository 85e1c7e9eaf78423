"""Gathers what a proofreader knows beside a draft's text: registers, word list, what is repealed, appendices, page ends."""

from datetime import date

from django.db.models import Count, F

from policies.drafting.stored import stored_tree
from policies.drafting.tree import Tree
from policies.grammar.citations import find_citations
from policies.models import (
    Appendix,
    Draft,
    Evidence,
    Finding,
    FindingState,
    PolicyDocument,
    Term,
    Treatment,
    Validity,
    Version,
)
from policies.proofreading.context import Context, Listed, Printed, Repealed, Word
from policies.proofreading.mending import Fix
from policies.proofreading.rules import collation
from policies.services.registers import known_registers


def context_of(*, draft: Draft, tree: Tree, on: date) -> Context:
    """In twelve queries at most, whatever the text's length."""
    return Context(
        on=on,
        registers=known_registers(),
        repealed=_repealed(tree, draft.document),
        words=known_words(),
        appendices=_appendices(draft.version),
        broken=_broken(draft.version, tree),
        printed=_printed(draft),
    )


def known_words() -> tuple[Word, ...]:
    return tuple(
        Word(one.wrong, one.right, one.reason, tuple(one.exceptions.split()))
        for one in Term.objects.filter(active=True)
    )


def _repealed(tree: Tree, own: PolicyDocument) -> tuple[Repealed, ...]:
    """Of the documents that the text cites, those that hold no longer."""
    cited = [
        one
        for text in tree.texts
        for node in text.nodes
        if "《" in node.text or "号" in node.text
        for one in find_citations(node.heading + node.text)
    ]
    if not cited:
        return ()
    gone = PolicyDocument.objects.filter(validity__in=(Validity.REPEALED, Validity.EXPIRED)).exclude(pk=own.pk)
    numbered = gone.filter(numbers__normalised__in={one.number for one in cited if one.number})
    titled = gone.filter(title__in={one.title for one in cited if one.title})
    found = (numbered | titled).distinct().prefetch_related("numbers")
    return tuple(Repealed(one.title, one.doc_number, one.validity_since) for one in found)


def _appendices(version: Version) -> tuple[Listed, ...]:
    rows = Appendix.objects.filter(version=version).annotate(held=Count("tables")).order_by("position")
    return tuple(
        Listed(
            one.number, one.listed or one.title, one.omitted, f"t{one.part_id}" if one.part_id else "", bool(one.held)
        )
        for one in rows
    )


def _broken(version: Version, tree: Tree) -> frozenset[str]:
    eids = set(
        Evidence.objects.filter(version=version, last_page__gt=F("page"))
        .exclude(path="")
        .values_list("path", flat=True)
    )
    return frozenset(node.key for text in tree.texts for node in text.nodes if node.eid in eids)


def _printed(draft: Draft) -> Printed | None:
    """What a collated text has to agree with: its newest reading. What was recognised in a picture is itself in doubt."""
    if draft.document.treatment != Treatment.COLLATED:
        return None
    read = draft.revisions.filter(is_read=True).order_by("n").last()
    if read is None or Evidence.objects.filter(version=draft.version, confidence__isnull=False).exists():
        return None
    fixed = Finding.objects.filter(version=draft.version, state=FindingState.FIXED, revision__n__gt=read.n)
    rows = fixed.exclude(suggestion=None).exclude(code=collation.CODE).order_by("decided_at", "pk")
    fixes = tuple(Fix(one.key, one.field, one.start or 0, one.found, one.suggestion or "") for one in rows)
    return Printed(stored_tree(read.tree), fixes)
