"""The machine says what typesetting lacks."""

import pytest

from policies.typesetting import readiness
from policies.typesetting.fonts import cuts_fonts_fast, families_missing, font_fingerprint


def test_this_machine_has_all_that_pages_ask_for():
    assert families_missing() == []
    assert cuts_fonts_fast()
    assert readiness.typesetting_is_ready() == []
    assert font_fingerprint().count("\n") == 3


def test_what_is_missing_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(readiness, "families_missing", lambda: ["Noto Serif CJK SC"])
    monkeypatch.setattr(readiness, "cuts_fonts_fast", lambda: False)
    fonts, subsetter = readiness.typesetting_is_ready()
    assert "Noto Serif CJK SC" in fonts.msg
    assert "fonts-noto-cjk" in fonts.hint
    assert "libharfbuzz-subset0" in subsetter.hint
