"""Sentences of a report, each with what it rests on and how its numbers are found again."""

from dataclasses import dataclass

from knowledge.models.report_parts import Counted, Sentence, Votes

REPORT = "report"


@dataclass(frozen=True, slots=True)
class Told:
    """A number with its noun."""

    counted: Counted
    words: str


def in_prompt(number: int) -> str:
    """Return what stands for all that was said under a prompt."""
    return f"prompt:{number}"


def in_theme(theme: str) -> str:
    """Return what stands for all that belongs to a theme."""
    return f"theme:{theme}"


def told(what: str, of: str, value: int, one: str = "", many: str = "") -> Told:
    """Return a number as digits with its noun, and how it is found again."""
    noun = one if value == 1 else many or one
    words = f"{value:,} {noun}" if noun else f"{value:,}"
    return Told(Counted(what=what, of=of, value=value), words)


def people(of: str, value: int) -> Told:
    """Return how many people said something."""
    return told("people", of, value, "person", "people")


def entries(of: str, value: int) -> Told:
    """Return how many contributions there are."""
    return told("entries", of, value, "contribution", "contributions")


def sentence(cites: tuple[str, ...], *parts: str | Told) -> Sentence:
    """Join words and numbers to a sentence."""
    text = "".join(part.words if isinstance(part, Told) else part for part in parts)
    return Sentence(
        text=text,
        cites=cites,
        counted=tuple(part.counted for part in parts if isinstance(part, Told)),
    )


def on_votes(theme: str, votes: Votes) -> Sentence:
    """Tell how people voted on a theme, and what that comes to."""
    of = in_theme(theme)
    lead = told("voters", of, votes.voters, "person voted", "people voted")
    label = f": {votes.label}." if votes.label else "."
    if votes.agree is None or votes.disagree is None or votes.unsure is None:
        return sentence((of,), lead, label)
    return sentence(
        (of,),
        lead,
        ", ",
        told("agree", of, votes.agree, "agrees", "agree"),
        ", ",
        told("disagree", of, votes.disagree, "disagrees", "disagree"),
        ", ",
        told("unsure", of, votes.unsure, "is unsure", "are unsure"),
        label,
    )


def on_prompt(number: int, spoke: int, said: int, themes: int, outside: int) -> Sentence:
    """Tell how many answered a prompt, and how much of it lies in themes."""
    of = in_prompt(number)
    lead: tuple[str | Told, ...] = (people(of, spoke), " answered with ", entries(of, said))
    if not themes:
        return sentence((of,), *lead, "; no theme was spoken of by enough people.")
    return sentence(
        (of,),
        *lead,
        "; they make ",
        told("themes", of, themes, "theme", "themes"),
        ", and ",
        told("outside", of, outside, "contribution lies", "contributions lie"),
        " outside.",
    )


def on_theme(theme: str, spoke: int, said: int, repeats: int) -> Sentence:
    """Tell how many people a theme rests on: people are counted, not messages."""
    of = in_theme(theme)
    again: tuple[str | Told, ...] = ()
    if repeats:
        again = (
            ", ",
            told("repeats", of, repeats, "of which repeats another", "of which repeat another"),
        )
    return sentence((of,), people(of, spoke), " spoke of this in ", entries(of, said), *again, ".")


def on_report(spoke: int | None, said: int, prompts: int, late: int) -> Sentence:
    """Tell how many took part in the whole discussion."""
    who: tuple[str | Told, ...] = ("Too few people to be counted wrote ",)
    if spoke is not None:
        who = (people(REPORT, spoke), " wrote ")
    after: tuple[str | Told, ...] = ()
    if late:
        after = (
            ", ",
            told("late", REPORT, late, "of them", "of them"),
            " after the discussion had closed",
        )
    return sentence(
        (REPORT,),
        *who,
        entries(REPORT, said),
        " under ",
        told("prompts", REPORT, prompts, "prompt", "prompts"),
        *after,
        ".",
    )
