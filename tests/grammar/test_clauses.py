from datetime import date

import pytest

from policies.grammar.clauses import find_effective, find_expiry, read_clauses

ISSUED = date(2022, 4, 11)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("本预案自印发之日起施行。", ISSUED),
        ("第三十三条 本规定自发布之日起实施。", ISSUED),
        ("自签发之日起生效", ISSUED),
        ("本办法自2022年5月1日起施行。", date(2022, 5, 1)),
        ("本办法自二〇二二年六月一日起实行。", date(2022, 6, 1)),
        ("本办法于2022年5月1日起正式施行", date(2022, 5, 1)),
        ("本办法从 2022 年 5 月 1 日起执行", date(2022, 5, 1)),
        ("本规定自公布之日起30日后施行。", date(2022, 5, 11)),
        ("本规定自公布之日起满三个月后施行。", date(2022, 7, 11)),
        ("《办法》已经通过，现予公布，自2022年7月1日起施行。", date(2022, 7, 1)),
    ],
)
def test_the_day_a_text_takes_effect(text, on):
    assert find_effective(text, issued_on=ISSUED).on == on


@pytest.mark.parametrize(
    "text",
    [
        "《甲办法》自2022年5月1日起施行。",
        "各县要严格执行，自2022年起执行",
        "该项目自2022年5月1日起实施。",
        "项目建设自3月开始。",
    ],
)
def test_clauses_about_something_else(text):
    assert find_effective(text, issued_on=ISSUED) is None


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("本办法自2022年5月1日起施行，有效期5年。", date(2027, 4, 30)),
        ("本办法自印发之日起试行两年。", date(2024, 4, 10)),
        ("自发布之日起执行，有效期至2025年12月31日。", date(2025, 12, 31)),
        ("本措施自印发之日起执行至2022年12月31日。", date(2022, 12, 31)),
        ("本通知自印发之日起施行，执行至2023年底。", date(2023, 12, 31)),
        ("本政策执行期限为2022年1月1日至2022年12月31日。", date(2022, 12, 31)),
        ("本政策执行期限为2022年1月1日至6月30日。", date(2022, 6, 30)),
        ("本规定自2022年5月1日起施行，2027年4月30日失效。", date(2027, 4, 30)),
        ("本公告自发布之日起实施，至2022年12月31日止。", date(2022, 12, 31)),
        ("本意见自印发之日起施行，有效期至2025年12月31日，原《甲意见》同时废止。", date(2025, 12, 31)),
        ("本办法有效期5年，自2022年5月1日起计算。", date(2027, 4, 30)),
        ("本办法自印发之日起施行。有效期三年。", date(2025, 4, 10)),
    ],
)
def test_the_last_day_a_text_holds(text, on):
    effective = find_effective(text, issued_on=ISSUED)
    assert find_expiry(text, issued_on=ISSUED, effective_on=effective.on if effective else None).on == on


@pytest.mark.parametrize(
    "text", ["许可证有效期5年。", "旅行社保证金补足期限执行至2022年12月31日。", "本项政策执行至2022年12月31日。"]
)
def test_terms_of_something_else(text):
    assert find_expiry(text, issued_on=ISSUED) is None


def test_a_relative_day_without_a_day_of_issue_is_left_empty():
    clauses = read_clauses([("main__p_1", "本办法自印发之日起施行，有效期5年。")], issued_on=None)
    assert (clauses.effective_on, clauses.effective_clause, clauses.effective_basis) == (
        None,
        "main__p_1",
        "自印发之日起施行",
    )
    assert (clauses.expires_on, clauses.expiry_clause) == (None, "main__p_1")


def test_the_closing_clause_has_the_say_but_a_decision_speaks_for_itself():
    closing = [("enc_1__art_2", "本办法自2022年5月1日起施行。"), ("enc_1__art_9", "本办法自2022年6月1日起施行。")]
    assert read_clauses(closing, issued_on=ISSUED).effective_clause == "enc_1__art_9"
    decided = [("main__p_3", "本决定自公布之日起施行。"), ("enc_1__art_9", "本办法自2010年6月1日起施行。")]
    assert read_clauses(decided, issued_on=ISSUED).effective_on == ISSUED
