"""What buttons and windows carry from one press to the next; nothing of it is stored."""

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict

from bot.mrkdwn import clip, visible
from knowledge.models.experts import Dial

SEARCH_CHARS, MOST_DROPPED = 1000, 20
QUESTION_CHARS, REASON_CHARS = 300, 500
"""Of what a candidate reads: a letter that fits a telephone is read."""


def _line(most: int) -> AfterValidator:
    return AfterValidator(lambda text: clip(visible(text), most))


class Search(BaseModel):
    """A search for people.

    Attributes:
        question: on one line, at most 1,000 characters.
        dropped: ids of members whom the asker has waved away.
        answer: key of the answer below which it began, or empty.
        private: whether it began where not everybody reads along: what is asked there stays there.
    """

    model_config = ConfigDict(frozen=True)

    question: Annotated[str, _line(SEARCH_CHARS)] = ""
    dial: Dial = Dial.SOON
    dropped: tuple[str, ...] = ()
    answer: str = ""
    private: bool = False

    @property
    def carried(self) -> str:
        """What a button carries, at most 1,500 characters."""
        where = "private" if self.private else ""
        return "|".join((self.dial, self.answer, ",".join(self.dropped), where, self.question))

    @classmethod
    def of(cls, value: str) -> Self:
        """Read it from a button or a form."""
        dial, answer, dropped, where, question = value.split("|", 4)
        gone = tuple(filter(None, dropped.split(",")))
        told = {"dial": Dial(dial), "dropped": gone, "answer": answer}
        return cls(question=question, private=bool(where), **told)

    def turned(self) -> Self:
        """Return the same search with the dial at its other end."""
        other = Dial.DEEP if self.dial is Dial.SOON else Dial.SOON
        return self.model_copy(update={"dial": other})

    def without(self, member: str) -> Self:
        """Return the same search without somebody; the longest gone may come back."""
        dropped = (*(one for one in self.dropped if one != member), member)
        return self.model_copy(update={"dropped": dropped[-MOST_DROPPED:]})


class Request(BaseModel):
    """What one member wants to ask another, before it is sent.

    Attributes:
        candidate: a member id.
        question, reason: on one line each.
        needed: key of how much time the asker hopes for.
        anonymous: whether the candidate learns who asks only by accepting.
        search: by which the candidate was found.
    """

    model_config = ConfigDict(frozen=True)

    candidate: str
    search: Search
    question: Annotated[str, _line(QUESTION_CHARS)] = ""
    reason: Annotated[str, _line(REASON_CHARS)] = ""
    needed: str = ""
    anonymous: bool = False

    @property
    def carried(self) -> str:
        """What a form carries, at most 3,000 characters."""
        hidden = "anonymous" if self.anonymous else ""
        told = (self.candidate, hidden, self.needed, self.question, self.reason)
        return "\n".join((*told, self.search.carried))

    @classmethod
    def of(cls, value: str) -> Self:
        """Read it from a form."""
        candidate, hidden, needed, question, reason, search = value.split("\n", 5)
        return cls(
            candidate=candidate,
            search=Search.of(search),
            question=question,
            reason=reason,
            needed=needed,
            anonymous=bool(hidden),
        )
