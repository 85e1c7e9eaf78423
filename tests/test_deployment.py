"""What Dockerfile and docker-compose.yml name exists: every path, command, option, variable and package."""

import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from gazette.celery import QUEUES
from gazette.embedded import debian
from gazette.embedded.programs import RENDERER, WORKER

PROJECT = Path(__file__).resolve().parents[1]
DOCKERFILE = (PROJECT / "Dockerfile").read_text().replace("\\\n", " ")
COMPOSE_TEXT = (PROJECT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(COMPOSE_TEXT)
SERVICES = COMPOSE["services"]
OURS = ("migrate", "web", "worker", "renderer", "beat")
SETTINGS = (PROJECT / "gazette" / "settings.py").read_text() + (PROJECT / "gazette/embedded/places.py").read_text()


def instructions(name: str) -> list[str]:
    return re.findall(rf"^{name}\s+(.+)$", DOCKERFILE, re.MULTILINE)


def program_of(command: list[str]) -> list[str]:
    """The command as this environment would run it."""
    return [sys.executable, *command[1:]] if command[0] == "python3" else [sys.executable, "-m", *command]


def test_every_copied_path_is_in_the_project() -> None:
    copies = [line.split() for line in instructions("COPY")]
    named = [path for words in copies if not words[0].startswith("--from") for path in words[:-1]]
    assert {"gazette", "policies", "projects", "templates", "static", "manage.py"} <= set(named)
    assert [path for path in named if not (PROJECT / path).exists()] == []


def test_every_lock_that_is_installed_exists() -> None:
    named = re.findall(r"--requirement (\S+)", DOCKERFILE)
    assert named
    assert all((PROJECT / path).exists() for path in named)


def test_the_image_has_the_packages_a_page_and_a_pdf_need() -> None:
    last_stage = DOCKERFILE.split("\nFROM ")[-1]
    needed = set(debian.RUN) - {"gettext"}  # translations are compiled in the first stage
    assert needed <= set(last_stage.split())
    assert "gettext" in DOCKERFILE.split()


def test_the_image_does_not_run_as_root() -> None:
    assert instructions("USER")[-1] == "gazette"
    assert not any("user" in SERVICES[name] or SERVICES[name].get("privileged") for name in SERVICES)


def test_services_wait_for_services_that_exist() -> None:
    assert set(SERVICES) == {*OURS, "postgres", "valkey"}
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)
    for name in set(SERVICES) - {"migrate"}:
        assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


def test_every_named_volume_is_declared_and_used() -> None:
    mounted = {mount.split(":")[0] for service in SERVICES.values() for mount in service["volumes"]}
    assert mounted == set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", OURS)
def test_every_variable_is_one_the_settings_read(name: str) -> None:
    for variable in SERVICES[name]["environment"]:
        assert f'"{variable}"' in SETTINGS, variable


def test_every_value_to_fill_in_is_in_the_operators_page() -> None:
    page = (PROJECT / "docs" / "operating.md").read_text()
    for variable in set(re.findall(r"\$\{(\w+)", COMPOSE_TEXT)):
        assert f"`{variable}`" in page, variable


def test_the_preparing_command_exists() -> None:
    program, script, command = SERVICES["migrate"]["command"]
    assert (program, script) == ("python3", "manage.py")
    assert command in get_commands()


@pytest.mark.parametrize("command", [SERVICES["web"]["command"], *map(yaml.safe_load, instructions("CMD"))])
def test_the_web_servers_options_and_application_exist(command: list[str]) -> None:
    assert command[0] == "granian"
    known = subprocess.run(
        [sys.executable, "-m", "granian", "--help"], capture_output=True, text=True, check=True
    ).stdout
    for option in (word for word in command if word.startswith("--")):
        assert option in known, option
    module, name = command[-1].split(":")
    assert callable(getattr(importlib.import_module(module), name))


@pytest.mark.parametrize(("name", "program"), [("worker", "worker"), ("renderer", "worker"), ("beat", "beat")])
def test_the_queues_options_exist(name: str, program: str) -> None:
    command = SERVICES[name]["command"]
    assert command[:4] == ["celery", "--app", "gazette", program]
    help_command = [sys.executable, "-m", *command[:4], "--help"]
    known = subprocess.run(help_command, capture_output=True, text=True, check=True, cwd=PROJECT).stdout
    for option in (word for word in command[4:] if word.startswith("--")):
        assert option in known, option


def test_each_queue_has_its_taker_and_imports_never_wait_for_rendering() -> None:
    composed, trial = [[SERVICES[name]["command"] for name in ("worker", "renderer")], [WORKER, RENDERER]]
    for takers in (composed, trial):
        queues = [command[command.index("--queues") + 1].split(",") for command in takers]
        assert sorted(queue for taken in queues for queue in taken) == sorted(QUEUES)
        assert not any({"import", "render"} <= set(taken) for taken in queues)


def test_the_web_server_is_asked_for_a_page_that_exists() -> None:
    (path,) = re.findall(r"127\.0\.0\.1:8000(/\w+)'", " ".join(SERVICES["web"]["healthcheck"]["test"]))
    assert path == "/readyz"


def test_every_variable_of_the_settings_is_in_the_operators_page() -> None:
    page = (PROJECT / "docs" / "operating.md").read_text()
    read = set(re.findall(r'env\.\w+\("(\w+)"', SETTINGS)) | {"GAZETTE_DATA", "GAZETTE_USER", "PORT"}
    assert sorted(variable for variable in read if f"`{variable}`" not in page) == []
