"""The bot's settings: who may do what, how hard it works, and its tokens."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge.errors import SettingsError
from knowledge.settings import LanguageModelSettings

SPARE_S = 5.0
_MEMBER = re.compile(r"[UW][A-Z0-9]{2,}")


def _listed(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _member_ids(ids: tuple[str, ...]) -> tuple[str, ...]:
    for member in ids:
        if not _MEMBER.fullmatch(member):
            msg = f"“{member}” is no member id such as U012AB3CD, which a Slack profile shows"
            raise ValueError(msg)
    return ids


MemberIds = Annotated[
    tuple[str, ...], NoDecode, BeforeValidator(_listed), AfterValidator(_member_ids)
]


class BotSettings(BaseSettings):
    """How the bot works; names begin with `BOT_`.

    Attributes:
        admins: member ids, parted by commas; the first admin comes from here.
        curators: member ids of those who may rebuild the index, beside the admins.
        workers: questions worked on at the same time.
        slow_s: seconds after which the asker is told that it takes longer.
        deadline_s: seconds after which a question is given up.
        stream_after_s: seconds that an answer by a language model may take before its sentences
            are shown one after the other.
        progress_s: seconds between two updates of the message that tells how a build goes.
    """

    model_config = SettingsConfigDict(env_prefix="BOT_", frozen=True, extra="ignore")

    admins: MemberIds = ()
    curators: MemberIds = ()
    workers: int = Field(2, ge=1, le=16)
    slow_s: float = Field(10.0, ge=0.1, le=120)
    deadline_s: float = Field(30.0, ge=0.5, le=300)
    stream_after_s: float = Field(1.5, ge=0, le=300)
    progress_s: float = Field(3.0, ge=0.1, le=60)


def check_patience(bot: BotSettings, model: LanguageModelSettings) -> None:
    """See to it that a slow language model leaves time for the answer in quotes.

    Raises:
        SettingsError: a question would be given up before.
    """
    if model.llm_url and model.llm_timeout_s + SPARE_S > bot.deadline_s:
        raise SettingsError(
            f"KNOWLEDGE_LLM_TIMEOUT_S is {model.llm_timeout_s:g}, and a question is given up after "
            f"{bot.deadline_s:g} s (BOT_DEADLINE_S)",
            f"Leave at least {SPARE_S:g} s between them, for the answer in quotes",
        )


class SlackSettings(BaseSettings):
    """The tokens of the community's own Slack app; names begin with `SLACK_`."""

    model_config = SettingsConfigDict(env_prefix="SLACK_", frozen=True, extra="ignore")

    bot_token: SecretStr = SecretStr("")
    app_token: SecretStr = SecretStr("")
    signing_secret: SecretStr = SecretStr("")

    @property
    def are_set(self) -> bool:
        """Whether any of them is given."""
        return any(secret.get_secret_value() for secret in self._all())

    def checked_bot_token(self) -> str:
        """Return the bot token.

        Raises:
            SettingsError: it is missing or is no bot token.
        """
        where = "copy “Bot User OAuth Token” from your app's page “OAuth & Permissions”"
        return _token(self.bot_token, "SLACK_BOT_TOKEN", "xoxb-", where)

    def checked_app_token(self) -> str:
        """Return the app-level token.

        Raises:
            SettingsError: it is missing or is no app-level token.
        """
        where = (
            "create one with the scope connections:write under “App-Level Tokens” on your app's "
            "page “Basic Information”"
        )
        return _token(self.app_token, "SLACK_APP_TOKEN", "xapp-", where)

    def _all(self) -> tuple[SecretStr, ...]:
        return (self.bot_token, self.app_token, self.signing_secret)


def _token(secret: SecretStr, name: str, prefix: str, where: str) -> str:
    token = secret.get_secret_value().strip()
    if re.fullmatch(rf"{prefix}[0-9A-Za-z-]+", token):
        return token
    problem = f"does not begin with {prefix}" if token else "is not set"
    remedy = f"{where[0].upper()}{where[1:]}, and put it into the environment or .env"
    raise SettingsError(f"{name} {problem}", remedy)
