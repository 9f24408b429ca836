"""Settings from the environment and .env."""

from pathlib import Path

import pytest

from knowledge.errors import SettingsError
from knowledge.settings import KnowledgeSettings, load_settings


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KNOWLEDGE_HOME", raising=False)


def test_defaults_need_nothing_set(tmp_path: Path) -> None:
    """A fresh machine works."""
    settings = load_settings(KnowledgeSettings, tmp_path / "none")

    assert settings.home == Path("var")
    assert settings.community == "police_science"


def test_the_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A one-off setting on the command line counts."""
    (tmp_path / ".env").write_text("KNOWLEDGE_COMMUNITY=from_file\nKNOWLEDGE_THREADS=2\n")
    monkeypatch.setenv("KNOWLEDGE_COMMUNITY", "from_environment")
    settings = load_settings(KnowledgeSettings, tmp_path / ".env")

    assert (settings.community, settings.threads) == ("from_environment", 2)


def test_a_typo_in_the_file_is_an_error_that_names_what_was_meant(tmp_path: Path) -> None:
    """Ignoring it would hide a mistake."""
    (tmp_path / ".env").write_text("KNOWLEDGE_COMUNITY=x\n")

    with pytest.raises(SettingsError, match="KNOWLEDGE_COMUNITY") as raised:
        load_settings(KnowledgeSettings, tmp_path / ".env")

    assert "KNOWLEDGE_COMMUNITY" in raised.value.remedy


def test_a_typo_in_the_environment_is_an_error_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only in the file."""
    monkeypatch.setenv("KNOWLEDGE_HOMME", "x")

    with pytest.raises(SettingsError, match="KNOWLEDGE_HOMME"):
        load_settings(KnowledgeSettings)


def test_names_of_other_prefixes_are_none_of_its_business(tmp_path: Path) -> None:
    """One .env serves all rooms."""
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nOTHER=1\n")

    assert load_settings(KnowledgeSettings, tmp_path / ".env").threads == 1


@pytest.mark.parametrize(("name", "value"), [("THREADS", "0"), ("RUNTIME", "quantum")])
def test_a_value_out_of_bounds_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """The setting is in the message."""
    monkeypatch.setenv(f"KNOWLEDGE_{name}", value)

    with pytest.raises(SettingsError, match=f"KNOWLEDGE_{name}"):
        load_settings(KnowledgeSettings)
