"""Saving and opening a plan of 139 paragraphs and a table at the desk, beside a bare parse and one UPDATE: `python -m benchmarks.desk`.

Each deed runs over HTTP's own way inside the process (client, middleware, view, database), many times in turn with the
baseline; medians are printed, with the ratio and with the processor time of this process (without the database's), which
other work on the machine does not lengthen. The plan has chapters, numbered items and citations as plans do.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings

from benchmarks.database import scratch_database
from policies.models import DocumentState, PolicyDocument, Provision, Role, Text, User, Version
from policies.reading.paragraphs import Paragraph
from policies.reading.provisions import build_provisions
from policies.reading.records import Place
from policies.services.staff import give_roles

PARAGRAPHS = 139
ROUNDS = 25
_HAN = "一二三四五六七八九十"


def plan() -> list[str]:
    """The paragraphs of a plan: every tenth a heading, then items of three kinds, each with a reference."""
    found = []
    for n in range(PARAGRAPHS):
        section, item = divmod(n, 10)
        if item == 0:
            found.append(f"{_HAN[section % 10]}、第{section + 1}项重点工作")
            continue
        found.append(
            f"（{_HAN[item - 1]}）推进第{n}项任务。依据《安澜市第{n}号管理办法》（安政发〔2023〕{n}号），各县（市、区）"
            "要逐项分解，明确责任单位、完成时限和保障措施，按季度报送进展，年底前全面完成年度目标任务，确保各项工作落到实处。"
        )
    return found


def record_plan() -> PolicyDocument:
    document = PolicyDocument.objects.create(slug="bench/1", title="安澜市重点工作方案", state=DocumentState.DRAFT)
    version = Version.objects.create(document=document)
    part = Text.objects.create(version=version, position=1, role="notice", eid="main")
    blocks = [Paragraph(text, Place(n, n)) for n, text in enumerate(plan(), 1)]
    rows: dict[str, Provision] = {}
    for n, one in enumerate(build_provisions("main", blocks), 1):
        rows[one.eid] = Provision.objects.create(
            version=version, part=part, position=n, eid=one.eid, kind=one.kind.value, level=one.level,
            marker=one.marker, heading=one.heading, text=one.text, parent=rows.get(one.parent),
        )  # fmt: skip
    return document


@dataclass
class Taken:
    """Seconds by the clock, and of the processor."""

    clock: float = 0.0
    processor: float = 0.0

    @classmethod
    @contextmanager
    def measured(cls) -> Iterator["Taken"]:
        taken, clock, processor = cls(), time.perf_counter(), time.process_time()
        yield taken
        taken.clock, taken.processor = time.perf_counter() - clock, time.process_time() - processor


@dataclass
class Desk:
    """An editor's browser, as far as saving goes."""

    client: Client
    document: PolicyDocument
    loaded: dict[str, Any]

    @property
    def address(self) -> str:
        return f"/desk/documents/{self.document.pk}/draft"

    def open(self) -> None:
        answer = self.client.get(f"{self.address}.json")
        assert answer.status_code == 200, answer.content
        self.loaded = answer.json()

    def save(self, change: Callable[[list[dict[str, Any]], int], None], n: int) -> Taken:
        tree = self.loaded["tree"]
        change(tree["texts"][0]["nodes"], n)
        body = json.dumps(
            {"lock": self.loaded["lock"], "automatic": True, "tree": tree | {"tables": [], "figures": []}}
        )
        with Taken.measured() as taken:
            answer = self.client.post(f"{self.address}/save/", body, content_type="application/json")
        assert answer.status_code == 200, answer.content
        self.open()
        return taken


def type_words(nodes: list[dict[str, Any]], n: int) -> None:
    nodes[50]["text"] += f"补充{n}。"


def cite(nodes: list[dict[str, Any]], n: int) -> None:
    nodes[50]["text"] += f"参照《安澜市补充规定{n}》。"


def insert(nodes: list[dict[str, Any]], n: int) -> None:
    """A numbered paragraph near the top: the addresses of its whole section change."""
    nodes.insert(2, {"key": f"n-{n}", "kind": "item", "marker": "（一）", "text": "插入的一项。"})


def drop(nodes: list[dict[str, Any]], n: int) -> None:
    del nodes[2]


def bare(tree: dict[str, Any], key: int) -> float:
    """What nothing can save: the body parsed, one row written, one transaction."""
    body = json.dumps(tree)
    started = time.perf_counter()
    json.loads(body)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE policies_provision SET text = text || '。' WHERE id = %s", [key])
    return time.perf_counter() - started


def main() -> None:
    with scratch_database(), override_settings(MFA_REQUIRED=False, ALLOWED_HOSTS=["testserver"]):
        user = User.objects.create_user("bench")
        give_roles(user=user, roles=[Role.EDITOR])
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        desk = Desk(client, record_plan(), {})
        desk.open()
        key = Provision.objects.order_by("-pk").values_list("pk", flat=True)[0]
        base = statistics.median(bare(desk.loaded["tree"], key) for _ in range(ROUNDS))
        desk.open()
        print(f"{PARAGRAPHS} paragraphs, median and worst of {ROUNDS}; bare parse and UPDATE {base * 1000:.1f} ms")
        for name, change in (("words", type_words), ("citation", cite), ("insert", insert), ("take away", drop)):
            taken = [desk.save(change, n) for n in range(ROUNDS)]
            print_line(f"save, {name}", taken, base)
        taken = []
        for _ in range(ROUNDS):
            with Taken.measured() as one:
                desk.open()
            taken.append(one)
        print_line("draft.json", taken, base)


def print_line(name: str, taken: list[Taken], base: float) -> None:
    middle, worst = statistics.median(one.clock for one in taken), max(one.clock for one in taken)
    processor = statistics.median(one.processor for one in taken)
    print(
        f"  {name:18} {middle * 1000:7.1f} ms  worst {worst * 1000:7.1f} ms  "
        f"processor {processor * 1000:6.1f} ms  {middle / base:5.1f} x bare"
    )


if __name__ == "__main__":
    main()
