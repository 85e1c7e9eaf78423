"""The pages under docs/ keep up with the code: what can be named there is named there."""

import re
from pathlib import Path

from django.core.management import get_commands

from gazette.celery import app
from policies.proofreading.registry import KINDS
from policies.reading.findings import FINDING_KINDS

PROJECT = Path(__file__).resolve().parents[1]
DOCS = PROJECT / "docs"
OURS = {"gazette", "policies", "projects"}
PAGES = {path.name: path.read_text() for path in DOCS.glob("*.md")}


def test_every_finding_code_is_explained_and_none_is_made_up() -> None:
    told = dict(re.findall(r"^\| `([a-z-]+)` \| (warning|error) \|", PAGES["reading.md"], re.MULTILINE))
    assert told == {code: kind.severity.value for code, kind in FINDING_KINDS.items()}


def test_every_remark_of_the_proofreader_is_explained() -> None:
    told = dict(re.findall(r"^\| `([a-z-]+)` \| (warning|error) \|", PAGES["proofreading.md"], re.MULTILINE))
    assert told == {code: kind.severity.value for code, kind in KINDS.items()}


def test_every_command_is_in_the_operators_page() -> None:
    commands = {name for name, owner in get_commands().items() if owner in OURS}
    assert len(commands) > 2
    assert sorted(name for name in commands if name not in PAGES["operating.md"]) == []


def test_every_task_is_in_the_architecture() -> None:
    app.loader.import_default_modules()
    tasks = {name.rsplit(".", 1)[-1] for name in app.tasks if name.split(".")[0] in OURS}
    assert tasks
    assert sorted(name for name in tasks if f"`{name}`" not in PAGES["architecture.md"]) == []


def test_the_readme_leads_to_every_page() -> None:
    readme = (PROJECT / "README.md").read_text()
    assert sorted(name for name in PAGES if f"docs/{name}" not in readme) == []


def test_every_constraint_that_is_named_exists() -> None:
    named = re.search(r"## Where the invariants stand\n(.*?)\n## ", PAGES["architecture.md"], re.DOTALL)
    assert named
    code = "\n".join(path.read_text() for app_name in OURS for path in (PROJECT / app_name).rglob("m*/*.py"))
    constraints = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", named[1]))
    assert len(constraints) > 8
    assert sorted(name for name in constraints if f'"{name}"' not in code and f"TRIGGER {name} " not in code) == []


def test_links_between_pages_lead_somewhere() -> None:
    for name, text in PAGES.items():
        assert [link for link in re.findall(r"\]\(([\w./-]+)\)", text) if not (DOCS / link).exists()] == [], name
