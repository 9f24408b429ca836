"""Where a language model is, and how it is spoken to."""

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from knowledge.errors import SettingsError
from knowledge.models.answers import Usage
from knowledge.settings import LanguageModelSettings

_MILLION = 1_000_000
OutputMode = Literal["tool", "schema", "text"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a language model is, and how it is spoken to.

    Attributes:
        url: base address, such as `https://llm.example.org/v1`.
        key: sent as bearer token; empty for an endpoint that asks for none.
        output: how the form of the answer is asked for: as a tool call, as a JSON schema, or in
            words.
        input_price, output_price: of a million tokens; None when nobody said.
    """

    url: str
    model: str
    key: str = field(repr=False)
    output: OutputMode = "tool"
    input_price: float | None = None
    output_price: float | None = None

    @property
    def host(self) -> str:
        """Where texts go."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_overheard(self) -> bool:
        """Whether texts travel unencrypted to another machine."""
        at_home = self.host in {"localhost", "127.0.0.1", "::1"}
        return self.url.startswith("http:") and not at_home

    def usage(self, input_tokens: int, output_tokens: int) -> Usage:
        """Return what an answer took."""
        prices = (self.input_price, self.output_price)
        known = None not in prices
        cost = input_tokens * (prices[0] or 0.0) + output_tokens * (prices[1] or 0.0)
        return Usage(
            input_tokens=input_tokens,
            output_tokens=output_tokens,
            cost=cost / _MILLION if known else None,
        )


def endpoint_of(settings: LanguageModelSettings) -> Endpoint | None:
    """Return the endpoint that the settings name, or None when they name none.

    Raises:
        SettingsError: they name a part of one.
    """
    if not settings.llm_url:
        if settings.llm_model or settings.llm_key.get_secret_value():
            raise SettingsError(
                "KNOWLEDGE_LLM_MODEL or KNOWLEDGE_LLM_KEY is set, and KNOWLEDGE_LLM_URL is not",
                "Set it to have answers written by a language model, or take the others out",
            )
        return None
    if not settings.llm_model:
        raise SettingsError(
            "KNOWLEDGE_LLM_URL is set, and KNOWLEDGE_LLM_MODEL is not",
            "Set it to the name under which the endpoint offers the model",
        )
    return Endpoint(
        url=settings.llm_url,
        model=settings.llm_model,
        key=settings.llm_key.get_secret_value(),
        output=settings.llm_output,
        input_price=settings.llm_input_price,
        output_price=settings.llm_output_price,
    )
