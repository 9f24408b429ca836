"""Questions that curators keep, with what is known of their answers."""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
)

_PLAIN = str.maketrans("’‘“”–—\u2011", "''\"\"---")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,39}")


def _listed(value: object) -> object:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _name(value: str) -> str:
    if value and not _NAME.fullmatch(value):
        msg = "An id is up to 40 letters, digits, dots, colons, dashes and underscores"
        raise ValueError(msg)
    return value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000)]


class LabelledQuestion(BaseModel):
    """A question that curators keep, to measure and to choose thresholds with.

    Attributes:
        answerable: whether the knowledge base is meant to answer it.
        must_mention: what a right answer says, each of them, without regard to case.
        source: names of the files that a right answer may come from, with their suffix or
            without, or titles of documents; empty when that does not matter.
        id: stands for the question in reports and in the store, which never holds its text; its
            line number does where it is left out.
        earlier: the questions before it in the same thread, oldest first.
        line: where it stands in its file, from 1.
    """

    model_config = ConfigDict(frozen=True)

    question: Words
    answerable: StrictBool
    must_mention: Annotated[tuple[Words, ...], BeforeValidator(_listed)] = ()
    source: Annotated[tuple[Words, ...], BeforeValidator(_listed)] = ()
    id: Annotated[str, AfterValidator(_name)] = ""
    earlier: Annotated[tuple[Words, ...], BeforeValidator(_listed)] = ()
    line: int = Field(default=0, ge=0, exclude=True)

    @property
    def label(self) -> str:
        """What it is called in reports."""
        where = f"line {self.line}"
        return f"{self.id} ({where})" if self.id else where

    def accepts(self, names: AbstractSet[str]) -> bool:
        """Tell whether a right answer may come from a document that `names_of` names so."""
        folded = [one.casefold() for one in self.source]
        # A source may be a path, and a title may hold a slash.
        return any(one in names or PurePosixPath(one).name in names for one in folded)

    def is_said_in(self, text: str) -> bool:
        """Tell whether a text holds all that must be mentioned."""
        return all(_stands_in(_folded(one), _folded(text)) for one in self.must_mention)


def _stands_in(words: str, text: str) -> bool:
    """Tell whether words stand there; a number not as part of a longer one."""
    ahead = r"(?<!\d)" if words[0].isdigit() else ""
    behind = r"(?!\d)" if words[-1].isdigit() else ""
    return re.search(f"{ahead}{re.escape(words)}{behind}", text) is not None


def _folded(text: str) -> str:
    plain = text.translate(_PLAIN)
    return " ".join(plain.casefold().split())


def names_of(document: str, title: str) -> frozenset[str]:
    """Return by what names a source is known, folded: the file's, with suffix or not, its title."""
    path = PurePosixPath(document.casefold())
    return frozenset({path.name, path.stem, title.casefold()} - {""})


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one file.

    Attributes:
        name: of the file.
        digest: of what is asked and expected, in hex; the same questions have the same.
        unread: fields of the file that mean nothing here.
    """

    name: str
    digest: str
    questions: tuple[LabelledQuestion, ...]
    unread: tuple[str, ...] = ()

    @property
    def answerable(self) -> int:
        """How many of them can be answered."""
        return sum(one.answerable for one in self.questions)
