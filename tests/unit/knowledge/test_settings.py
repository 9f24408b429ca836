"""Settings from the environment and .env."""

from pathlib import Path

import pytest

from knowledge.adapters.llm_endpoint import Endpoint, endpoint_of
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


def test_no_language_model_is_asked_unless_one_is_set(tmp_path: Path) -> None:
    """Texts stay on the host by default, and private ones even beyond that."""
    settings = load_settings(KnowledgeSettings, tmp_path / "none")

    assert endpoint_of(settings) is None
    assert settings.llm_scopes == ("public", "community")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "llm.example.org/v1"),
        ("URL", "ftp://llm.example.org"),
        ("URL", "https://me:secret@llm.example.org/v1"),
        ("URL", "https://llm.example.org/v1?key=1"),
        ("SCOPES", "public,everything"),
        ("SCOPES", "channel:"),
        ("TIMEOUT_S", "0"),
        ("OUTPUT", "poem"),
        ("INPUT_PRICE", "-1"),
    ],
)
def test_a_bad_setting_of_the_language_model_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """With what to write instead, and without the secret in it."""
    monkeypatch.setenv(f"KNOWLEDGE_LLM_{name}", value)

    with pytest.raises(SettingsError, match=f"KNOWLEDGE_LLM_{name}") as raised:
        load_settings(KnowledgeSettings)

    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"llm_url": "https://llm.example.org/v1"}, "KNOWLEDGE_LLM_MODEL"),
        ({"llm_model": "a-model"}, "KNOWLEDGE_LLM_URL"),
        ({"llm_key": "sk-secret"}, "KNOWLEDGE_LLM_URL"),
    ],
)
def test_half_a_language_model_is_an_error(given: dict[str, str], missing: str) -> None:
    """Nobody should believe that it is on when it is off."""
    with pytest.raises(SettingsError, match=missing) as raised:
        endpoint_of(KnowledgeSettings.model_validate(given))

    assert "sk-secret" not in str(raised.value)


def test_the_key_of_the_language_model_is_not_printed() -> None:
    """Wherever settings end up."""
    settings = KnowledgeSettings.model_validate({"llm_key": "sk-secret"})

    assert "sk-secret" not in repr(settings)
    assert "sk-secret" not in settings.model_dump_json()


@pytest.mark.parametrize(
    ("url", "overheard"),
    [
        ("http://localhost:8000/v1", False),
        ("http://127.0.0.1:8000/v1", False),
        ("https://llm.example.org/v1", False),
        ("http://llm.example.org/v1", True),
    ],
)
def test_an_address_without_encryption_is_known(url: str, *, overheard: bool) -> None:
    """The doctor says so."""
    assert Endpoint(url, "a-model", "").is_overheard is overheard
