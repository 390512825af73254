"""Without the extra `spec` nothing fails but the commands that read features, and they say what to install."""

import importlib.util

import pytest


@pytest.mark.parametrize("command", [("spec", "check"), ("spec", "lint"), ("book",)])
def test_a_command_that_reads_features_says_what_to_install(osteon, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "a.feature").write_text("Feature: A\n", encoding="utf-8")
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name == "gherkin" else found(name, *rest)
    )
    ran = osteon(*command, pack=None)
    assert ran.code == 2
    assert "pip install 'osteon[spec]'" in ran.err
