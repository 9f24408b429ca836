"""The bot's settings and tokens."""

from pathlib import Path

import pytest

from bot.settings import BotSettings, SlackSettings, check_patience
from knowledge.errors import SettingsError
from knowledge.settings import KnowledgeSettings, load_settings


def env(tmp_path: Path, text: str) -> Path:
    """Write a file as `.env`."""
    path = tmp_path / ".env"
    path.write_text(text, "utf-8")
    return path


def test_member_ids_are_parted_by_commas(tmp_path: Path) -> None:
    """As a person would write them."""
    settings = load_settings(BotSettings, env(tmp_path, "BOT_ADMINS=U01AB, U02CD\n"))

    assert settings.admins == ("U01AB", "U02CD")


def test_a_name_in_place_of_a_member_id_is_refused(tmp_path: Path) -> None:
    """It would match nobody, and nobody would know."""
    with pytest.raises(SettingsError, match=r"BOT_ADMINS: “dave” is no member id"):
        load_settings(BotSettings, env(tmp_path, "BOT_ADMINS=dave\n"))


@pytest.mark.parametrize("line", ["BOT_WORKERS=0", "BOT_WORKERS=17", "BOT_DEADLINE_S=0"])
def test_numbers_out_of_bounds_are_refused(tmp_path: Path, line: str) -> None:
    """A bot without workers would never answer."""
    with pytest.raises(SettingsError, match=line.partition("=")[0]):
        load_settings(BotSettings, env(tmp_path, line))


def test_a_missing_bot_token_names_the_variable_and_the_page() -> None:
    """One line is enough to go on."""
    with pytest.raises(SettingsError) as refused:
        SlackSettings().checked_bot_token()

    assert refused.value.message == "SLACK_BOT_TOKEN is not set"
    assert "OAuth & Permissions" in refused.value.remedy


def test_a_malformed_app_token_is_named_without_being_shown(tmp_path: Path) -> None:
    """A token in a log is a leak."""
    settings = load_settings(SlackSettings, env(tmp_path, "SLACK_APP_TOKEN=xoxp-harbour-wall\n"))
    with pytest.raises(SettingsError) as refused:
        settings.checked_app_token()

    assert refused.value.message == "SLACK_APP_TOKEN does not begin with xapp-"
    assert "harbour" not in f"{refused.value}{settings!r}"


def test_well_formed_tokens_are_returned(tmp_path: Path) -> None:
    """With the blanks around them taken off."""
    lines = "SLACK_BOT_TOKEN=' xoxb-0123456789ab '\nSLACK_APP_TOKEN=xapp-1-A01-0123456789\n"
    settings = load_settings(SlackSettings, env(tmp_path, lines))

    assert settings.checked_bot_token() == "xoxb-0123456789ab"
    assert settings.checked_app_token() == "xapp-1-A01-0123456789"


def test_it_is_known_whether_any_token_is_set(tmp_path: Path) -> None:
    """The playground refuses to start beside one."""
    one = load_settings(SlackSettings, env(tmp_path, "SLACK_APP_TOKEN=x\n"))

    assert one.are_set
    assert not SlackSettings().are_set


def test_a_language_model_must_leave_time_for_the_answer_in_quotes() -> None:
    """Else a slow one costs the answer."""
    model = KnowledgeSettings.model_validate({"llm_url": "http://localhost/v1", "llm_timeout_s": 9})
    check_patience(BotSettings(deadline_s=14), model)
    check_patience(BotSettings(deadline_s=1), KnowledgeSettings())

    with pytest.raises(SettingsError, match="KNOWLEDGE_LLM_TIMEOUT_S is 9"):
        check_patience(BotSettings(deadline_s=13), model)
