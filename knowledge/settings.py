"""Settings: read once, by one loader, from the environment and `.env`."""

import difflib
import os
import re
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from knowledge.errors import SettingsError


def _listed(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return value


def _web_address(value: str) -> str:
    if not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        msg = "write the base address, such as https://llm.example.org/v1"
        raise ValueError(msg)
    if parts.username or parts.password or parts.query or parts.fragment:
        msg = "leave out user, password and whatever follows the path; a key goes to _KEY"
        raise ValueError(msg)
    return value.rstrip("/")


def _scopes(value: tuple[str, ...]) -> tuple[str, ...]:
    for scope in value:
        if not _LEAVING.fullmatch(scope):
            msg = (
                f"“{scope}” is no access scope: use public, community, channel:<id>, "
                "owner:<member>, channel:* or owner:*"
            )
            raise ValueError(msg)
    return value


_LEAVING = re.compile(r"public|community|(?:channel|owner):(?:[A-Z0-9]+|\*)")

AnySettings = TypeVar("AnySettings", bound=BaseSettings)


class Retention(BaseSettings):
    """For how many days things are kept; names begin with `KNOWLEDGE_KEEP_`.

    Attributes:
        keep_questions_days: answers that were given, keys of what was asked, who asked for builds.
        keep_unanswered_days: texts of questions that were not answered, of those whose askers had
            them kept, and of introductions that are over.
        keep_dead_letters_days: kind, time and reference of what was given up.
        keep_posts_days: where the bot wrote, those that can still need an edit stay longer; who
            asked whom for an introduction.
        keep_audit_days: who did what, what was answered, who voted in discussions that are over,
            and legal holds that have ended.
        keep_evaluations_days: how well questions were answered; the newest run of a set stays.
    """

    model_config = SettingsConfigDict(env_prefix="KNOWLEDGE_", frozen=True, extra="ignore")

    keep_questions_days: int = Field(30, ge=1, le=3650)
    keep_unanswered_days: int = Field(90, ge=1, le=3650)
    keep_dead_letters_days: int = Field(7, ge=1, le=3650)
    keep_posts_days: int = Field(365, ge=1, le=3650)
    keep_audit_days: int = Field(730, ge=1, le=3650)
    keep_evaluations_days: int = Field(730, ge=1, le=3650)


class LanguageModelSettings(BaseSettings):
    """A language model that writes answers, off without an address; names: `KNOWLEDGE_LLM_`.

    Attributes:
        llm_url: base address of an OpenAI-compatible endpoint, such as
            `https://llm.example.org/v1`; empty keeps every text on this host.
        llm_model: its name for the model.
        llm_key: bearer token; never logged.
        llm_timeout_s: seconds after which an answer in quotes is given instead.
        llm_scopes: access scopes, parted by commas, whose texts may be sent; texts of channels and
            of single members only where they are named here (`channel:*` names all).
        llm_output: how the form of the answer is asked for: as a tool call, as a JSON schema, or
            in words, whichever the endpoint supports.
        llm_input_price, llm_output_price: of a million tokens, in your currency.
    """

    model_config = SettingsConfigDict(env_prefix="KNOWLEDGE_", frozen=True, extra="ignore")

    llm_url: Annotated[str, AfterValidator(_web_address)] = ""
    llm_model: str = ""
    llm_key: SecretStr = SecretStr("")
    llm_timeout_s: float = Field(15.0, ge=1, le=120)
    llm_scopes: Annotated[
        tuple[str, ...], NoDecode, BeforeValidator(_listed), AfterValidator(_scopes)
    ] = ("public", "community")
    llm_output: Literal["tool", "schema", "text"] = "tool"
    llm_input_price: float | None = Field(None, ge=0)
    llm_output_price: float | None = Field(None, ge=0)


class KnowledgeSettings(Retention, LanguageModelSettings):
    """What the store, the model and the answers need; names begin with `KNOWLEDGE_`.

    Attributes:
        home: folder of all state.
        community: name of a shipped community pack, or path of a pack's folder.
        runtime: `auto` takes the fastest lossless runtime and falls back to the reference.
        model: name or path of a sentence-transformers model; empty means the packaged one.
        cross_encoder: name or path of a sentence-transformers cross-encoder that reads question
            and passage together; empty means none. It is slow, and brings PyTorch.
        threads: CPU threads that one embedding call may use.
        receipts: folder of the receipts of erasures; without it, `receipts` in `home`. Choose
            another one than `home` where backups of `home` are restored whole.
        sources: file that lists the sources; `sources.toml` is read where there is one.
        questions: file of questions that curators keep, one a line, to measure answers and to
            choose with from which score a question counts as answered; without it the pack's own
            `questions.jsonl` is taken where there is one.
        enable: keys of sources, parted by commas, that are read although their file says no.
    """

    home: Path = Path("var")
    community: str = Field("police_science", min_length=1)
    runtime: Literal["auto", "onnx", "sentence-transformers"] = "auto"
    model: str = ""
    cross_encoder: str = ""
    threads: int = Field(1, ge=1, le=64)
    receipts: Path | None = None
    sources: Path | None = None
    questions: Path | None = None
    enable: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = ()


def load_settings(kind: type[AnySettings], env_file: Path = Path(".env")) -> AnySettings:
    """Read one class of settings; the environment wins over the file.

    Raises:
        SettingsError: a name under the class's prefix is unknown, or a value is malformed.
    """
    prefix = str(kind.model_config.get("env_prefix", ""))
    known = {f"{prefix}{name}".upper() for name in kind.model_fields}
    given = {*os.environ, *dotenv_values(env_file)}  # noqa: TID251 - this is the one reader
    for name in sorted(given):
        if name.upper().startswith(prefix) and name.upper() not in known:
            raise _unknown(name, known)
    try:
        return kind(_env_file=env_file)
    except ValidationError as error:
        first = error.errors()[0]
        field = f"{prefix}{'.'.join(str(part) for part in first['loc'][:1])}".upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{field}: {reason}", "Correct it in the environment or .env") from None


def _unknown(name: str, known: set[str]) -> SettingsError:
    near = difflib.get_close_matches(name.upper(), known, n=1)
    remedy = f"Write {near[0]}" if near else f"Known names are {', '.join(sorted(known))}"
    return SettingsError(f"{name} is no setting", f"{remedy}, or take it out")
