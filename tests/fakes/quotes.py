"""Quotes and their corrections in memory."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.models.erasure import Correction
from knowledge.ports import Clock
from knowledge.stewardship.redaction import without
from tests.fakes.answer_log import FakeAnswerLog
from tests.fakes.posts import FakePosts


@dataclass
class FakeQuotes:
    """Satisfies the port `Quotes`."""

    clock: Clock
    posts: FakePosts
    answer_log: FakeAnswerLog
    noted: dict[str, tuple[set[str], str, str]] = field(default_factory=dict)
    beside: dict[str, set[str]] = field(default_factory=dict)
    queue: dict[int, tuple[str, str, str, float]] = field(default_factory=dict)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def note(
        self,
        answer_key: str,
        document_ids: Iterable[str],
        post_key: str,
        layout: str,
        beside: Iterable[str] = (),
    ) -> None:
        """Note what an answer quotes."""
        quoted = {*document_ids} - {""}
        self.noted[answer_key] = (quoted, post_key, layout)
        self.beside[answer_key] = {*beside} - quoted

    def take_back(self, document_id: str) -> None:
        """Do what a real store does when a document goes."""
        for key, (quoted, post_key, layout) in self.noted.items():
            if document_id in quoted | self.beside[key]:
                answer = self.answer_log.load(key)
                if answer:
                    self.answer_log.save(key, without(answer, {document_id}))
                if post_key and document_id in quoted:
                    self.queue[next(self.numbers)] = (key, post_key, layout, 0.0)
                quoted.discard(document_id)
                self.beside[key].discard(document_id)

    def due(self) -> tuple[Correction, ...]:
        """Return the posts to edit now."""
        now = self.clock.now().timestamp()
        return tuple(
            Correction(
                id=number,
                answer_key=key,
                channel=self.posts.begun[post_key][0],
                ts=self.posts.ts[post_key],
                layout=layout,
            )
            for number, (key, post_key, layout, due_at) in self.queue.items()
            if self.posts.ts.get(post_key) and due_at <= now
        )

    def corrected(self, correction_id: int) -> None:
        """Forget a correction."""
        self.queue.pop(correction_id, None)

    def postpone(self, correction_id: int, delay_s: float) -> None:
        """Try again later."""
        key, post_key, layout, _ = self.queue[correction_id]
        due_at = self.clock.now().timestamp() + delay_s
        self.queue[correction_id] = (key, post_key, layout, due_at)
