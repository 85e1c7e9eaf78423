"""The register of organs: names by period, succession, and two organs made one."""

from datetime import date

import pytest

from policies.models import AuditEntry, Organ, OrganAlias, Passage, Post, Tenure
from policies.services.indexing import index_version
from policies.services.organ_merging import merge_organs, preview_merge
from policies.services.organ_register import NameLine, OrganError, add_organ, describe_organ
from policies.services.organ_variants import keep_apart, suggested_merges
from policies.services.organs import find_or_make_organ
from policies.services.registers import known_registers
from policies.tasks import index_documents_of
from tests.cast import citizen, queries
from tests.factories import make_document, make_organ, make_user

pytestmark = pytest.mark.django_db


def names_of(organ: Organ) -> dict[str, str]:
    return dict(organ.names.values_list("name", "kind"))


def describe(organ: Organ, **said) -> None:
    describe_organ(**({"organ": organ, "name": organ.name, "renamed_on": None, "successor": None, "names": []} | said))
    organ.refresh_from_db()


def test_a_new_organ_gets_its_initials() -> None:
    assert add_organ(name="安澜市 水务局").code == "alsswj"
    with pytest.raises(OrganError, match="已有"):
        add_organ(name="安澜市水务局")


def test_a_renamed_organ_keeps_its_former_name_with_its_period() -> None:
    organ = make_organ(name="安澜市水利局")
    describe(organ, name="安澜市水务局", renamed_on=date(2019, 3, 1))
    former = organ.names.get()
    assert (former.name, former.kind, former.until_on) == ("安澜市水利局", "former", date(2019, 2, 28))
    assert organ.name_from_on == date(2019, 3, 1)
    assert find_or_make_organ(name="安澜市水利局") == organ


def test_a_mended_name_leaves_the_old_spelling_as_a_variant() -> None:
    organ = make_organ(name="安澜市永务局")
    describe(organ, name="安澜市水务局")
    assert names_of(organ) == {"安澜市永务局": "variant"}


def test_names_are_kept_as_the_editor_lists_them() -> None:
    organ = make_organ(name="安澜市水务局")
    describe(organ, names=[NameLine("市水务局", "short"), NameLine("水务局", "short")])
    kept = organ.names.get(name="市水务局").pk
    describe(organ, names=[NameLine("市水务局", "short"), NameLine("安澜水务", "short", date(2020, 1, 1))])
    assert names_of(organ) == {"市水务局": "short", "安澜水务": "short"}
    assert organ.names.get(name="市水务局").pk == kept


def test_nobody_succeeds_themselves() -> None:
    one, two, three = make_organ(), make_organ(), make_organ()
    describe(one, successor=two)
    describe(two, successor=three)
    with pytest.raises(OrganError):
        describe(three, successor=one)


def test_another_organs_name_is_refused() -> None:
    one, two = make_organ(), make_organ()
    with pytest.raises(OrganError, match="合并"):
        describe(one, name=two.name)


def test_merging_moves_everything_and_the_old_code_leads_on() -> None:
    organ, into = make_organ(name="安澜市发改委", code="fgw"), make_organ(name="安澜市发展和改革委员会", code="fzggwyh")
    mine, joint = make_document(issuers=[organ]), make_document(issuers=[organ, into])
    duty = make_document()
    duty.departments.set([organ])
    person = make_user()
    person.organs.set([organ])
    make_organ(successor=organ)
    post = Post.objects.create(organ=organ, name="主任")
    Tenure.objects.create(post=post, person="林晓", from_on=date(2020, 1, 1))
    same = Post.objects.create(organ=into, name="主任")
    Tenure.objects.create(post=same, person="林晓", from_on=date(2020, 1, 1))

    preview = preview_merge(organ=organ, into=into)
    assert (preview.issued, preview.twice, preview.duties, preview.staff, preview.tenures) == (2, 1, 1, 1, 1)
    merge_organs(organ=organ, into=into)

    assert not Organ.objects.filter(code="fgw").exists()
    assert [link.organ for link in mine.issuer_links.all()] == [into]
    assert [(link.organ, link.lead) for link in joint.issuer_links.all()] == [(into, True)]
    assert list(duty.departments.all()) == [into]
    assert list(person.organs.all()) == [into]
    assert into.predecessors.count() == 1
    assert Tenure.objects.count() == 1
    assert names_of(into) == {"安澜市发改委": "variant"}
    assert find_or_make_organ(name="安澜市发改委") == into
    answer = citizen().get("/organs/fgw/")
    assert (answer.status_code, answer["Location"]) == (301, "/organs/fzggwyh/")
    assert citizen().get("/api/v1/documents/?organ=fgw").json()["count"] == 2
    assert "2" in citizen().get("/search?organ=fgw").content.decode()
    assert AuditEntry.objects.filter(record="policies_organ", deed="delete").count() == 1
    assert AuditEntry.objects.filter(record="policies_organalias").exists()


def test_codes_of_merged_organs_follow_through_two_mergings() -> None:
    first, second, third = make_organ(code="a1"), make_organ(code="a2"), make_organ(code="a3")
    merge_organs(organ=first, into=second)
    merge_organs(organ=second, into=third)
    assert dict(OrganAlias.objects.values_list("code", "organ__code")) == {"a1": "a3", "a2": "a3"}
    assert add_organ(name="安澜市新局", code="").code not in ("a1", "a2")
    with pytest.raises(OrganError):
        add_organ(name="安澜市另局", code="a1")


def test_merging_with_its_own_successor_leaves_no_circle() -> None:
    old = make_organ()
    new = make_organ(successor=old)
    merge_organs(organ=old, into=new)
    new.refresh_from_db()
    assert new.successor is None
    with pytest.raises(OrganError):
        merge_organs(organ=new, into=new)


def test_programs_are_told_that_a_document_changed() -> None:
    organ, into = make_organ(), make_organ()
    document = make_document(issuers=[organ])
    before = document.updated_at
    merge_organs(organ=organ, into=into)
    document.refresh_from_db()
    assert document.updated_at > before


def test_spellings_are_suggested_until_kept_apart() -> None:
    short, whole = make_organ(name="安澜市发改委"), make_organ(name="安澜市发展和改革委员会")
    make_document(issuers=[whole])
    (suggestion,) = suggested_merges()
    assert (suggestion.organ, suggestion.into) == (short, whole)
    keep_apart(organ=whole, other=short)
    assert not [one for one in suggested_merges() if one.organ == short]


def test_the_register_as_plain_values() -> None:
    organ = make_organ(name="安澜市水利局")
    describe(organ, name="安澜市水务局", renamed_on=date(2019, 3, 1))
    post = Post.objects.create(organ=organ, name="局长")
    Tenure.objects.create(post=post, person="林晓", from_on=date(2018, 1, 1), until_on=date(2020, 5, 31))
    known = known_registers()
    ((found, name),) = known.by_name["安澜市水利局"]
    assert (found.name, name.until_on) == ("安澜市水务局", date(2019, 2, 28))
    (tenure,) = known.by_person["林晓"]
    assert (tenure.title, tenure.held_on(date(2020, 5, 31)), tenure.held_on(date(2020, 6, 1))) == (
        "安澜市水务局局长",
        True,
        False,
    )
    make_organ()
    assert queries(known_registers) == 3


def test_search_knows_documents_by_the_organs_present_name(django_capture_on_commit_callbacks) -> None:
    """The task is what the queue would be given."""

    def said() -> str:
        return Passage.objects.get(version__document=document, kind="title").text

    organ, into = make_organ(name="安澜市水利局"), make_organ(name="安澜市水务局")
    document = make_document(issuers=[organ])
    index_version(version=document.versions.get())
    with django_capture_on_commit_callbacks() as merged:
        merge_organs(organ=organ, into=into)
    assert [one.args for one in merged] == [(index_documents_of,)]
    index_documents_of(**merged[0].keywords)
    assert "安澜市水务局" in said()
    with django_capture_on_commit_callbacks() as renamed:
        describe_organ(organ=into, name="安澜市河湖局", renamed_on=date(2024, 5, 1), successor=None, names=[])
        describe_organ(organ=into, name="安澜市河湖局", renamed_on=None, successor=None, names=[])
    assert len(renamed) == 1
    index_documents_of(**renamed[0].keywords)
    assert "安澜市河湖局" in said()
