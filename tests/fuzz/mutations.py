"""Breaks a file: bytes flipped, moved, cut and spliced; in zips also the parts themselves, so that their sums stay right."""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from random import Random

from lxml import etree

_SPECIAL = (
    b"\x00",
    b"\xff",
    b"\xff" * 8,
    b"\x7f\xff\xff\xff",
    b"\x80\x00\x00\x00",
    b"-1",
    b"0",
    b"4294967296",
    b"1e309",
)
_SPECIAL += (
    b"99999999999999999999",
    "\ufffd\u202e\u0000".encode(),
    b"\xed\xa0\x80",
    b"%s%n",
    b"\r",
    b"\t",
    b"<",
    b"/",
    b"((((",
)
_NUMBER = re.compile(rb"\d+(?:\.\d+)?")
_TAG = re.compile(rb"<[^<>]{1,300}>")
_ODD = (
    "",
    "0",
    "-1",
    "1",
    "7",
    "65536",
    "2147483648",
    "99999999999999999999",
    "1e308",
    "-1e308",
    "nan",
    "inf",
    "0.0001",
)
_ODD += (
    "x",
    "true",
    "第一章",
    "\u202e\u200b",
    "1 2 3",
    "0 0 1e9 1e9",
    "0 0 0 0",
    "../../../etc/passwd",
    "长" * 3_000,
    "%1%2%9",
)
_LONGEST = 3_000_000  # a mutant never grows beyond


def mutant(data: bytes, others: tuple[bytes, ...], random: Random) -> bytes:
    """Another file, broken in one to eight places."""
    if data.startswith(b"PK") and random.random() < 0.85:
        return _repacked(data, others, random)
    return _broken(data, others, random)


def _broken(data: bytes, others: tuple[bytes, ...], random: Random) -> bytes:
    broken = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        if broken:
            random.choice(_WAYS)(broken, others, random)
    return bytes(broken[:_LONGEST])


def _flip(data: bytearray, others: tuple[bytes, ...], random: Random) -> None:
    for _ in range(random.choice((1, 4, 32))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _noise(data: bytearray, others: tuple[bytes, ...], random: Random) -> None:
    at = random.randrange(len(data))
    data[at : at + random.choice((1, 4, 64))] = random.randbytes(random.choice((1, 4, 64)))


def _special(data: bytearray, others: tuple[bytes, ...], random: Random) -> None:
    at = random.randrange(len(data))
    value = random.choice(_SPECIAL)
    data[at : at + random.choice((0, len(value)))] = value


def _cut(data: bytearray, others: tuple[bytes, ...], random: Random) -> None:
    at = random.randrange(len(data))
    if random.random() < 0.5:
        del data[at:]
    else:
        del data[at : at + random.randrange(1, 2 + len(data) // 4)]


def _move(data: bytearray, others: tuple[bytes, ...], random: Random) -> None:
    at, size, to = random.randrange(len(data)), random.randrange(1, 2_000), random.randrange(len(data))
    chunk = bytes(data[at : at + size])
    del data[at : at + size]
    data[to:to] = chunk


def _repeat(data: bytearray, others: tuple[bytes, ...], random: Random) -> None:
    at, size = random.randrange(len(data)), random.randrange(1, 2_000)
    data[at:at] = bytes(data[at : at + size]) * random.choice((1, 3, 40))


def _splice(data: bytearray, others: tuple[bytes, ...], random: Random) -> None:
    other = random.choice(others)
    start = random.randrange(max(1, len(other)))
    at = random.randrange(len(data))
    data[at : at + random.choice((0, 500))] = other[start : start + random.randrange(1, 4_000)]


def _renumber(data: bytearray, others: tuple[bytes, ...], random: Random) -> None:
    """A number becomes another: a length, an offset, a size, a reference."""
    places = [match.span() for match in _NUMBER.finditer(bytes(data[:200_000]))]
    if places:
        start, end = random.choice(places)
        data[start:end] = random.choice((b"0", b"-1", b"1", b"65536", b"2147483648", b"1e30", b"3.5", b"999999999999"))


def _retag(data: bytearray, others: tuple[bytes, ...], random: Random) -> None:
    """A tag is dropped, doubled, or takes another's place."""
    places = [match.span() for match in _TAG.finditer(bytes(data[:200_000]))]
    if not places:
        return
    (start, end), (other, until) = random.choice(places), random.choice(places)
    tag = bytes(data[other:until])
    data[start:end] = random.choice((b"", tag, bytes(data[start:end]) * 2, tag * 200))


_WAYS: tuple[Callable[[bytearray, tuple[bytes, ...], Random], None], ...] = (
    *(_flip, _noise, _special, _cut, _move, _repeat, _splice, _renumber, _retag),
)


def _repacked(data: bytes, others: tuple[bytes, ...], random: Random) -> bytes:
    """A zip whose parts are broken, dropped, renamed or exchanged, and packed anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist() if not entry.is_dir()]
    for _ in range(random.choice((1, 1, 2, 4))):
        at = random.randrange(len(parts))
        name, body = parts[at]
        deed = random.random()
        if deed < 0.5 and body.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
            parts[at] = (name, _rewritten(body, random))
        elif deed < 0.8:
            parts[at] = (name, _broken(body, tuple(body for _, body in parts), random))
        elif deed < 0.87 and len(parts) > 1:
            del parts[at]
        elif deed < 0.94:
            parts[at] = (name, random.choice(parts)[1])
        else:
            parts[at] = (random.choice(parts)[0] if random.random() < 0.5 else f"../{name}", body)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, body in dict(parts).items():
            archive.writestr(name, body)
    return out.getvalue()


def _rewritten(body: bytes, random: Random) -> bytes:
    """XML that stays well-formed, its elements dropped, doubled and moved, its values odd."""
    try:
        root = etree.fromstring(body)
    except etree.XMLSyntaxError:
        return body
    for _ in range(random.choice((1, 2, 5, 20))):
        elements = list(root.iter(etree.Element))
        _unsettle(random.choice(elements), random.choice(elements), random)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _unsettle(one: etree._Element, other: etree._Element, random: Random) -> None:
    deed = random.random()
    if deed < 0.45 and one.attrib:
        one.set(random.choice(list(one.attrib)), random.choice(_ODD))
    elif deed < 0.6:
        one.text = random.choice((*_ODD, "\n".join(_ODD), "安澜市人民政府令第3号"))
    elif deed < 0.8:
        other.append(deepcopy(one) if one is not other and len(one) < 50 else etree.Element("odd"))
    elif one.getparent() is not None:
        parent = one.getparent()
        parent.remove(one)
        if deed < 0.9:
            other.append(one) if not _within(one, other) else parent.append(one)


def _within(one: etree._Element, other: etree._Element) -> bool:
    return any(part is other for part in one.iter())
