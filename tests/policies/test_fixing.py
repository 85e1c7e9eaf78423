"""One press mends the text as a finding proposes, and one takes it back; what print has wrong is never mended in the text."""

import pytest

from policies.models import Draft, Finding, FindingState, Provision, TableRow
from policies.proofreading.mending import Fix, mend
from policies.reading.records import Severity
from policies.services.drafting import rewrite
from policies.services.proofreading import FindingError, fix_finding, fix_findings, proofread, undo_fix, weigh_finding
from tests.factories import add_table, make_user
from tests.policies.test_proofreading import make_draft

pytestmark = pytest.mark.django_db


def written(*paragraphs: str) -> Draft:
    draft = make_draft(*paragraphs, treatment="written")
    proofread(draft=draft)
    return draft


def texts(draft: Draft) -> list[str]:
    return list(Provision.objects.filter(version=draft.version).order_by("position").values_list("text", flat=True))


def test_a_fix_is_a_save_of_its_own_with_author_and_note() -> None:
    draft, by = written("加强领导,压实责任。", "请执行。"), make_user()
    one = fix_finding(finding=Finding.objects.get(), by=by)
    assert texts(draft) == ["加强领导，压实责任。", "请执行。"]
    revision = draft.revisions.order_by("-n")[0]
    assert (one.state, one.decided_by, one.revision) == (FindingState.FIXED, by, revision)
    assert (revision.by, revision.note) == (by, "改正：中文里的“,”应为全角“，”。")


def test_a_fix_is_taken_back_and_the_finding_opens_again() -> None:
    draft, by = written("加强领导,压实责任。"), make_user()
    one = fix_finding(finding=Finding.objects.get(), by=by)
    undone = undo_fix(finding=one, by=by)
    assert texts(draft) == ["加强领导,压实责任。"]
    assert (undone.state, undone.revision) == (FindingState.OPEN, None)
    assert Finding.objects.get().pk == one.pk
    with pytest.raises(FindingError):
        undo_fix(finding=undone, by=by)


def test_a_fix_moves_with_the_text_and_is_refused_where_it_was_rewritten() -> None:
    draft, by = written("加强领导,压实责任。"), make_user()
    one = fix_finding(finding=Finding.objects.get(), by=by)
    change(draft, 0, "", "安澜市各县区要")
    undo_fix(finding=one, by=by)
    assert texts(draft) == ["安澜市各县区要加强领导,压实责任。"]
    one = fix_finding(finding=Finding.objects.get(), by=by)
    change(draft, 7, "加强领导，压实", "落实")
    with pytest.raises(FindingError, match="又改过"):
        undo_fix(finding=one, by=by)


def change(draft: Draft, start: int, words: str, others: str) -> None:
    """As another editor's save would."""
    key = f"p{draft.version.provisions.get().pk}"
    rewrite(
        draft=draft, change=lambda tree: mend(tree, [Fix(key, "text", start, words, others)]), by=make_user(), note="改"
    )


def test_a_text_that_changed_since_is_left_alone() -> None:
    draft, by = written("加强领导,压实责任。"), make_user()
    change(draft, 0, "加强", "进一步加强")
    with pytest.raises(FindingError, match="改过"):
        fix_finding(finding=Finding.objects.get(), by=by)
    assert texts(draft) == ["进一步加强领导,压实责任。"]
    assert draft.revisions.count() == 2


def test_an_error_of_the_print_is_not_mended_but_our_records_fault_is() -> None:
    draft, by = make_draft("加强领导,压实责任。"), make_user()
    proofread(draft=draft)
    one = Finding.objects.get()
    with pytest.raises(FindingError, match="转原发机关"):
        fix_finding(finding=one, by=by)
    assert texts(draft) == ["加强领导,压实责任。"]
    weigh_finding(finding=one, by=by, severity=Severity.ERROR)
    fix_finding(finding=one, by=by)
    assert texts(draft) == ["加强领导，压实责任。"]


def test_what_has_no_fix_is_for_the_editor() -> None:
    written("依据《水渠办法的规定，制定本细则。")
    with pytest.raises(FindingError, match="没有现成的改法"):
        fix_finding(finding=Finding.objects.get(), by=make_user())


def test_many_are_fixed_in_one_save() -> None:
    draft = written("水务局;财政局,审计局。", "加强领导,压实责任。")
    done = fix_findings(findings=Finding.objects.order_by("pk"), by=make_user())
    assert len(done) == 3
    assert texts(draft) == ["水务局；财政局，审计局。", "加强领导，压实责任。"]
    assert draft.revisions.count() == 2
    assert not Finding.objects.filter(state=FindingState.OPEN).exists()


def test_of_two_that_overlap_the_outer_one_waits() -> None:
    draft = written("水渠(支渠,毛渠)全部纳入。")
    fix_findings(findings=Finding.objects.order_by("pk"), by=make_user())
    assert texts(draft) == ["水渠(支渠，毛渠)全部纳入。"]
    fix_finding(finding=Finding.objects.get(state=FindingState.OPEN), by=make_user())
    assert texts(draft) == ["水渠（支渠，毛渠）全部纳入。"]


def test_a_cell_and_the_documents_number_are_mended_too() -> None:
    draft = make_draft("见下表。", number=None, treatment="written")
    draft.document.numbers.create(position=1, printed="安政发[2024]3号", normalised="安政发〔2024〕3号", year=2024)
    table = add_table(part=draft.version.texts.get(), rows=[("第八條渠", "300"), ("西渠", "20")])
    proofread(draft=draft)
    fix_findings(findings=Finding.objects.order_by("pk"), by=make_user())
    assert TableRow.objects.filter(table=table).order_by("n")[0].printed[0] == "第八条渠"
    assert draft.document.numbers.get().printed == "安政发〔2024〕3号"
