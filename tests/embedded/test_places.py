import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazette.embedded import code, debian, places
from gazette.embedded.account import Account
from gazette.embedded.refusals import Refusal

STRANGER = Account("stranger", 64001, 64001, frozenset({64001}))


@pytest.fixture
def base() -> Iterator[Path]:
    """A folder that everybody may enter, as pytest's own are not."""
    with tempfile.TemporaryDirectory(prefix="gazette-places-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def clone(base: Path) -> Path:
    made = base / "home" / "clone"
    (made / "gazette").mkdir(parents=True)
    (made / "manage.py").touch()
    for path in base.rglob("*"):
        path.chmod(0o755)
    return made


def test_everything_stands_in_the_clone_for_an_ordinary_user(clone: Path) -> None:
    found = places.find(None, {}, clone)
    assert (found.code, found.environment, found.data) == (clone, clone / ".venv", clone / "var")
    assert not found.moved


def test_everything_stands_in_the_clone_when_the_servers_account_can_enter_it(clone: Path) -> None:
    assert places.find(STRANGER, {}, clone).data == clone / "var"


@pytest.mark.parametrize("closed", ["home", "home/clone", "home/clone/manage.py"])
def test_data_and_binaries_move_when_it_cannot(clone: Path, base: Path, closed: str) -> None:
    (base / closed).chmod(0o700)
    found = places.find(STRANGER, {}, clone)
    assert found.moved
    assert {found.code.parent, found.environment.parent, found.data.parent} == {found.code.parent}
    assert found.code.is_relative_to("/var/lib/gazette")
    assert found == places.find(STRANGER, {}, clone)


def test_a_data_folder_of_ones_own_is_honoured(clone: Path, base: Path) -> None:
    assert places.find(None, {"GAZETTE_DATA": str(base / "mine")}, clone).data == base / "mine"


def test_a_data_folder_that_the_account_cannot_enter_is_refused(clone: Path, base: Path) -> None:
    closed = base / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(Refusal, match="the account stranger"):
        places.check(places.find(STRANGER, {"GAZETTE_DATA": str(closed / "var")}, clone), STRANGER)


def test_the_copy_leaves_data_and_environment_behind(clone: Path, base: Path) -> None:
    for name in ("var", ".venv", ".git"):
        (clone / name).mkdir()
    (clone / "gazette" / "new.py").touch(mode=0o600)
    there = places.Places(clone, base / "base" / "code", base / "venv", base / "var", moved=True)
    code.copy(there)
    (clone / "gazette" / "new.py").unlink()
    assert (there.code / "gazette" / "new.py").stat().st_mode & 0o777 == 0o644
    code.copy(there)
    assert sorted(path.name for path in there.code.rglob("*")) == ["gazette", "manage.py"]


def test_an_absent_debian_package_is_named() -> None:
    assert debian.missing(["fontconfig", "no-such-package-of-debian"]) == ["no-such-package-of-debian"]
    assert debian.missing([]) == []
