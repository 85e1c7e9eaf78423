"""Decides about a newer reading: takes it whole or by the document, or keeps what stands, each with who, when and why."""

import hashlib
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from gazette.models import (
    DecisionDeed,
    GazetteIssue,
    ImportJob,
    IssueState,
    JobState,
    Promulgation,
    Reading,
    ReadingDecision,
)
from gazette.reading.records import IssueRecord
from gazette.services.rereading.standing import ISSUE, difference_of, keys_of, undecided
from gazette.services.rereading.taking import (
    add_document,
    drop_document,
    retake_all,
    retake_document,
    retake_issue_parts,
)
from policies.grammar.said import said
from policies.models import DocumentState, Draft, PolicyDocument, Stage, User
from policies.reading.codec import from_json, to_json
from policies.services import locks
from policies.services.standing import standing_record


class DecisionError(Exception):
    """The deed can't be done; the message is for the person who asked."""


class StaleDecisionError(DecisionError):
    """Somebody has changed or decided what the form showed."""

    def __init__(self) -> None:
        super().__init__(said("您打开页面之后，这里的记录已被改动或已有决定，没有执行。请看过现在的差异再决定。"))


def stamp_of(*, reading: Reading, key: str) -> str:
    """What a form shows of the state it was made from: of one document, of the issue's own parts, or ('') of all."""
    issue = reading.issue
    rows = Promulgation.objects.filter(issue=issue).order_by("position")
    documents = _documents(reading, key)
    if documents is not None:
        rows = rows.filter(document__in=documents)
    parts = list(rows.values_list("document_id", "reading_id", "read_position", "document__updated_at"))
    decided = ReadingDecision.objects.filter(reading__issue=issue).order_by("pk")
    decisions = decided if not key else decided.filter(key__in=(key, ""))
    applied = Reading.objects.filter(issue=issue, applied=True).values_list("pk", flat=True).first()
    changed = issue.updated_at if issue and key in ("", ISSUE) else ""
    told = [applied, issue.state if issue else "", changed, parts, list(decisions.values_list("pk", flat=True))]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _documents(reading: Reading, key: str) -> list[int] | None:
    """The standing documents a key speaks of; None for all."""
    if not key:
        return None
    entry = entry_of(reading.difference, key)
    return [entry["document_id"]] if entry and entry.get("document_id") else []


def entry_of(difference: dict[str, Any], key: str) -> dict[str, Any] | None:
    """What a difference says of a document; None for a key it does not hold."""
    for name in ("changed", "added", "removed"):
        for entry in difference.get(name, ()):
            if entry.get("key") == key:
                return {**entry, "sort": name}
    return None


@transaction.atomic
def take_reading(*, reading: Reading, stamp: str, by: User) -> list[PolicyDocument]:
    """Puts a newer reading in the place of all that a draft issue holds. What editors had made of its words is kept in the
    decision; drafts, comments, tasks and decisions stay with their documents. Gives those that the newer reading lacks and
    somebody has put work into: they wait outside the issue. Raises `DecisionError`.
    """
    reading, issue = _locked(reading, "", stamp)
    _refuse_public(issue)
    _refuse_passed(issue)
    replaced = {
        one.slug: to_json(standing_record(document=one))
        for one in PolicyDocument.objects.filter(promulgations__issue=issue).worked_on()
    }
    record = from_json(IssueRecord, reading.data)
    aside = retake_all(issue=issue, reading=reading, record=record, by=by)
    _decide(reading, issue, "", str(issue), DecisionDeed.TAKEN, by, replaced=replaced)
    _settle(reading, issue, by)
    return aside


@transaction.atomic
def take_part(*, reading: Reading, key: str, stamp: str, by: User) -> list[PolicyDocument]:
    """Takes one document of a newer reading, or its masthead, contents and chronicle (`issue`). Gives the document that
    the newer reading lacks, where somebody has put work into it: it waits outside the issue. Raises `DecisionError`.
    """
    reading, issue = _locked(reading, key, stamp)
    _refuse_public(issue)
    record = from_json(IssueRecord, reading.data)
    aside: list[PolicyDocument] = []
    if key == ISSUE:
        retake_issue_parts(issue=issue, record=record, reading=reading)
        _decide(reading, issue, key, "报头、目录、大事记", DecisionDeed.TAKEN, by)
    else:
        entry = entry_of(reading.difference, key)
        if entry is None:
            raise StaleDecisionError
        document = PolicyDocument.objects.filter(pk=entry["document_id"] or 0).first()
        replaced = _give_up(issue, document) if document else {}
        aside = _take(issue, reading, record, entry, document, by)
        _decide(reading, issue, key, entry["title"], DecisionDeed.TAKEN, by, replaced=replaced)
    _settle(reading, issue, by)
    return aside


def _take(
    issue: GazetteIssue,
    reading: Reading,
    record: IssueRecord,
    entry: dict[str, Any],
    document: PolicyDocument | None,
    by: User,
) -> list[PolicyDocument]:
    if document is None:
        add_document(issue=issue, reading=reading, record=record, position=entry["after"])
    elif entry["after"] is None:
        return [document] if drop_document(issue=issue, document=document) else []
    else:
        position = entry["after"]
        retake_document(issue=issue, reading=reading, record=record, position=position, document=document, by=by)
    return []


def _give_up(issue: GazetteIssue, document: PolicyDocument) -> dict[str, Any]:
    """What editors had made of a document that is to be replaced. Raises `DecisionError` for one that may not be."""
    if document.state != DocumentState.DRAFT:
        raise DecisionError(
            said("《{title}》已经发布，不能改用新识读；如确有错误，请按更正办理。", title=document.title)
        )
    if document.promulgations.exclude(issue=issue).exists():
        raise DecisionError(said("《{title}》另有一期也刊登，不能在这里改动。", title=document.title))
    if document.drafts.filter(closed_at=None, stage=Stage.SIGNED).exists():
        raise DecisionError(said("《{title}》已经付印，不能改用新识读；需要改用时请先撤回付印。", title=document.title))
    return {document.slug: to_json(standing_record(document=document))} if _edited(document) else {}


def _edited(document: PolicyDocument) -> bool:
    return PolicyDocument.objects.filter(pk=document.pk).worked_on().exists()


@transaction.atomic
def keep_ours(*, reading: Reading, key: str, stamp: str, by: User, reason: str) -> None:
    """Keeps what stands against a newer reading, with the reason; '' keeps all that is undecided. Raises `DecisionError`."""
    reason = reason.strip()
    if not reason:
        raise DecisionError(said("请写明保留现有记录的理由。"))
    reading, issue = _locked(reading, key, stamp)
    keys = [key] if key else undecided(reading=reading)
    for one in keys:
        entry = entry_of(reading.difference, one)
        if entry is None and one != ISSUE:
            raise StaleDecisionError
        name = entry["title"] if entry else "报头、目录、大事记"
        _decide(reading, issue, one, name, DecisionDeed.KEPT, by, reason=reason)
    _settle(reading, issue, by)


def _locked(reading: Reading, key: str, stamp: str) -> tuple[Reading, GazetteIssue]:
    """The reading and its issue, theirs alone until the transaction ends. Raises `DecisionError`."""
    locks.naming()
    reading = Reading.objects.select_related("issue").get(pk=reading.pk)
    if reading.issue_id is None:
        raise DecisionError(said("这次识读不属于任何一期公报。"))
    issue = GazetteIssue.objects.select_for_update().get(pk=reading.issue_id)
    known = reading.decisions.filter(key__in=(key, "")).exists()
    if reading.applied or known or (key and key not in keys_of(reading.difference)):
        raise StaleDecisionError
    if stamp != stamp_of(reading=reading, key=key):
        raise StaleDecisionError
    return reading, issue


def _refuse_public(issue: GazetteIssue) -> None:
    if issue.state != IssueState.DRAFT:
        raise DecisionError(
            said(
                "《{issue}》已经发布，不能改用新识读；如确有错误，请按更正办理。可以保留现有记录并写明理由。",
                issue=issue,
            )
        )


def _refuse_passed(issue: GazetteIssue) -> None:
    """What has gone to proof keeps its approvals and comments: it is decided about by the document."""
    passed = Draft.objects.filter(document__promulgations__issue=issue, closed_at=None).exclude(stage=Stage.RECEIVED)
    titles = list(passed.values_list("document__title", flat=True)[:3])
    if titles:
        names = "".join(f"《{title}》" for title in titles)
        raise DecisionError(said("{names}已经送校，不能整期改用新识读；请逐件决定。", names=names))


def _decide(
    reading: Reading,
    issue: GazetteIssue,
    key: str,
    name: str,
    deed: DecisionDeed,
    by: User,
    *,
    reason: str = "",
    replaced: dict[str, Any] | None = None,
) -> None:
    ReadingDecision.objects.create(
        reading=reading, issue=issue, key=key, name=name, deed=deed, by=by, reason=reason, replaced=replaced or {}
    )


def _settle(reading: Reading, issue: GazetteIssue, by: User) -> None:
    """What still differs is told anew; when all of it is decided, the job that waits for it is done."""
    reading.refresh_from_db(fields=["applied"])
    if not reading.applied:
        reading.difference = difference_of(issue=issue, record=from_json(IssueRecord, reading.data))
        reading.save(update_fields=["difference"])
        if undecided(reading=reading):
            return
    waiting: QuerySet[ImportJob] = ImportJob.objects.filter(reading=reading, state=JobState.NEEDS_REVIEW)
    told = said("{name}已就新旧识读的差异逐项作出决定。", name=by.get_full_name() or by.get_username())
    waiting.update(state=JobState.DONE, message=told, phrasing=told.phrasing)
