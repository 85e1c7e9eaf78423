"""The register of organs at the desk."""

import pytest
from django.test import Client

from policies.models import Organ, Role
from tests.cast import everybody, queries
from tests.factories import make_document, make_organ, make_user

pytestmark = pytest.mark.django_db
READERS = {"editor", "reviewer", "publisher"}


def member(role: str = Role.EDITOR) -> Client:
    client = Client()
    client.force_login(make_user(role=role, password=None))
    return client


def formset(*names: tuple[str, str]) -> dict[str, str]:
    given = {"names-TOTAL_FORMS": str(len(names)), "names-INITIAL_FORMS": "0"}
    for n, (name, kind) in enumerate(names):
        given |= {f"names-{n}-name": name, f"names-{n}-kind": kind}
    return given


def test_editors_write_reviewers_and_publishers_read() -> None:
    organ = make_organ()
    for address, writers in {
        "/desk/registers/": READERS,
        "/desk/organs/": READERS,
        "/desk/organs/alike/": READERS,
        f"/desk/organs/{organ.pk}/": READERS,
        "/desk/organs/new/": {"editor"},
        f"/desk/organs/{organ.pk}/merge/": {"editor"},
    }.items():
        seen = {name for name, client in everybody().items() if client.get(address).status_code == 200}
        assert seen == writers, address
    for name, client in everybody().items():
        posted = client.post(f"/desk/organs/{organ.pk}/", {"name": f"安澜市{name}局", **formset()})
        assert (posted.status_code == 302) is (name in ("editor", "citizen")), name
    organ.refresh_from_db()
    assert organ.name == "安澜市editor局"


def test_an_organ_is_added_described_and_found_by_any_name() -> None:
    client = member()
    assert client.post("/desk/organs/new/", {"name": "安澜市水务局"}).status_code == 302
    organ = Organ.objects.get(name="安澜市水务局")
    assert client.post("/desk/organs/new/", {"name": "安澜市水务局"}).status_code == 422
    given = {"name": "安澜市水务局", **formset(("市水务局", "short"), ("", ""))}
    assert client.post(f"/desk/organs/{organ.pk}/", given).status_code == 302
    assert "安澜市水务局" in client.get("/desk/organs/?q=市水务局").content.decode()
    assert "没有符合条件" in client.get("/desk/organs/?q=不存在").content.decode()


def test_a_wrong_period_is_refused_with_what_was_typed() -> None:
    organ = make_organ()
    given = {"name": organ.name, **formset(("旧局", "former"))}
    given |= {"names-0-from_on": "2020-02-01", "names-0-until_on": "2019-01-01"}
    answer = member().post(f"/desk/organs/{organ.pk}/", given)
    assert answer.status_code == 422
    assert "结束日期早于开始日期" in answer.content.decode()
    assert "旧局" in answer.content.decode()


def test_a_merging_is_shown_before_it_is_done() -> None:
    organ, into = make_organ(name="安澜市发改委"), make_organ(name="安澜市发展和改革委员会")
    document = make_document(issuers=[organ])
    client = member()
    page = client.get(f"/desk/organs/{organ.pk}/merge/?into={into.code}").content.decode()
    assert document.title in page
    assert Organ.objects.filter(pk=organ.pk).exists()
    assert client.post(f"/desk/organs/{organ.pk}/merge/", {"into": organ.name}).status_code == 422
    answer = client.post(f"/desk/organs/{organ.pk}/merge/", {"into": into.code})
    assert answer["Location"] == f"/desk/organs/{into.pk}/"
    assert not Organ.objects.filter(pk=organ.pk).exists()


def test_lists_take_the_same_queries_for_one_and_for_fifty() -> None:
    client = member()
    make_document(issuers=[make_organ()])
    client.get("/desk/organs/")
    counted = [queries(lambda: client.get("/desk/organs/")), queries(lambda: client.get("/desk/organs/alike/"))]
    for n in range(50):
        make_organ(name=f"安澜市{chr(0x5800 + n)}水河管理局")
    again = [queries(lambda: client.get("/desk/organs/")), queries(lambda: client.get("/desk/organs/alike/"))]
    assert again == counted


def test_what_a_merge_would_move_is_not_shown_as_a_proof() -> None:
    organ, into = make_organ(name="安澜市发改委"), make_organ(name="安澜市发展和改革委员会")
    client = Client()
    client.force_login(make_user(role=Role.EDITOR, password=None))
    page = client.get(f"/desk/organs/{organ.pk}/merge/", {"into": into.code}).content.decode()
    assert "merge-moves" in page
    assert "proof-banner" not in page
