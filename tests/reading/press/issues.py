"""Invents a whole issue from a seed: its imprint, its board, its documents and its chronicle."""

from random import Random

from tests.reading.press import words
from tests.reading.press.documents import KINDS, invent_document
from tests.reading.press.shapes import Issue


def invent_issue(seed: int) -> Issue:
    """An issue from a seed: the same seed gives the same issue."""
    chance = Random(seed)
    place = chance.choice(words.CITIES)
    year, month = chance.randint(2016, 2025), chance.randint(2, 12)
    kinds = chance.sample(KINDS, chance.randint(4, 7))
    documents = [invent_document(chance, kind, place, year, month, 10 + 3 * i) for i, kind in enumerate(kinds)]
    documents.sort(key=lambda one: one.section)
    fields = {
        "frequency": chance.choice(["月刊", "双月刊", "季刊"]),
        "publisher": f"{place[0]}人民政府办公室",
        "postcode": str(chance.randint(100000, 899999)),
        "phone": f"0{chance.randint(310, 999)}-{chance.randint(2000000, 8999999)}",
        "address": f"{place[0]}文华路{chance.randint(1, 99)}号",
        "printer": f"{place[0]}文汇印务有限公司",
        "permit_number": f"内资准字第{chance.randint(100, 999)}号",
    }
    names = chance.sample(words.NAMES, 8)
    board = [("主任", names[:1]), ("副主任", names[1:3]), ("委员", names[3:7]), ("责任编辑", names[7:])]
    days = sorted(chance.sample(range(1, 28), 6))
    chronicle = [
        (day, f"市领导{words.name(chance)}调研{chance.choice(words.SUBJECTS)}工作，{words.sentence(chance, 2)}")
        for day in days
    ]
    return Issue(
        place[0], f"{place[0]}人民政府公报", year, chance.randint(1, 12), month - 1, fields, board, documents, chronicle
    )
