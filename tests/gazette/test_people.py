"""Accounts and roles: who may make them, and what nobody may hold together."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client

from policies.models import Role, User
from policies.models.people import APART
from policies.services.staff import AccountError, close_account, give_roles
from tests.cast import everybody, queries
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/desk/people/"


def member(role: str) -> Client:
    client = Client()
    client.force_login(make_user(role=role, password=None))
    return client


def test_administrators_alone_see_the_accounts() -> None:
    answers = {name: client.get(LIST).status_code for name, client in everybody().items()}
    seen = {name for name, status in answers.items() if status == 200}
    assert seen == {"sysadmin", "security", "auditor"}
    assert answers["citizen"] == 302


def test_each_deed_is_one_administrators() -> None:
    person = make_user(role="", password=None)
    deeds = {"close": "sysadmin", "unlock": "security", "factor": "security", "roles": "security"}
    for deed, owner in deeds.items():
        for name, client in everybody().items():
            status = client.post(f"{LIST}{person.pk}/{deed}/", {"roles": []}).status_code
            assert (status == 302) is (name in (owner, "citizen")), (deed, name, status)


def test_an_account_is_made_with_a_password_shown_once() -> None:
    answer = member(Role.SYSADMIN).post(LIST, {"username": "shen", "name": "沈宁"})
    user = User.objects.get(username="shen")
    password = answer.context["made"][1]
    assert user.check_password(password)
    assert password in answer.content.decode()
    assert not user.groups.exists()
    assert member(Role.SYSADMIN).post(LIST, {"username": "shen", "name": "沈宁"}).status_code == 422


def test_the_security_administrator_makes_no_account() -> None:
    member(Role.SECURITY).post(LIST, {"username": "shen", "name": "沈宁"})
    assert not User.objects.filter(username="shen").exists()


@pytest.mark.parametrize("apart", APART)
@pytest.mark.parametrize("other", list(Role))
def test_an_administrators_role_excludes_every_other_one(apart: Role, other: Role) -> None:
    if apart == other:
        return
    user = make_user(role="", password=None)
    with pytest.raises(AccountError):
        give_roles(user=user, roles=[apart, other])
    user.groups.add(Group.objects.get_or_create(name=apart.value)[0])
    with pytest.raises(IntegrityError, match="excludes"), transaction.atomic():
        user.groups.add(Group.objects.get_or_create(name=other.value)[0])
    give_roles(user=user, roles=[other])
    assert user.shown_roles == [str(other.label)]


def test_editorial_roles_may_be_one_persons() -> None:
    user = make_user(role="", password=None)
    give_roles(user=user, roles=[Role.EDITOR, Role.REVIEWER, Role.PUBLISHER])
    assert len(user.shown_roles) == 3


def test_a_closed_account_is_shut_out_at_once() -> None:
    client, user = Client(), make_user(role=Role.EDITOR, password=None)
    client.force_login(user)
    close_account(user=user, by=make_user(role=Role.SYSADMIN, password=None))
    assert client.get("/desk/").status_code == 302


def test_nobody_closes_their_own_account() -> None:
    user = make_user(role=Role.SYSADMIN, password=None)
    with pytest.raises(AccountError):
        close_account(user=user, by=user)


def test_whoever_forgot_a_password_gets_a_new_one_and_is_out_everywhere() -> None:
    client, user = Client(), make_user(role=Role.EDITOR, password=None)
    client.force_login(user)
    answer = member(Role.SYSADMIN).post(f"{LIST}{user.pk}/password/")
    user.refresh_from_db()
    assert user.check_password(answer.context["renewed"][1])
    assert answer.context["renewed"][1] in answer.content.decode()
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize(("role", "deed"), [(Role.SYSADMIN, "password"), (Role.SECURITY, "roles")])
def test_nobody_helps_themselves_to_power(role: Role, deed: str) -> None:
    client, user = Client(), make_user(role=role, password=None)
    client.force_login(user)
    before = user.password
    client.post(f"{LIST}{user.pk}/{deed}/", {"roles": [Role.PUBLISHER.value]})
    user.refresh_from_db()
    assert (user.password, user.shown_roles) == (before, [str(role.label)])


def test_the_list_costs_the_same_for_one_person_and_fifty() -> None:
    client = member(Role.AUDITOR)
    client.get(LIST)
    one = queries(lambda: client.get(LIST))
    for _ in range(50):
        make_user(password=None)
    assert queries(lambda: client.get(LIST)) == one
