"""Checks before the first start: one line each, with what to do about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from slack_sdk import WebClient

from bot.running import slack_errors_explained
from bot.settings import SlackSettings
from knowledge.answers.brief import trial_brief
from knowledge.errors import KnowledgeError, SettingsError
from knowledge.models.access import Audience
from knowledge.ports import Writer
from knowledge.services import Services

TRIAL_S = 30.0


@dataclass(frozen=True, slots=True)
class Check:
    """Something to find out; `run` returns what was found, or raises a `KnowledgeError`."""

    name: str
    run: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, in words for a person."""

    name: str
    is_well: bool
    words: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.is_well else 'FAIL'} {self.name}: {self.words}"


def examine(checks: Iterable[Check]) -> Iterator[Finding]:
    """Run all checks, whatever the ones before have found."""
    for check in checks:
        try:
            yield Finding(check.name, is_well=True, words=check.run())
        except KnowledgeError as error:
            yield Finding(check.name, is_well=False, words=str(error))


def check_slack(
    slack: SlackSettings, needed: frozenset[str], client_of: Callable[[str], WebClient]
) -> str:
    """Say whether the tokens open a workspace with the scopes that are needed.

    Args:
        client_of: makes a Slack client for a token.

    Raises:
        KnowledgeError: they do not.
    """
    if not slack.are_set:
        return "no tokens are set, so that only the playground can be started"
    bot_token, app_token = slack.checked_bot_token(), slack.checked_app_token()
    with slack_errors_explained():
        me = client_of(bot_token).auth_test()
        client_of(app_token).apps_connections_open(app_token=app_token)
    granted = str((me.headers or {}).get("x-oauth-scopes", ""))
    missing = sorted(needed - set(granted.split(","))) if granted else []
    if missing:
        remedy = "Update the app's manifest with `python -m bot manifest`, then install it again"
        raise SettingsError(f"the app lacks the scopes {', '.join(missing)}", remedy)
    return f"connected as {me['user']} in {me['team']}"


def check_index(services: Services) -> str:
    """Say whether a question can be answered.

    Raises:
        KnowledgeError: nothing is published, or it does not fit the model.
    """
    prompts = services.pack.suggested_prompts
    answer = services.answers.ask(prompts[0].question if prompts else "science", Audience())
    return f"version {answer.index_version}, model {answer.model}"


def check_language_model(writer: Writer | None) -> str:
    """Say whether a language model writes answers, and whether it does so as it is asked to.

    Raises:
        KnowledgeError: it does not.
    """
    if writer is None:
        return "none is set: answers are quotes, and no text leaves this host"
    said = writer.write(trial_brief(), TRIAL_S)
    return f"{writer.name} at {writer.host} answers. {said.usage.words}"
