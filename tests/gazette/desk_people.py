"""The fixed cast of the desk's tests: an editor, a reviewer, a publisher, and one who works for a single organ."""

from dataclasses import dataclass, field

from django.test import Client

from policies.models import Organ, Role, User
from tests.factories import make_organ, make_user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _person(role: str, username: str, name: str) -> User:
    return make_user(role=role, username=username, first_name=name, email=f"{username}@anlan.example", password=None)


@dataclass(slots=True)
class People:
    editor: User = field(default_factory=lambda: _person(Role.EDITOR, "linxiao", "林晓"))
    reviewer: User = field(default_factory=lambda: _person(Role.REVIEWER, "shenning", "沈宁"))
    publisher: User = field(default_factory=lambda: _person(Role.PUBLISHER, "taoyu", "陶昱"))
    organ: Organ = field(default_factory=lambda: make_organ(name="安澜市水务局"))
    clerk: User = field(default_factory=lambda: _person(Role.EDITOR, "weiheng", "魏珩"))  # of that organ alone

    def __post_init__(self) -> None:
        self.clerk.organs.add(self.organ)
