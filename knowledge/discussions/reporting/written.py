"""What a language model wrote on a theme, held against what people said."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.models.report_material import WrittenSentence, WrittenTheme
from knowledge.models.report_parts import Entry, Quote, Sentence
from knowledge.models.themes import By
from knowledge.text.figures import figures
from knowledge.text.names import named_words, names
from knowledge.text.polarity import turned
from knowledge.text.sentences import sentence_spans
from knowledge.text.terms import stems

MOST_DROPPED = 0.2
"""Share of a draft that may fail; above it the whole draft is left out."""

_MOST_SENTENCES, _MOST_CHARS, _MOST_NAME = 3, 320, 80


@dataclass(frozen=True, slots=True)
class Checked:
    """What of a draft people really said.

    Attributes:
        items, dropped: sentences and quotes in all, and those that were left out.
    """

    name: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    items: int
    dropped: int


def checked(draft: WrittenTheme, entries: Mapping[str, Entry]) -> Checked:
    """Keep what holds; membership of a theme never comes from here.

    Args:
        entries: those of the theme, by id.
    """
    sentences = [one for one in draft.sentences if _holds(one, entries)]
    quotes = [
        Quote(entry=one.id, text=one.text.strip(), cut=one.text.strip() != entries[one.id].text)
        for one in draft.quotes
        if one.id in entries and one.text.strip() and one.text.strip() in entries[one.id].text
    ]
    items = len(draft.sentences) + len(draft.quotes)
    kept = [
        Sentence(text=_plain(one.text), cites=one.cites, by=By.MODEL)
        for one in sentences[:_MOST_SENTENCES]
    ]
    source = " ".join(one.text for one in entries.values())
    name = _plain(draft.name)
    fits = 0 < len(name) <= _MOST_NAME and name.isprintable() and not _unsaid(name, source)
    return Checked(
        name if fits else "",
        tuple(kept),
        tuple(quotes),
        items,
        items - len(sentences) - len(quotes),
    )


def too_much_dropped(checked: tuple[Checked, ...]) -> bool:
    """Tell whether so much failed that nothing of it is believed."""
    items = sum(one.items for one in checked)
    return items > 0 and sum(one.dropped for one in checked) / items > MOST_DROPPED


def _holds(sentence: WrittenSentence, entries: Mapping[str, Entry]) -> bool:
    text = _plain(sentence.text)
    if not sentence.cites or any(one not in entries for one in sentence.cites):
        return False
    if not 0 < len(text) <= _MOST_CHARS or not text.isprintable() or len(sentence_spans(text)) != 1:
        return False
    cited = [entries[one].text for one in sentence.cites]
    # What several people said is summed up; one of them at least must have said no less.
    return not _unsaid(text, " ".join(cited)) and not all(turned(text, one) for one in cited)


def _unsaid(text: str, source: str) -> bool:
    """Tell whether a number or a name of a text does not stand in its source."""
    ordinary = frozenset(stems(re.findall(r"\b[a-z]+\b", source)))
    return bool(figures(text) - figures(source) or names(text, ordinary) - named_words(source))


def _plain(text: str) -> str:
    return " ".join(text.split())
