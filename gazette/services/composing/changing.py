"""Changes an issue's composition: under its lock, in one transaction, kept as a revision; and takes the last change back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import transaction

from gazette.drafting.arranging import own_lines
from gazette.drafting.composition import Composition
from gazette.drafting.deeds import IssueDeed, issue_holders
from gazette.models import GazetteIssue, IssueRevision, Promulgation
from gazette.services.composing.rows import composition_of, write_composition
from gazette.services.workflow.permission import issue_place
from policies.grammar.said import phrasing_of, said
from policies.models import DocumentState, PolicyDocument, User
from policies.reading.codec import from_json, to_json

Change = Callable[[Composition], Composition]


class CompositionError(Exception):
    """The composition can't be changed like this; the message is for the person who asked."""


class ClosedIssueError(CompositionError):
    """The issue is signed, public or withdrawn: its composition stands."""


class StaleCompositionError(CompositionError):
    """Somebody saved since the form was opened; `by` and `at` say who and when."""

    def __init__(self, revision: IssueRevision | None) -> None:
        self.revision = revision
        by = revision.by if revision else None
        who = by.get_full_name() or by.get_username() if by else said("另一处")
        if revision and revision.note:
            super().__init__(said("{who}刚才保存了本期（{what}）。", who=who, what=revision.said))
        else:
            super().__init__(said("{who}刚才保存了本期。", who=who))


@transaction.atomic
def change_composition(
    *, issue: GazetteIssue, lock: int, change: Change, note: str, by: User, at: datetime
) -> GazetteIssue:
    """The issue with `change` applied; one that changes nothing leaves no revision. `lock`: of what the person saw.

    Raises `ClosedIssueError`, `StaleCompositionError`, `CompositionError`, and what `change` raises.
    """
    held = held_issue(issue=issue, lock=lock)
    before = composition_of(held)
    after = change(before)
    if after != before:
        _refuse_taken(held, after)
        _save(held, before, after, note, by, at)
    return held


def held_issue(*, issue: GazetteIssue, lock: int) -> GazetteIssue:
    """The issue's row, locked until the transaction ends, when it may be changed and is as the person saw it."""
    held = GazetteIssue.objects.select_for_update(of=("self",)).select_related("gazette").get(pk=issue.pk)
    if not issue_holders(IssueDeed.COMPOSE, issue_place(held)):
        raise ClosedIssueError(said("《{title}》已付印或已发布，不能再改编排。", title=held))
    if held.lock != lock:
        raise StaleCompositionError(held.revisions.select_related("by").order_by("-n").first())
    return held


def _refuse_taken(issue: GazetteIssue, after: Composition) -> None:
    head = after.masthead
    same = GazetteIssue.objects.filter(gazette=issue.gazette, year=head.year, number=head.number, kind=head.kind)
    if same.exclude(pk=issue.pk).exists():
        raise CompositionError(
            said("已有 {year} 年第 {number} 期，年份和期号没有改。", year=head.year, number=head.number)
        )


def _save(
    issue: GazetteIssue,
    before: Composition,
    after: Composition,
    note: str,
    by: User,
    at: datetime,
    restores: int | None = None,
) -> None:
    newest = issue.revisions.order_by("-n").first()
    n = newest.n if newest else 0
    standing = to_json(before)
    if newest is None or newest.composition != standing:  # as a file's reading made it: undoing leads back to that
        n += 1
        IssueRevision.objects.create(issue=issue, n=n, composition=standing, saved_at=issue.updated_at)
    issue.lock += 1
    write_composition(issue=issue, before=before, after=after)
    IssueRevision.objects.create(
        issue=issue,
        n=n + 1,
        composition=to_json(composition_of(issue)),
        by=by,
        note=note[:400],
        phrasing=phrasing_of(note),
        saved_at=at,
        restores=restores,
    )


@transaction.atomic
def undo_change(*, issue: GazetteIssue, lock: int, by: User, at: datetime) -> IssueRevision:
    """Brings back the composition before the last change, or before the last that was not undone yet; the revision undone.

    Raises as `change_composition` does, and `CompositionError` when nothing is left to undo.
    """
    held = held_issue(issue=issue, lock=lock)
    undone = undoable(issue=held)
    if undone is None:
        raise CompositionError(said("没有可以撤销的改动。"))
    standing = composition_of(held)
    newest = held.revisions.order_by("-n").first()
    if newest is None or newest.composition != to_json(standing):
        raise CompositionError(said("本期在那以后由导入改动过，不能再撤销。"))
    wanted = held.revisions.get(n=undone.n - 1)
    after = _still_there(held, from_json(Composition, wanted.composition))
    _refuse_taken(held, after)
    _save(held, standing, after, said("撤销：{note}", note=undone.said), by, at, restores=wanted.n)
    return undone


def undoable(*, issue: GazetteIssue) -> IssueRevision | None:
    """The revision that undoing would take back; None when there is none."""
    last = issue.revisions.select_related("by").order_by("-n").first()
    if last is not None and last.restores is not None:
        last = issue.revisions.select_related("by").get(n=last.restores)
    return last if last is not None and last.n > 1 else None


def _still_there(issue: GazetteIssue, wanted: Composition) -> Composition:
    """Without documents that are gone, or stand in another issue by now."""
    keys = set(wanted.documents())
    free = set(PolicyDocument.objects.filter(pk__in=keys).values_list("pk", flat=True))
    free -= set(Promulgation.objects.filter(document__in=keys).exclude(issue=issue).values_list("document", flat=True))
    free |= keys & set(composition_of(issue).documents())
    sections = tuple(
        replace(
            one,
            lines=tuple(
                replace(line, documents=tuple(key for key in line.documents if key in free))
                for line in one.lines
                if not line.documents or free.intersection(line.documents)
            ),
        )
        for one in wanted.sections
    )
    return replace(wanted, sections=sections, loose=tuple(key for key in wanted.loose if key in free))


@transaction.atomic
def add_documents(
    *, issue: GazetteIssue, lock: int, documents: Sequence[int], section: int, before: int, by: User, at: datetime
) -> GazetteIssue:
    """Puts documents that stand in no issue into a section, each on a line of its own title. Raises as `change_composition`."""
    rows = PolicyDocument.objects.select_for_update().filter(pk__in=documents).exclude(state=DocumentState.WITHDRAWN)
    found = {one.pk: one.title for one in rows}
    taken = Promulgation.objects.filter(document__in=documents).exclude(issue=issue).select_related("issue__gazette")
    for one in taken:
        raise CompositionError(
            said("《{title}》已编入《{issue}》。", title=found.get(one.document_id, ""), issue=one.issue)
        )
    titles = [(key, found[key]) for key in documents if key in found]
    if not titles:
        raise CompositionError(said("请先选择要加入的公文。"))
    change = partial(own_lines, titles=titles, section=section, before=before)
    first = titles[0][1][:60]
    note = said("加入《{title}》", title=first)
    if len(titles) > 1:
        note = said("加入《{title}》等 {count} 份", title=first, count=len(titles))
    return change_composition(issue=issue, lock=lock, change=change, note=note, by=by, at=at)
