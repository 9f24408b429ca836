"""Words of an entry, verbatim and short enough to be read."""

from collections.abc import Iterable, Mapping

from knowledge.models.report_parts import Entry, Quote
from knowledge.text.sentences import sentence_spans

MOST_CHARS = 420


def quote_of(entry: Entry) -> Quote | None:
    """Return the first sentences of an entry, or None when its words must not be shown."""
    text = entry.text.strip()
    if not text:
        return None
    if len(text) <= MOST_CHARS:
        return Quote(entry=entry.id, text=text)
    ends = [span.end for span in sentence_spans(text) if span.end <= MOST_CHARS]
    end = ends[-1] if ends else _last_blank(text)
    return Quote(entry=entry.id, text=text[:end].rstrip(), cut=True)


def quotes_of(ids: Iterable[str], entries: Mapping[str, Entry], most: int) -> tuple[Quote, ...]:
    """Return quotes of those that are there and may be shown, in this order, none said twice."""
    found: dict[str, Quote] = {}
    for one in ids:
        entry = entries.get(one)
        quote = quote_of(entry) if entry else None
        if quote is not None:
            found.setdefault(" ".join(quote.text.casefold().split()), quote)
        if len(found) == most:
            break
    return tuple(found.values())


def _last_blank(text: str) -> int:
    end = text.rfind(" ", 0, MOST_CHARS)
    return end if end > 0 else MOST_CHARS
