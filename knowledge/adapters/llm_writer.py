"""Any OpenAI-compatible endpoint as a writer."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from knowledge.errors import WriterError
from knowledge.models.writing import Brief, Draft, DraftSentence, NotInSources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openai import AsyncOpenAI
    from pydantic_ai import Agent

    from knowledge.adapters.llm_endpoint import Endpoint
    from knowledge.ports.writing import Heard

MAX_TOKENS = 900
_REMEDY = "Check KNOWLEDGE_LLM_URL, _MODEL, _KEY and _OUTPUT, or take them out"
Said = DraftSentence | Draft | NotInSources | WriterError


class _Sentence(BaseModel):
    # A sentence that has only begun shows that the one before it is whole: hence the defaults.
    model_config = ConfigDict(json_schema_extra={"required": ["text", "citations", "quote"]})

    text: str = Field("", description="One short sentence of the answer.")
    citations: list[int] = Field([], description="The id of the passage that it rests on.")
    quote: str = Field("", description="What it rests on, copied from that passage.")


class _Output(BaseModel):
    """The answer, sentence by sentence."""

    in_sources: bool = Field(description="Whether the passages answer the question.")
    sentences: list[_Sentence] = Field(default_factory=list, description="Empty when they do not.")


@contextmanager
def opened_writer(endpoint: Endpoint | None) -> Iterator[LanguageModel | None]:
    """Open the writer at an endpoint, if there is one; close it at the end of the block."""
    if endpoint is None:
        yield None
        return
    model = LanguageModel(endpoint)
    try:
        yield model
    finally:
        model.close()


class LanguageModel:
    """Satisfies the port `Writer`.

    The network has a thread of its own, so that nothing there, a name that is slow to resolve
    included, holds a caller longer than the time that it gave.

    Args:
        now: seconds that only go forwards.
    """

    def __init__(self, endpoint: Endpoint, now: Callable[[], float] = time.monotonic) -> None:
        self._endpoint = endpoint
        self._now = now
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def name(self) -> str:
        """The model's name as the settings give it."""
        return self._endpoint.model

    @property
    def host(self) -> str:
        """The host in the endpoint's address."""
        return self._endpoint.host

    def write(
        self, brief: Brief, timeout_s: float, heard: Heard | None = None
    ) -> Draft | NotInSources:
        """Write an answer; see the port."""
        said: queue.SimpleQueue[Said] = queue.SimpleQueue()
        until = self._now() + timeout_s
        task = asyncio.run_coroutine_threadsafe(self._tell(brief, said.put), self._running())
        try:
            while True:
                one = said.get(timeout=max(0.0, until - self._now()))
                if isinstance(one, WriterError):
                    raise one
                if not isinstance(one, DraftSentence):
                    return one
                if heard is not None:
                    heard(one)
        except queue.Empty:
            raise WriterError(
                f"The language model took longer than {timeout_s:.0f} s",
                "Raise KNOWLEDGE_LLM_TIMEOUT_S, or use a faster one",
            ) from None
        finally:
            task.cancel()

    def close(self) -> None:
        """End the thread; what is under way is given up."""
        with self._starting:
            loop, self._loop = self._loop, None
        if loop is not None and self._thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=_run, args=(self._loop,), name="language-model", daemon=True
                )
                self._thread.start()
            return self._loop

    async def _tell(self, brief: Brief, tell: Callable[[Said], None]) -> None:
        try:
            tell(await self._draft(brief, tell))
        except Exception as error:  # noqa: BLE001 - an endpoint may send anything at all
            # The error's own words may repeat what was sent, or the key.
            status = getattr(error, "status_code", "")
            what = " ".join(str(part) for part in (type(error).__name__, status) if part)
            tell(WriterError(f"The language model gave no answer ({what})", _REMEDY))

    async def _draft(
        self, brief: Brief, tell: Callable[[DraftSentence], None]
    ) -> Draft | NotInSources:
        from openai import AsyncOpenAI

        told: list[DraftSentence] = []

        def hear(output: _Output, *, is_whole: bool) -> None:
            if output.in_sources:
                ready = output.sentences if is_whole else output.sentences[:-1]
                for one in ready[len(told) :]:
                    told.append(DraftSentence.model_validate(one.model_dump()))
                    tell(told[-1])

        async with (
            # The library's own default would send somebody's OPENAI_API_KEY to any address.
            AsyncOpenAI(
                base_url=self._endpoint.url, api_key=self._endpoint.key or "none", max_retries=0
            ) as client,
            self._agent(client, brief).run_stream(brief.material) as run,
        ):
            async for output in run.stream_output(debounce_by=None):
                hear(output, is_whole=False)
            hear(output := await run.get_output(), is_whole=True)
            usage = self._endpoint.usage(run.usage.input_tokens, run.usage.output_tokens)
        if not output.in_sources or not told:
            return NotInSources(usage=usage)
        return Draft(sentences=tuple(told), usage=usage)

    def _agent(self, client: AsyncOpenAI, brief: Brief) -> Agent[Any, _Output]:
        from pydantic_ai import Agent, NativeOutput, PromptedOutput, ToolOutput
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.profiles.openai import OpenAIModelProfile
        from pydantic_ai.providers.openai import OpenAIProvider
        from pydantic_ai.settings import ModelSettings

        asked = {"tool": ToolOutput, "schema": NativeOutput, "text": PromptedOutput}
        # OpenAI's newest models know the new name of this limit alone, most others the old one.
        is_openai = self._endpoint.host.endswith(".openai.com")
        model = OpenAIChatModel(
            self._endpoint.model,
            provider=OpenAIProvider(openai_client=client),
            profile=OpenAIModelProfile(openai_chat_supports_max_completion_tokens=is_openai),
        )
        return Agent(
            model,
            output_type=asked[self._endpoint.output](_Output),
            instructions=brief.instructions,
            model_settings=ModelSettings(temperature=0.0, max_tokens=MAX_TOKENS),
            retries=0,
        )


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()
