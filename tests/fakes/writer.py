"""A language model that writes what a test wants it to write."""

from collections.abc import Callable
from dataclasses import dataclass, field

from knowledge.models.writing import Brief, Draft, DraftSentence, NotInSources

Reply = Draft | NotInSources | Exception


@dataclass
class FakeWriter:
    """Satisfies the port `Writer`.

    Attributes:
        replies: what is given back, one a call; the last one again and again.
        passing: is called before each sentence and before the reply: time passes.
        briefs: what it was given.
        times: how long it was given.
    """

    replies: list[Reply]
    name: str = "a-model"
    host: str = "models.example"
    passing: Callable[[], None] = lambda: None
    briefs: list[Brief] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def write(
        self,
        brief: Brief,
        timeout_s: float,
        heard: Callable[[DraftSentence], None] | None = None,
    ) -> Draft | NotInSources:
        """Note the call, and reply."""
        self.briefs.append(brief)
        self.times.append(timeout_s)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if isinstance(reply, Draft):
            for one in reply.sentences:
                self.passing()
                if heard is not None:
                    heard(one)
        self.passing()
        if isinstance(reply, Exception):
            raise reply
        return reply
