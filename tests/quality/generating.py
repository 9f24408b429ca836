"""Questions made from what an index holds: its words, headings and sentences, whole and broken."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.models.documents import StoredPassage

_TEMPLATES: Final = {
    "definition": ("what is {a}?", "define {a}", "what does {a} mean", "what is meant by “{a}”?"),
    "list": ("list the {a}", "what kinds of {a} are there?", "which {a} are named, and why"),
    "comparison": (
        "compare {a} and {b}",
        "what is the difference between {a} and {b}?",
        "{a} versus {b}",
        "advantages and disadvantages of {a}",
    ),
    "people": ("who knows about {a}?", "who is working on {a}", "is there an expert on {a}?"),
    "tried": ("has anyone tried {a}?", "did anybody else pilot {a} with {b}"),
    "summary": ("summarise the discussion of {a}", "what did people say about {a}?"),
    "effect": ("does {a} work?", "what is the effect of {a} on {b}", "is {a} effective?"),
    "fact": ("how many {a} are there?", "when did {a} begin", "why {a}", "is {a} the same as {b}?"),
}
_JUNK: Final = (
    "?",
    "🦀🦀 🦀",
    "\u200b\u202eabc\u2066",
    "\ud800 lone",
    "\x00\x1b[31m red",
    "the of and to a in",
    'title:"x" AND (body:* OR -y) ^3 ~2',
    "'; DROP TABLE documents; --",
    "${jndi:ldap://x} {{7*7}} %s %n",
    "../../etc/passwd",
    "0 1 2 3.5 -7 1e309 ½ ٣",
    "[1] [2] [99]",
    "<!channel> <@U1> <http://a|b>",
    "ÄÖÜ ß ﬁ Ⅷ İ ı",
    "这是什么？",
    "какой ответ؟ ما هذا",
)


@dataclass(frozen=True, slots=True)
class Generated:
    """A question; `earlier` are those before it in its thread."""

    sort: str
    text: str
    earlier: tuple[str, ...] = ()


def generated(passages: Sequence[StoredPassage], count: int, seed: int) -> Iterator[Generated]:
    """Yield questions, as many of one sort as of another; the same seed gives the same ones."""
    source = _Source(passages, random.Random(seed))  # noqa: S311 - nothing is kept secret
    makers = source.makers()
    for number in range(count):
        sort = list(makers)[number % len(makers)]
        asked, *earlier = makers[sort]()
        yield Generated(sort, asked, tuple(earlier))


class _Source:
    """Draws from passages; each maker returns a question, and those before it."""

    def __init__(self, passages: Sequence[StoredPassage], dice: random.Random) -> None:
        self._passages = passages
        self._dice = dice

    def makers(self) -> dict[str, Callable[[], tuple[str, ...]]]:
        """Return sort → maker."""
        forms = {sort: self._form(sort) for sort in _TEMPLATES}
        return {
            **forms,
            "sentence": lambda: (self._sentence(),),
            "words": self._words,
            "typos": lambda: (self._mistyped(self._any()),),
            "case": lambda: (self._dice.choice([str.upper, str.title, str.lower])(self._any()),),
            "follow-up": lambda: (f"and {self._subject()}?", self._any(), self._any()),
            "junk": self._junk,
        }

    def _form(self, sort: str) -> Callable[[], tuple[str, ...]]:
        def make() -> tuple[str, ...]:
            template = self._dice.choice(_TEMPLATES[sort])
            return (template.format(a=self._subject(), b=self._subject()),)

        return make

    def _any(self) -> str:
        sort = self._dice.choice([*_TEMPLATES])
        return self._dice.choice([self._form(sort)()[0], self._sentence()])

    def _subject(self) -> str:
        """Return a heading, a title, or two to four words that stand together."""
        stored = self._dice.choice(self._passages)
        heading = stored.passage.heading[-1:] or (stored.document.title,)
        spoken = self._sentence().split()
        start = self._dice.randrange(len(spoken))
        near = " ".join(spoken[start : start + self._dice.randint(2, 4)])
        return self._dice.choice([heading[0], near, near])

    def _sentence(self) -> str:
        passage = self._dice.choice(self._passages).passage
        spans = passage.sentences
        span = self._dice.choice(spans) if spans else None
        return (passage.text[span.start : span.end] if span else passage.text).strip() or "?"

    def _words(self) -> tuple[str, ...]:
        spoken = f"{self._sentence()} {self._sentence()}".split()
        return (" ".join(self._dice.sample(spoken, min(len(spoken), self._dice.randint(1, 8)))),)

    def _mistyped(self, text: str) -> str:
        """Swap, drop and double letters, about one in twelve."""
        typed = list(text)
        for place in range(len(typed) - 1):
            if self._dice.random() < 1 / 12:
                pair = typed[place] + typed[place + 1]
                typed[place] = self._dice.choice([pair[1], "", pair[0] * 2])
        return "".join(typed) or "?"

    def _junk(self) -> tuple[str, ...]:
        junk = self._dice.choice(_JUNK)
        return (self._dice.choice([junk, f"{self._subject()} {junk}", junk * 200]),)
