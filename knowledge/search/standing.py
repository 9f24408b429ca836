"""Which document stands above which: successors above what they replace, sources above cards.

Everything here is made of documents that the audience may read. One that it may not read is
treated as if it were not there: it is no successor, and what lies behind it is not looked up.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from knowledge.models.access import Audience
from knowledge.models.documents import DocumentInfo
from knowledge.text.addresses import page_key

Item = TypeVar("Item")
Above = Callable[[str], Iterable[str]]
LookUp = Callable[[Iterable[str]], Mapping[str, DocumentInfo]]

_MOST_HOPS = 50  # look-ups for successors that were not found by the question itself


@dataclass(frozen=True, slots=True)
class Standing:
    """How the documents of one search stand to each other.

    Attributes:
        successors: document id → what replaces it, what replaces that, and so on; only
            documents that are superseded.
        sources: id of a library card → ids of the documents that it is about.
    """

    successors: Mapping[str, tuple[DocumentInfo, ...]] = field(default_factory=dict)
    sources: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def successor_of(self, document_id: str) -> DocumentInfo | None:
        """Return what is in force now in place of a document, or None when it is current."""
        chain = self.successors.get(document_id, ())
        return chain[-1] if chain else None

    def above(self, document_id: str) -> tuple[str, ...]:
        """Return the ids of the documents that a document must not precede."""
        later = [one.id for one in self.successors.get(document_id, ())]
        return (*reversed(later), *sorted(self.sources.get(document_id, ())))


def standing_of(
    candidates: Iterable[DocumentInfo], audience: Audience, look_up: LookUp
) -> Standing:
    """Work out how documents stand.

    Args:
        candidates: what was found, all of it readable.
        audience: who will see the result.
        look_up: returns the live documents among ids.
    """
    found = {one.id: one for one in candidates}
    known = _with_successors(found, audience, look_up)
    chains = {one.id: _chain(one, known) for one in found.values() if one.superseded_by}
    successors = {key: chain for key, chain in chains.items() if chain}
    return Standing(successors, _sources(found.values(), successors))


def lifted(items: Sequence[Item], document_of: Callable[[Item], str], above: Above) -> list[Item]:
    """Move the first item of a document to before the first one that it stands above.

    All else stays in its order: what is current takes the place that its predecessor earned.

    Args:
        items: best first.
        document_of: returns an item's document id.
        above: returns the ids that a document must not precede; without circles.
    """
    first: dict[str, int] = {}
    for place, item in enumerate(items):
        first.setdefault(document_of(item), place)
    order: dict[int, None] = {}
    met: set[str] = set()
    for place, item in enumerate(items):
        order.update(dict.fromkeys(_places(document_of(item), first, above, met)))
        order[place] = None
    return [items[place] for place in order]


def _places(
    document_id: str, first: Mapping[str, int], above: Above, met: set[str]
) -> Iterator[int]:
    if document_id in met or document_id not in first:
        return
    met.add(document_id)
    for one in above(document_id):
        yield from _places(one, first, above, met)
    yield first[document_id]


def _with_successors(
    found: Mapping[str, DocumentInfo], audience: Audience, look_up: LookUp
) -> dict[str, DocumentInfo]:
    known, asked = dict(found), set(found)
    wanted = _named(found.values()) - asked
    for _hop in range(_MOST_HOPS):
        if not wanted:
            break
        asked |= wanted
        held = look_up(wanted)
        readable = {key: one for key, one in held.items() if audience.may_read(one.scope)}
        known |= readable
        wanted = _named(readable.values()) - asked
    return known


def _named(documents: Iterable[DocumentInfo]) -> set[str]:
    return {one.superseded_by for one in documents if one.superseded_by}


def _chain(document: DocumentInfo, known: Mapping[str, DocumentInfo]) -> tuple[DocumentInfo, ...]:
    """Follow the successors; documents that replace each other in a circle replace nothing."""
    chain: dict[str, DocumentInfo] = {}
    at = known.get(document.superseded_by)
    while at is not None and at.id not in chain:
        if at.id == document.id:
            return ()
        chain[at.id] = at
        at = known.get(at.superseded_by)
    passed = list(chain.values())
    return tuple(passed if at is None else passed[: list(chain).index(at.id) + 1])


def _sources(
    documents: Iterable[DocumentInfo], successors: Mapping[str, tuple[DocumentInfo, ...]]
) -> dict[str, frozenset[str]]:
    cards = {one.id: key for one in documents if one.summary_of and (key := page_key(one.url))}
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for one in documents if cards else ():
        # Members' words are theirs, whatever address they give.
        if not (one.summary_of or one.members) and (key := page_key(one.url)):
            pages[key].add(one.id)
    about = {card: frozenset(pages[key]) for card, key in cards.items() if key in pages}
    whole = Standing(successors, about)
    # Where a card replaces what its source was replaced by, what is in force goes first.
    return {
        card: frozenset(one for one in ids if card not in _reached(one, whole))
        for card, ids in about.items()
    }


def _reached(document_id: str, standing: Standing) -> set[str]:
    reached: set[str] = set()
    open_ends = [document_id]
    while open_ends:
        for one in standing.above(open_ends.pop()):
            if one not in reached:
                reached.add(one)
                open_ends.append(one)
    return reached
