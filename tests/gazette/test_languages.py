"""Chinese first, English below /en/: both complete, and every text says which it is."""

import ast
import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from tests import factories
from tests.cast import citizen

ROOT = Path(settings.BASE_DIR)
CATALOGUE = ROOT / "locale/en/LC_MESSAGES/django.po"
MARKERS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "said"}
CALL = re.compile(
    r"\b(?:_|n?p?gettext)\((?:u?(?P<a>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"))(?:, ?u?(?P<b>'[^']*'|\"[^\"]*\"))?"
)
HAN = re.compile(r"[\u4e00-\u9fff]")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def said_in_templates() -> Iterator[str]:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        made = templatize(path.read_text("utf-8"), origin=str(path))
        for call in CALL.finditer(made):
            first, second = (ast.literal_eval(one) if one else "" for one in (call["a"], call["b"]))
            yield f"{first}\x04{second}" if call[0].startswith("pgettext") else first


def said_in_code() -> Iterator[str]:
    for app in ("policies", "projects", "gazette"):
        for path in sorted((ROOT / app).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Name)
                    and node.func.id in MARKERS
                    and node.args
                ):
                    parts = node.args[:2] if node.func.id.startswith("pgettext") else node.args[:1]
                    told = [one.value for one in parts if isinstance(one, ast.Constant)]
                    if len(told) == len(parts):
                        yield "\x04".join(map(str, told))


def written() -> dict[str, list[str]]:
    """The catalogue as it is written: each msgid with its translations."""
    found: dict[str, list[str]] = {}
    for entry in CATALOGUE.read_text("utf-8").split("\n\n"):
        texts: dict[str, str] = {}
        key = ""
        for line in entry.splitlines():
            if match := re.match(r'(msg\w+(?:\[\d\])?) (".*")', line):
                key = match[1]
                texts[key] = ast.literal_eval(match[2])
            elif line.startswith('"'):
                texts[key] += ast.literal_eval(line)
        name = "\x04".join(texts[key] for key in ("msgctxt", "msgid") if key in texts)
        found.setdefault(name, []).extend(text for key, text in texts.items() if key.startswith("msgstr"))
    found.pop("")
    return found


def test_everything_said_has_english() -> None:
    translated = {msgid for msgid, texts in written().items() if all(texts)}
    said = {text for text in (*said_in_templates(), *said_in_code()) if HAN.search(text)}
    assert len(said) > 100
    assert sorted(said - translated) == []


def test_what_is_raised_is_said_so_that_it_can_be_said_in_english() -> None:
    """Commands alone speak to whoever runs the machine, in Chinese."""
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for app in ("policies", "projects", "gazette")
        for path in sorted((ROOT / app).rglob("*.py"))
        if "management" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
        for given in node.exc.args
        if isinstance(given, ast.Constant | ast.JoinedStr) and HAN.search(ast.unparse(given))
    ]
    assert bare == []


def test_english_keeps_the_places_for_values() -> None:
    places = re.compile(r"%\(\w+\)s|%s|\{\w+(?::,)?\}")
    for msgid, texts in written().items():
        for text in texts:
            assert sorted(places.findall(text)) == sorted(places.findall(msgid)), msgid
            assert not HAN.search(text), msgid


def test_a_count_that_the_house_tells_has_an_english_plural() -> None:
    counted = {text for text in said_in_code() if "{count}" in text}
    assert len(counted) > 10
    assert [text for text in counted if len(written()[text]) != 2] == []


def test_the_compiled_catalogue_is_that_of_the_written_one() -> None:
    """If this fails: manage.py compilemessages -l en"""
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    texts: dict[str, set[str]] = {}
    for key, text in compiled.items():
        msgid = key[0] if isinstance(key, tuple) else key
        if msgid:
            texts.setdefault(msgid, set()).add(text)
    assert texts == {msgid: set(found) for msgid, found in written().items()}


class Speech(HTMLParser):
    """Gathers the text of a page that is not marked as Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.plain: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            inherited = self.open[-1][1] if self.open else ""
            self.open.append((tag, dict(attrs).get("lang") or inherited))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ("title", "script", "style") and self.open[-1][1] != "zh-Hans":
            self.plain.append(data)


PAGES = [
    "/", "/gazette/", "/gazette/2024/", "/gazette/2024/3/", "/gazette/2024/3/chronicle/", "/doc/azbf/2024/7/",
    "/doc/azbf/2024/7/at/main__p_1/", "/doc/azbf/2024/7/tables/1/", "/doc/azbf/2024/7/history/", "/organs/",
    "/organs/shui/", "/topics/", "/topics/t/", "/appointments/", "/search", "/search?q=抓好", "/search?q=无此词语&year=2024",
    "/nothing/",
]  # fmt: skip


@pytest.fixture
def site() -> None:
    """One of everything."""
    organ = factories.make_organ(name="安澜市水务局", code="shui")
    topic = factories.make_topic(name="水利", code="t")
    document = factories.make_document(
        slug="azbf/2024/7",
        issuers=[organ],
        topics=[topic],
        validity="in_force",
        genre="通知",
        addressees=["各区县人民政府"],
        signed_by=["安澜市水务局"],
        publicity="此件公开发布",
    )
    version = document.versions.get()
    factories.add_table(part=version.texts.get())
    factories.add_citation(version=version, kind="based_on", title="安澜市供水办法")
    factories.add_citation(version=factories.make_document().versions.get(), target=document, title="本文")
    factories.add_appointment(version=version)
    factories.add_appendix(version=version, omitted=True)
    issue = factories.make_issue(
        documents=[factories.make_document(), document, factories.make_document()],
        year=2024,
        number=3,
        board=[{"role": "主编", "names": ["陶昱"]}],
        publisher="安澜市人民政府办公室",
    )
    factories.add_chronicle(issue=issue)


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_speaks_english_but_for_texts_marked_as_chinese(address: str) -> None:
    answer = citizen().get(f"/en{address}")
    page = Speech()
    page.feed(answer.content.decode())
    assert '<html lang="en">' in answer.content.decode()
    assert [text.strip() for text in page.plain if HAN.search(text)] == []


@pytest.mark.django_db
def test_pages_name_each_other_and_no_cookie_or_header_decides() -> None:
    answer = citizen().get("/search?q=x", HTTP_ACCEPT_LANGUAGE="en")
    text = answer.content.decode()
    assert '<html lang="zh-Hans">' in text
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/search' in text
    assert not answer.cookies
