import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gazette.reading.checks import check_issue
from gazette.reading.records import ChronicleRecord, ContentsRecord, IssueRecord, MastheadRecord
from policies.grammar.numbers import parse_number
from policies.reading.findings import FINDING_KINDS, check_document, finding
from policies.reading.records import (
    AppendixRecord,
    CitationKind,
    CitationRecord,
    DocumentRecord,
    IssuerRecord,
    ProvisionKind,
    ProvisionRecord,
    Severity,
    TextRecord,
    TextRole,
)

ROOT = Path(__file__).resolve().parents[2]
PLAIN = DocumentRecord(
    title="关于防汛的通知", numbers=(parse_number("安政发〔2022〕3号"),), issued_on=date(2022, 4, 11)
)


def codes(found):
    return [one.code for one in found]


def test_every_code_that_a_check_gives_is_in_the_list():
    sources = [path for app in ("policies", "projects", "gazette") for path in (ROOT / app).rglob("*.py")]
    given = {
        code
        for path in sources
        for code in re.findall(
            r'(?:FindingRecord|Mismatch|Doubt|finding)\(\s*"([a-z]+(?:-[a-z]+)+)"', path.read_text("utf-8")
        )
    }
    assert given
    assert given <= FINDING_KINDS.keys()


def test_an_unknown_code_is_refused():
    with pytest.raises(KeyError):
        finding("no-such-code", "")
    assert finding("column-lost", "").severity is Severity.ERROR


def test_a_sound_document_raises_nothing():
    assert check_document(PLAIN) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"issued_on": date(2023, 1, 3)}, "year-differs"),
        ({"numbers": (parse_number("安政发（2022〕3号"),)}, "mixed-brackets"),
        ({"effective_on": date(2022, 3, 1)}, "dates-disagree"),
        ({"effective_on": date(2022, 5, 1), "expires_on": date(2022, 4, 30)}, "dates-disagree"),
        ({"citations": (CitationRecord(CitationKind.CITES, "main__p_1", "安政发〔2023〕1号"),)}, "cited-later"),
        ({"issuers": (IssuerRecord("安澜市人民政府"),), "signed_by": ("安澜市水务局",)}, "issuer-differs"),
    ],
)
def test_what_a_document_contradicts_itself_in(change, code):
    assert codes(check_document(replace(PLAIN, **change))) == [code]


def test_numbers_of_appendices_must_run():
    listed = tuple(AppendixRecord(n, f"附件{n}", "清单", omitted=True) for n in (1, 2, 4))
    assert codes(check_document(replace(PLAIN, appendices=listed))) == ["number-skipped"]


def numbered(*markers, kind=ProvisionKind.HEADING):
    provisions = tuple(ProvisionRecord(f"main__{n}", kind, 1, marker, "标题") for n, marker in enumerate(markers))
    return codes(check_document(replace(PLAIN, texts=(TextRecord(TextRole.NOTICE, "", "main", provisions),))))


@pytest.mark.parametrize(
    ("markers", "found"),
    [
        (("一、", "二、", "三、"), []),
        (("一、", "三、"), ["heading-skipped"]),
        (("一、", "二、", "二、"), ["heading-repeated"]),
        (("第一条", "第二条", "第四条"), ["heading-skipped"]),
        (("第一条", "第一条之一", "第二条"), []),
        (("（一）", "（二）", "（一）", "（二）"), []),
        (("1.", "3."), []),
    ],
)
def test_numbers_of_headings_that_skip_or_repeat(markers, found):
    assert numbered(*markers) == found


def test_brackets_in_the_text_are_looked_at_too():
    provision = ProvisionRecord("main__p_1", ProvisionKind.PARAGRAPH, 1, text="根据安政发〔2021]5号要求")
    (one,) = check_document(replace(PLAIN, texts=(TextRecord(TextRole.NOTICE, "", "main", (provision,)),)))
    assert (one.code, one.path, one.expected) == (
        "mixed-brackets",
        "texts/main/provisions/main__p_1",
        "安政发〔2021〕5号",
    )


MASTHEAD = MastheadRecord(title="安澜市人民政府公报", year=2022, number=4, published_on=date(2022, 4, 30))


def issue(**parts):
    return codes(check_issue(IssueRecord(**{"masthead": MASTHEAD, "documents": (PLAIN,), **parts})))


def test_a_sound_issue_raises_nothing():
    contents = (ContentsRecord("", "关于防汛的通知", 3, (1,)), ContentsRecord("", "大事记", 5))
    assert issue(contents=contents, chronicle=(ChronicleRecord(date(2022, 4, 1), None, "1日，…"),)) == []


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"masthead": MastheadRecord()}, ["issue-unnumbered"]),
        ({"documents": (PLAIN, PLAIN)}, ["document-number-repeated"]),
        ({"contents": (ContentsRecord("", "关于防汛工作的通知", 3, (1,)),)}, ["contents-title-differs"]),
        (
            {"contents": (ContentsRecord("", "关于防汛的通知", 3, (1,)), ContentsRecord("", "关于防火的通知", 5))},
            ["contents-unmatched"],
        ),
        ({"contents": (ContentsRecord("", "大事记", 3),)}, ["contents-unmatched", "document-unlisted"]),
        ({"documents": (replace(PLAIN, issued_on=date(2022, 5, 2)),)}, ["issued-after-print"]),
    ],
)
def test_what_an_issue_contradicts_itself_in(parts, found):
    assert issue(**parts) == found


def test_pages_and_days_that_run_backwards():
    other = replace(PLAIN, title="关于防火的通知", numbers=())
    contents = (ContentsRecord("", "关于防火的通知", 9, (2,)), ContentsRecord("", "关于防汛的通知", 3, (1,)))
    days = tuple(ChronicleRecord(date(2022, 4, day), None, "…") for day in (3, 1))
    assert issue(documents=(PLAIN, other), contents=contents, chronicle=days) == [
        "contents-page-order",
        "contents-order",
        "chronicle-order",
    ]
