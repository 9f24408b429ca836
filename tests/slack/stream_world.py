"""A running bot whose answers a language model writes, step by step, as a test wants."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.playground.records import Message
from knowledge.models.answers import Answer, AnswerSentence
from tests.fakes.answers import citation, cited_answer
from tests.fakes.bot_services import document_info
from tests.slack.bot_world import GENERAL, Start, World

Heard = Callable[[Answer], None]
FIRST, SECOND = "Trials ended in May.", "Boats came back in June."


def written(*sentences: str) -> Answer:
    """Return an answer that a language model wrote, a source a sentence."""
    return cited_answer().model_copy(
        update={
            "writer": "a-model",
            "sentences": tuple(
                AnswerSentence(text=text, citations=(n,))
                for n, text in enumerate(sentences, start=1)
            ),
            "citations": tuple(
                citation(n, quote=text, document_id=f"d{n}")
                for n, text in enumerate(sentences, start=1)
            ),
        }
    )


@dataclass
class Script:
    """What a language model does while it writes, step by step.

    Attributes:
        between: is called after the first sentence was told.
        told: is set when the first sentence was told.
        go_on: what the writing waits for after its first sentence; set unless a test clears it.
    """

    between: Callable[[], None] = lambda: None
    told: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def write(self, heard: Heard) -> None:
        """Tell the first sentence, then both."""
        heard(written(FIRST))
        self.told.set()
        self.go_on.wait()
        self.between()
        heard(written(FIRST, SECOND))


@dataclass
class Stage:
    """A running bot, and the script of its language model."""

    world: World
    script: Script

    def ask(self, channel: str = GENERAL) -> Message:
        """Mention the bot."""
        return self.world.mention("did trials end?", channel)

    def answered(self, asked: Message) -> Message:
        """Return the reply when all is dealt with, which must be the only one."""
        self.world.until(lambda: bool(self.world.replies(asked)), passing_s=0.5)
        self.world.until(lambda: self.world.shelf.inbox.waiting() == 0, passing_s=0.5)
        self.world.settle()
        (reply,) = self.world.replies(asked)
        assert reply.streaming_since is None
        return reply


@contextmanager
def open_stage(start: Start, **settings: float) -> Iterator[Stage]:
    """Run a bot that shows everything of an answer at once, unless `settings` say otherwise."""
    script = Script()
    script.go_on.set()
    start.shelf.answers.writes = script.write
    start.shelf.answers.reply = lambda _q, _a: written(FIRST, SECOND)
    for name in ("d1", "d2"):
        start.shelf.documents.held[name] = document_info(name)
    chosen = {"stream_after_s": 0.0, **settings}
    with start.world(private_channels=True, **chosen) as world:
        yield Stage(world, script)
        script.go_on.set()


def whole(message: Message) -> bool:
    """Tell whether a message is the whole answer, in the layout of every answer."""
    shown = json.dumps([message.text, message.blocks], ensure_ascii=False)
    return all(
        words in shown
        for words in (
            f"{FIRST} [1]\\n{SECOND} [2]",
            "Written by a-model",
            "Harbour trials",
            "Show quotes",
        )
    )
