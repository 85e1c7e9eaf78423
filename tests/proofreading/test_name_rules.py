"""Organs that were renamed, leaders in their posts, names written in two ways."""

from datetime import date

from policies.proofreading.registers import KnownName, KnownOrgan, KnownTenure, Registers
from tests.proofreading.trees import said, written


def renamed(*names: tuple[str, str, date | None]) -> Registers:
    """Organs as (former name, present name, last day of the former)."""
    return Registers(
        organs=tuple(
            KnownOrgan(f"o{n}", now, (KnownName(now, "official"), KnownName(was, "former", until_on=until)))
            for n, (was, now, until) in enumerate(names)
        )
    )


FORMER = renamed(
    ("云溪市工商局", "云溪市市场监管局", date(2019, 3, 31)),
    ("市水利局", "市水务局", date(2019, 3, 31)),
)
LATER = {"issued_on": date(2024, 3, 1)}


def test_a_former_name_after_its_time_gives_way_to_the_new_one() -> None:
    tree = written("由云溪市工商局、市水利局负责。", **LATER)
    assert said(tree, "organ-renamed", registers=FORMER) == [
        ("云溪市工商局", "云溪市市场监管局"),
        ("市水利局", "市水务局"),
    ]


def test_former_names_are_right_in_their_time_in_titles_and_behind_yuan() -> None:
    assert said(written("由市水利局负责。", issued_on=date(2018, 3, 1)), "organ-renamed", registers=FORMER) == []
    text = "原市水利局印发的《市水利局关于水渠的意见》继续有效。"
    assert said(written(text, **LATER), "organ-renamed", registers=FORMER) == []


def test_a_longer_current_name_is_not_its_former_part() -> None:
    former = renamed(("水务局", "水利水务局", date(2019, 1, 1)))
    assert said(written("由安澜市水利水务局负责。", **LATER), "organ-renamed", registers=former) == []


def test_without_a_day_only_an_undated_draft_is_doubted() -> None:
    former = renamed(("市水利局", "市水务局", None))
    assert said(written("由市水利局负责。"), "organ-renamed", registers=former) == [("市水利局", "市水务局")]
    assert said(written("由市水利局负责。", **LATER), "organ-renamed", registers=former) == []


POSTS = Registers(
    tenures=(
        KnownTenure("顾云岫", "云溪市人民政府", "市长", date(2021, 5, 1), date(2023, 6, 30)),
        KnownTenure("孟春野", "云溪市人民政府", "市长", date(2023, 7, 1)),
        KnownTenure("孟春野", "云溪市人民政府", "副市长", date(2019, 1, 1), date(2023, 6, 30)),
        KnownTenure("白云飞", "云溪市水务局", "局长", date(2020, 1, 1)),
        KnownTenure("温若砚", "云溪市审计局", "局长", date(2020, 1, 1)),
    )
)


def test_a_post_is_held_by_who_is_registered_for_the_day() -> None:
    assert said(written("市长顾云岫主持会议。", **LATER), "post-differs", registers=POSTS) == [("市长", None)]
    assert said(written("市长顾云岫主持会议。", issued_on=date(2022, 3, 1)), "post-differs", registers=POSTS) == []
    assert said(written("市长　孟春野", **LATER), "post-differs", registers=POSTS) == []
    assert said(written("原市长顾云岫出席。", **LATER), "post-differs", registers=POSTS) == []


def test_a_leaders_name_with_one_wrong_character() -> None:
    assert said(written("市长孟春也主持会议。", **LATER), "leader-misnamed", registers=POSTS) == [("孟春也", "孟春野")]
    assert said(written("市长负责制落实到位。", **LATER), registers=POSTS) == []
    signed = written("请执行。", signed_by=("市长　孟春也",), **LATER)
    assert said(signed, "leader-misnamed", registers=POSTS) == [("孟春也", "孟春野")]


def test_a_post_of_many_organs_needs_its_organ_before_a_name_is_doubted() -> None:
    text = "云溪市水务局局长白云非，局长温若硯。"
    assert said(written(text, **LATER), "leader-misnamed", registers=POSTS) == [("白云非", "白云飞")]


def test_an_organ_that_has_a_successor_is_past_in_a_text_of_today() -> None:
    organ = KnownOrgan("o1", "云溪市农机局", (KnownName("云溪市农机局", "official"),), successor="云溪市农业农村局")
    known = {"registers": Registers(organs=(organ,))}
    assert said(written("由云溪市农机局负责。"), "organ-renamed", **known) == [("云溪市农机局", "云溪市农业农村局")]
    assert said(written("由云溪市农机局负责。", **LATER), "organ-renamed", **known) == []


def test_a_name_the_text_gives_itself_is_written_one_way() -> None:
    text = "成立水渠管护工作专班（以下简称“管护专班”），管护专斑设在市水务局，管护专班负责日常工作。"
    assert said(written(text), "name-differs") == [("斑", "班")]


def test_organs_of_the_head_are_written_one_way_but_other_organs_are_others() -> None:
    tree = written("由临禾县人民政付负责，云溪县人民政府配合。", issuers=("临禾县人民政府",))
    assert said(tree, "name-differs") == [("付", "府")]
    tree = written("市教育局、市体育局按职责负责。", addressees=("市教育局", "市体育局"))
    assert said(tree, "name-differs") == []
