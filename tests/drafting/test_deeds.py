"""The table deed × place × role, cell by cell: E editor, R reviewer, P publisher; a dot: nobody."""

import pytest

from gazette.drafting.deeds import IssueDeed, IssuePlace, issue_deeds_at
from policies.drafting.deeds import OFFICE, Deed, Place, deeds_at
from policies.models import Role

LETTERS = {"E": Role.EDITOR, "R": Role.REVIEWER, "P": Role.PUBLISHER}

DOCUMENTS = """
            new  received proof galley signed given_up published withdrawn
read        ERP  ERP      ERP   ERP    ERP    ERP      ERP       ERP
register    E    .        .     .      .      .        .         .
receive     .    E        E     E      .      .        .         .
edit        .    E        E     E      .      .        .         .
decide      .    ER       ER    ER     ER     .        ER        .
comment     .    ERP      ERP   ERP    ERP    ERP      ERP       ERP
assign      .    ERP      ERP   ERP    ERP    .        ERP       .
disclose    .    EP       EP    EP     EP     .        .         .
secrecy     .    RP       RP    RP     RP     .        .         .
submit      .    E        .     .      .      .        .         .
approve     .    .        R     .      .      .        .         .
special     .    .        RP    P      .      .        .         .
send_back   .    .        R     RP     .      .        .         .
sign        .    .        .     P      .      .        .         .
recall      .    .        .     .      P      .        .         .
schedule    .    .        .     .      P      .        .         .
publish     .    .        .     .      P      .        .         .
give_up     .    EP       P     P      P      .        .         .
resume      .    .        .     .      .      EP       .         .
correct     .    .        .     .      .      .        E         .
mend        .    .        .     .      .      .        E         .
judge       .    .        .     .      .      .        RP        .
withdraw    .    .        .     .      .      .        P         .
restore     .    .        .     .      .      .        .         P
"""

ISSUES = """
            new  compiling galley signed published withdrawn
read        ERP  ERP       ERP    ERP    ERP       ERP
begin       E    .         .      .      .         .
compose     .    E         E      .      .         .
submit      .    E         .      .      .         .
submit_ready .   E         E      .      .         .
approve_ready .  R         R      .      .         .
sign_ready  .    P         P      .      .         .
examine     .    RP        RP     RP     .         .
disclose    .    EP        EP     EP     .         .
sign        .    .         P      .      .         .
special     .    .         P      .      .         .
send_back   .    .         RP     .      .         .
recall      .    .         .      P      .         .
schedule    .    .         .      P      .         .
publish     .    .         .      P      .         .
withdraw    .    .         .      .      P         .
restore     .    .         .      .      .         P
"""


def cells(table: str) -> list[tuple[str, str, str, bool]]:
    """(deed, place, role, whether it may) for every cell, of all six roles."""
    head, *rows = [line.split() for line in table.strip().splitlines()]
    return [
        (deed, place, role.value, role in {LETTERS[letter] for letter in held.strip(".")})
        for deed, *helds in rows
        for place, held in zip(head, helds, strict=True)
        for role in Role
    ]


@pytest.mark.parametrize(("deed", "place", "role", "may"), cells(DOCUMENTS))
def test_a_role_may_do_with_a_document(deed: str, place: str, role: str, may: bool) -> None:
    found = deeds_at(frozenset({Place(place)}), frozenset({role}), own=True, limited=False)
    assert (Deed(deed) in found) == may


@pytest.mark.parametrize(("deed", "place", "role", "may"), cells(ISSUES))
def test_a_role_may_do_with_an_issue(deed: str, place: str, role: str, may: bool) -> None:
    found = issue_deeds_at(IssuePlace(place), frozenset({role}), limited=False)
    assert (IssueDeed(deed) in found) == may


def test_the_tables_name_every_deed_and_place() -> None:
    for table, deeds, places in ((DOCUMENTS, Deed, Place), (ISSUES, IssueDeed, IssuePlace)):
        head, *rows = [line.split() for line in table.strip().splitlines()]
        assert head == [one.value for one in places]
        assert [row[0] for row in rows] == [one.value for one in deeds]


def test_a_public_document_under_correction_is_worked_on_and_withdrawn_but_not_corrected_twice() -> None:
    both = frozenset({Place.GALLEY, Place.PUBLISHED})
    found = deeds_at(both, frozenset({"editor", "publisher"}), own=True, limited=False)
    assert {Deed.EDIT, Deed.SIGN, Deed.WITHDRAW} <= found
    assert Deed.CORRECT not in found


@pytest.mark.parametrize("place", Place)
def test_a_departments_account_does_nothing_of_the_offices(place: Place) -> None:
    everything = frozenset({"editor", "reviewer", "publisher"})
    own = deeds_at(frozenset({place}), everything, own=True, limited=True)
    assert not own & OFFICE
    strange = deeds_at(frozenset({place}), everything, own=False, limited=True)
    public = place in (Place.NEW, Place.PUBLISHED, Place.WITHDRAWN)
    assert strange - {Deed.REGISTER} == ({Deed.READ} if public else frozenset())


def test_a_departments_account_does_not_read_anothers_correction() -> None:
    both = frozenset({Place.RECEIVED, Place.PUBLISHED})
    assert Deed.READ not in deeds_at(both, frozenset({"editor"}), own=False, limited=True)
    assert Deed.READ in deeds_at(both, frozenset({"editor"}), own=True, limited=True)


@pytest.mark.parametrize("place", IssuePlace)
def test_a_departments_account_reads_an_issue_once_it_is_public(place: IssuePlace) -> None:
    everything = frozenset({"editor", "reviewer", "publisher"})
    public = place in (IssuePlace.PUBLISHED, IssuePlace.WITHDRAWN)
    assert issue_deeds_at(place, everything, limited=True) == ({IssueDeed.READ} if public else frozenset())
