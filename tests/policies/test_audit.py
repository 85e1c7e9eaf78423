"""The audit log: written by the database for whatever changes, chained, and closed to change."""

import pytest
from django.db import DatabaseError, connection, transaction

from policies.models import AuditEntry, PolicyDocument, Provision
from policies.services.auditing import acting, broken_links
from tests.factories import add_provision, make_document, make_user


def sealed() -> None:
    """What a commit does: a test's transaction never gets there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def entries(record: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(record=record).order_by("pk"))


@pytest.mark.django_db
def test_an_entry_says_who_changed_what_from_where() -> None:
    document = make_document(title="旧题")
    user = make_user(password=None)
    with acting(user=user, address="192.0.2.7"):
        document.title = "新题"
        document.save()
    changed = entries("policies_policydocument")[-1]
    assert (changed.actor, changed.actor_name, changed.address) == (user.pk, user.username, "192.0.2.7")
    assert (changed.deed, changed.row) == ("update", str(document.pk))
    assert changed.before == {"title": "旧题"}
    assert changed.after == {"title": "新题"}


@pytest.mark.django_db
def test_bulk_changes_and_plain_sql_count_too() -> None:
    first, second = make_document(), make_document()
    PolicyDocument.objects.update(genre="意见")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM policies_provision WHERE version_id IN (SELECT id FROM policies_version)")
    told = {(one.deed, one.row) for one in entries("policies_policydocument")}
    assert {("update", str(first.pk)), ("update", str(second.pk))} <= told
    assert [one.deed for one in entries("policies_provision")].count("delete") == 2


@pytest.mark.django_db
def test_work_by_the_hundred_is_one_entry() -> None:
    part = make_document().versions.get().texts.get()
    before = len(entries("policies_provision"))
    Provision.objects.bulk_create(
        Provision(version=part.version, part=part, position=n, eid=f"main__p_{n}", kind="paragraph", text="文")
        for n in range(100, 300)
    )
    (bulk,) = entries("policies_provision")[before:]
    assert bulk.after == {"count": 200}


@pytest.mark.django_db
def test_nothing_that_changes_nothing_is_told() -> None:
    document = make_document()
    before = AuditEntry.objects.count()
    document.save()
    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
def test_no_secret_gets_into_the_log() -> None:
    user = make_user(password="很长的一个口令-7")
    user.set_password("另一个很长的口令-8")
    user.save()
    assert not [one for one in entries("policies_user") if "password" in str(one.before) + str(one.after)]


@pytest.mark.django_db
def test_who_acted_before_is_not_blamed_for_what_follows() -> None:
    with acting(user=make_user(password=None)):
        make_document()
    make_document()
    assert entries("policies_policydocument")[-1].actor is None


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["UPDATE policies_auditentry SET actor_name = 'x'", "DELETE FROM policies_auditentry"])
def test_the_log_is_only_added_to(harm: str) -> None:
    make_document()
    sealed()
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(harm)


@pytest.mark.django_db
def test_the_chain_shows_what_was_changed_behind_its_back() -> None:
    part = make_document().versions.get().texts.get()
    for n in range(5):
        add_provision(part=part, text=f"第{n}段")
    sealed()
    assert broken_links() == []
    victim = AuditEntry.objects.order_by("place")[3]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE policies_auditentry DISABLE TRIGGER audit_append_only")
        cursor.execute("UPDATE policies_auditentry SET after = '{}' WHERE id = %s", [victim.pk])
        cursor.execute("ALTER TABLE policies_auditentry ENABLE TRIGGER audit_append_only")
    assert broken_links() == [victim.place]


@pytest.mark.django_db
def test_a_removed_entry_is_missed() -> None:
    for _ in range(3):
        make_document()
    sealed()
    place = AuditEntry.objects.order_by("place")[2].place
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE policies_auditentry DISABLE TRIGGER audit_append_only")
        cursor.execute("DELETE FROM policies_auditentry WHERE place = %s", [place])
        cursor.execute("ALTER TABLE policies_auditentry ENABLE TRIGGER audit_append_only")
    assert place + 1 in broken_links()
