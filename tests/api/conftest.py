"""What the API's tests share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def no_answers_kept() -> None:
    """Rows that tests write by themselves leave no trace in the stamp from which an answer's key is made."""
    cache.clear()


@pytest.fixture
def get(client: Client, db: None) -> Callable[..., Any]:
    """GET an address of the API, relative or absolute, and give its decoded answer."""

    def fetch(address: str, expect: int = 200, **parameters: Any) -> Any:
        path = address if address.startswith("http") else f"/api/v1/{address}"
        answer = client.get(path.removeprefix("http://testserver"), parameters)
        assert answer.status_code == expect, answer.content.decode()
        return answer.json()

    return fetch
