"""Leaders by period: proposed from notices, taken or dropped by an editor, out and in as tables."""

from datetime import date

import pytest

from policies.models import Post, Tenure, TenureDecision
from policies.services.leader_sheets import COLUMNS, import_leaders, leader_rows, read_leaders
from policies.services.leaders import LeaderError, TenureLine, describe_post, drop_tenure, keep_tenure
from policies.services.spreadsheets import csv_file, read_table
from policies.services.tenure_proposals import drop_proposal, open_proposals, part_post, take_proposal
from tests.cast import queries
from tests.factories import add_appointment, make_document, make_organ, make_user

pytestmark = pytest.mark.django_db


def notice(*, on: date = date(2024, 3, 1), **appointment):
    document = make_document(title="安澜市人民政府关于人员任免的通知", issued_on=on)
    add_appointment(version=document.versions.get(), **appointment)
    return document


def take(
    document, *, person="林晓", printed="安澜市水务局局长", gained=True, organ="安澜市水务局", post="局长", on=None
):
    return take_proposal(
        document=document,
        person=person,
        printed=printed,
        gained=gained,
        organ=organ,
        post=post,
        on=on or document.issued_on,
        by=make_user(),
    )


def span(tenure: Tenure) -> tuple[date | None, date | None]:
    tenure.refresh_from_db()
    return tenure.from_on, tenure.until_on


def test_a_post_is_parted_after_the_longest_known_organ() -> None:
    known = {"安澜市", "安澜市水务局"}
    assert part_post("安澜市水务局副局长（兼）", known) == ("安澜市水务局", "副局长（兼）")
    assert part_post("临河市公安局人事处处长（副处级）", known) == ("临河市公安局人事处", "处长（副处级）")
    assert part_post("临河市财政局局长", known) == ("临河市财政局", "局长")
    assert part_post("督学", known) == ("", "督学")


def test_notices_propose_and_nothing_is_taken_by_itself() -> None:
    notice(appointed=["安澜市水务局局长"], removed=["安澜市财政局副局长"])
    notice(appointed=["安澜市水务局局长"]).versions.update(current=False)
    hidden = notice(appointed=["安澜市水务局局长"])
    hidden.state = "draft"
    hidden.save()
    assert [(one.printed, one.gained) for one in open_proposals()] == [
        ("安澜市水务局局长", True),
        ("安澜市财政局副局长", False),
    ]
    assert not Tenure.objects.exists()


def test_a_post_gained_and_lost_is_one_term() -> None:
    begun = notice(on=date(2020, 3, 1), appointed=["安澜市水务局局长"])
    ended = notice(on=date(2024, 5, 6), appointed=[], removed=["安澜市水务局局长"])
    tenure = take(begun)
    assert span(tenure) == (date(2020, 3, 1), None)
    assert take(ended, gained=False) == tenure
    assert span(tenure) == (date(2020, 3, 1), date(2024, 5, 5))
    assert (tenure.appointed_by, tenure.removed_by) == (begun, ended)
    assert not open_proposals()


def test_the_end_may_be_known_before_the_beginning() -> None:
    ended = notice(on=date(2024, 5, 6), appointed=[], removed=["安澜市水务局局长"])
    begun = notice(on=date(2020, 3, 1), appointed=["安澜市水务局局长"])
    take(ended, gained=False)
    take(begun)
    assert span(Tenure.objects.get()) == (date(2020, 3, 1), date(2024, 5, 5))


def test_a_line_is_decided_once() -> None:
    document = notice(appointed=["安澜市水务局局长"])
    drop_proposal(document=document, person="林晓", printed="安澜市水务局局长", gained=True, by=make_user())
    assert not open_proposals()
    assert not TenureDecision.objects.get().taken
    with pytest.raises(LeaderError, match="已有人处理"):
        take(document)


def test_who_held_a_post_on_a_day() -> None:
    organ = make_organ(name="安澜市水务局")
    for person, begin, end in (
        ("林晓", date(2018, 1, 1), date(2020, 12, 31)),
        ("周明", date(2021, 1, 1), None),
    ):
        keep_tenure(line=TenureLine(organ, "局长", person, begin, end))
    assert [one.person for one in Tenure.objects.on(date(2020, 12, 31))] == ["林晓"]
    assert [one.person for one in Tenure.objects.on(date(2021, 1, 1))] == ["周明"]
    assert Post.objects.count() == 1


def test_a_term_stands_once_and_ends_after_it_begins() -> None:
    line = TenureLine(make_organ(), "局长", "林晓", date(2020, 1, 1))
    tenure = keep_tenure(line=line)
    with pytest.raises(LeaderError, match="已在名录"):
        keep_tenure(line=line)
    with pytest.raises(LeaderError, match="早于"):
        keep_tenure(line=TenureLine(line.organ, "局长", "周明", date(2020, 1, 2), date(2020, 1, 1)))
    drop_tenure(tenure=tenure)
    assert not Post.objects.exists()


def test_an_organ_has_a_post_of_a_name_once() -> None:
    organ = make_organ()
    for post in ("局长", "副局长"):
        keep_tenure(line=TenureLine(organ, post, "林晓"))
    with pytest.raises(LeaderError):
        describe_post(post=Post.objects.get(name="副局长"), name="局长", position=1)


def test_the_register_goes_out_and_comes_back_as_a_table() -> None:
    organ, document = make_organ(name="安澜市水务局"), make_document(number="安政任〔2020〕3号")
    keep_tenure(line=TenureLine(organ, "局长", "林晓", date(2020, 1, 1), None, document, note="试用一年"))
    table = csv_file(columns=COLUMNS, rows=leader_rows())
    Tenure.objects.all().delete()
    rows = read_leaders(read_table(data=table, columns=COLUMNS))
    assert [row.problem for row in rows] == [""]
    assert import_leaders(rows=rows) == 1
    assert import_leaders(rows=rows) == 1
    back = Tenure.objects.get()
    assert (back.person, back.from_on, back.appointed_by, back.note) == (
        "林晓",
        date(2020, 1, 1),
        document,
        "试用一年",
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"机关": "无此局"}, "没有"),
        ({"姓名": "x"}, "姓名"),
        ({"任职日期": "某日"}, "不是日期"),
        ({"免职日期": "2019-01-01"}, "早于"),
        ({"任职文号": "无政发〔2020〕1号"}, "没有找到"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(changed: dict[str, str], said: str) -> None:
    make_organ(name="安澜市水务局")
    cells = dict(zip(COLUMNS, ("安澜市水务局", "局长", "林晓", "2020-01-01", "", "", "", ""), strict=True))
    (row,) = read_leaders([cells | changed])
    assert row.line is None
    assert said in row.problem


def test_proposals_take_the_same_queries_for_one_and_for_many() -> None:
    notice(appointed=["安澜市水务局局长"])
    counted = queries(open_proposals)
    for n in range(20):
        notice(name=f"林{chr(0x5800 + n)}", appointed=["安澜市水务局局长", "安澜市财政局局长"])
    assert queries(open_proposals) == counted
    assert len(open_proposals()) == 41
