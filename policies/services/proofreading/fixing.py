"""Mends the text as a finding proposes, one or many in one save, and takes a fix back."""

from collections.abc import Callable, Iterable

from django.db import transaction

from policies.drafting.codec import tree_from_json
from policies.drafting.tree import Tree
from policies.grammar.said import said
from policies.models import Draft, Finding, FindingState, Treatment, User
from policies.proofreading.mending import ChangedError, Fix, mend, reverse, words_at
from policies.reading.records import Severity
from policies.services.drafting import DraftError, open_draft, rewrite
from policies.services.proofreading.deciding import decide, locked
from policies.services.proofreading.errors import FindingError
from policies.services.proofreading.running import proofread

_CHANGED = said("这里的文字在校对之后改过，没有改动；请重新校对。")


@transaction.atomic
def fix_finding(*, finding: Finding, by: User) -> Finding:
    """Puts the suggestion in the place of what was found. Raises `FindingError` with the reason, and then changes nothing."""
    return fix_findings(findings=[finding], by=by)[0]


@transaction.atomic
def fix_findings(*, findings: Iterable[Finding], by: User) -> list[Finding]:
    """Findings of one document in one save; returns those that were fixed, without those whose words have changed.

    Raises `FindingError` for one whose fix is not ours to make, and when all their words have changed.
    """
    chosen = [locked(one) for one in findings]
    for one in chosen:
        _may_fix(one)
    draft = _draft(chosen, by)
    done: list[Finding] = []

    def change(tree: Tree) -> Tree:
        for one in sorted(chosen, key=lambda one: (one.key, one.field, -(one.start or 0))):
            try:
                tree = mend(tree, [_fix(one)])
            except ChangedError:
                continue
            done.append(one)
        if not done:
            raise FindingError(_CHANGED)
        return tree

    _rewrite(draft, change, by, _note(chosen))
    revision = draft.revisions.order_by("-n").first()
    for one in done:
        one.revision = revision
        decide(one, FindingState.FIXED, by, "")
    proofread(draft=draft)
    return done


@transaction.atomic
def undo_fix(*, finding: Finding, by: User) -> Finding:
    """Puts back what stood there; the finding is open again. Raises `FindingError` when the place was rewritten since."""
    finding = locked(finding)
    if finding.state != FindingState.FIXED or finding.revision is None or finding.suggestion is None:
        raise FindingError(said("这处改正无法撤销。"))
    draft = _draft([finding], by)
    after = words_at(tree_from_json(finding.revision.tree), finding.key, finding.field)

    def change(tree: Tree) -> Tree:
        now = words_at(tree, finding.key, finding.field)
        if after is None or now is None:
            raise FindingError(said("这处文字后来又改过，请直接在编辑器里修改。"))
        try:
            return mend(tree, [reverse(_fix(finding), after=after, now=now)])
        except ChangedError as error:
            raise FindingError(said("这处文字后来又改过，请直接在编辑器里修改。")) from error

    _rewrite(draft, change, by, said("撤销改正：{message}", message=finding.said))
    finding.revision = None
    decide(finding, FindingState.OPEN, by, "")
    proofread(draft=draft)
    return finding


def is_fixable(finding: Finding) -> bool:
    """A fix is known, and is ours to make: an error of a print is never mended in the text."""
    printed = finding.document is not None and finding.document.treatment == Treatment.COLLATED
    return (
        finding.state == FindingState.OPEN
        and finding.suggestion is not None
        and finding.version_id is not None
        and not (printed and finding.severity == Severity.WARNING)
    )


def _may_fix(finding: Finding) -> None:
    if finding.state != FindingState.OPEN:
        raise FindingError(said("这条意见已经处理过：{state}。", state=finding.get_state_display()))
    if finding.suggestion is None or finding.document is None:
        raise FindingError(said("这条意见没有现成的改法，请在编辑器里修改。"))
    if not is_fixable(finding):
        raise FindingError(
            said("印刷本身的错误不在文本里改动：请转原发机关更正；如果是记录与印件不符，请先注明记录有误。")
        )


def _draft(findings: list[Finding], by: User) -> Draft:
    documents = {one.document_id for one in findings}
    document = findings[0].document if len(documents) == 1 else None
    if document is None:
        raise FindingError(said("请选择同一份文件的意见。"))
    try:
        draft = open_draft(document=document, by=by)
    except DraftError as error:
        raise FindingError(error.args[0]) from error
    if any(one.version_id != draft.version_id for one in findings):
        raise FindingError(said("这条意见说的是另一个文本。"))
    return draft


def _rewrite(draft: Draft, change: Callable[[Tree], Tree], by: User, note: str) -> None:
    try:
        rewrite(draft=draft, change=change, by=by, note=note)
    except DraftError as error:
        raise FindingError(error.args[0]) from error


def _fix(finding: Finding) -> Fix:
    return Fix(finding.key, finding.field, finding.start or 0, finding.found, finding.suggestion or "")


def _note(findings: list[Finding]) -> str:
    first = findings[0].said
    return (
        said("改正：{first}", first=first)
        if len(findings) == 1
        else said("改正 {count} 处：{first}等", first=first, count=len(findings))
    )
