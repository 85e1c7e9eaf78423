"""What contents, head, signature and text say differently of one document is listed with its places."""

from dataclasses import replace
from datetime import date

import pytest

from gazette.reading.disagreements import find_disagreements
from gazette.reading.records import ContentsRecord
from tests.readings import read_document, read_issue, read_text

TITLE = "安澜市人民政府关于整治水渠的通知"


def said(record) -> dict[str, list[tuple[str, str, str]]]:
    return {one.field: [(s.where, s.value, s.path) for s in one.said] for one in find_disagreements(record)}


def listed(entry: str, **fields: object):
    return read_issue(read_document(**fields), contents=(ContentsRecord("", entry, 1, (1,)),))


def test_agreement_is_silent() -> None:
    assert said(listed(TITLE, signed_by=("安澜市人民政府",))) == {}


@pytest.mark.parametrize("title", [f"{TITLE}（安政发〔2024〕7号）", "关于整治水渠的通知"])
def test_what_a_contents_leaves_out_or_adds_is_no_disagreement(title: str) -> None:
    assert said(listed(title)) == {}


def test_a_title_that_the_contents_word_otherwise() -> None:
    assert said(listed("安澜市人民政府关于整治东渠的通知"))["title"] == [
        ("head", TITLE, "documents/1/title"),
        ("contents", "安澜市人民政府关于整治东渠的通知", "contents/1"),
    ]


def test_a_number_that_contents_or_enclosed_text_give_otherwise() -> None:
    enclosed = read_text("（安政发〔2024〕8号印发）", eid="enc_1", title="安澜市水渠管理办法")
    found = said(listed(f"{TITLE}（安政发〔2024〕9号）", texts=(read_text("现印发办法。"), enclosed)))
    assert [one[0] for one in found["number"]] == ["head", "contents", "text"]
    assert [one[2] for one in found["number"]] == ["documents/1/numbers/1", "contents/1", "documents/1/enc_1__p_1"]


def test_issuers_of_title_and_signature() -> None:
    found = said(listed(TITLE, signed_by=("安澜市人民政府办公室",)))
    assert found["issuer"] == [
        ("title", "安澜市人民政府", "documents/1/title"),
        ("signature", "安澜市人民政府办公室", "documents/1/signed_by"),
    ]


def test_a_series_that_is_not_the_issuers() -> None:
    found = said(listed(TITLE, number="临政任〔2024〕7号"))
    assert found["issuer"][1] == ("series", "临政任〔2024〕7号", "documents/1/numbers/1")


@pytest.mark.parametrize(
    ("number", "issuer"),
    [
        ("安政办函〔2024〕1号", "安澜市人民政府办公室"),
        ("安发改规〔2024〕1号", "安澜市发展和改革委员会"),
        ("安澜市人民政府令第3号", "安澜市人民政府"),
    ],
)
def test_short_names_of_the_issuer_are_its_own(number: str, issuer: str) -> None:
    assert said(listed(f"{issuer}关于整治水渠的通知", title=f"{issuer}关于整治水渠的通知", number=number)) == {}


def test_days_that_can_not_all_be_right() -> None:
    record = listed(TITLE, issued_on=date(2023, 12, 30))
    printed = replace(record, masthead=replace(record.masthead, published_on=date(2023, 12, 28)))
    assert said(printed)["date"] == [
        ("signature", "2023-12-30", "documents/1/issued_on"),
        ("head", "安政发〔2024〕7号", "documents/1/numbers/1"),
        ("print", "2023-12-28", "masthead/published_on"),
    ]
