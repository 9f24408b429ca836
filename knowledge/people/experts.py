"""Who can help: people whose own texts suit a question, for as many to see as may see those."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from knowledge.models.access import Audience
from knowledge.models.community import CommunityPack
from knowledge.models.days import age_days
from knowledge.models.documents import StoredPassage
from knowledge.models.experts import Because, Card, Dial, FoundExperts
from knowledge.models.members import Member
from knowledge.people.because import Nearness, line_of, still_says
from knowledge.people.circle import Circle, circle_of, lets_speak, readable_in
from knowledge.people.evidence import is_activity, kind_of
from knowledge.people.formula import DIALS
from knowledge.people.hours import WINDOW, free
from knowledge.people.naming import is_called
from knowledge.people.own import own_passages
from knowledge.people.ranking import Candidate, EvidenceRow, Ranked, activity, choose, rank
from knowledge.people.searching import Heard, PeopleSearch
from knowledge.ports import (
    Clock,
    DocumentStore,
    Embedder,
    Introductions,
    Members,
    NamedTexts,
    Snapshots,
)

SUITS: Final = 0.41
"""Cosine of a member's nearest passage, below which they are not suggested.

Chosen on development questions, of which some suit nobody (`tests/quality/people_asks_dev.jsonl`).
"""

_LINES = 2  # on a card
_NAMESAKES = 5  # cards of people who are called alike
_LOOKED_AT = 4  # passages of a member that may become lines
_EVER = timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class ExpertStores:
    """What the search for people works with.

    Attributes:
        texts: documents that name a member.
        documents: has the last word on what is held, and for whom.
    """

    members: Members
    introductions: Introductions
    texts: NamedTexts
    documents: DocumentStore
    snapshots: Snapshots
    embedder: Embedder
    clock: Clock
    pack: CommunityPack


class Experts:
    """Finds members who agreed to be found."""

    def __init__(self, stores: ExpertStores, suits: float = SUITS) -> None:
        self._stores = stores
        self._suits = suits
        self._search = PeopleSearch(stores, stores.pack.glossary)
        self._kinds = {one.key: one.name for one in stores.pack.member_kinds}

    def find(
        self,
        question: str,
        asker: str,
        audience: Audience,
        dial: Dial = Dial.SOON,
        most: int = 3,
        without: Iterable[str] = (),
    ) -> FoundExperts:
        """Find members who may help with a question; nobody when nobody suits.

        Args:
            question: as the person wrote it.
            asker: their id; empty for the terminal.
            audience: everybody who will see the cards, the asker among them.
            dial: what the asker looks for first.
            most: cards.
            without: ids of members who were asked already, or are not wanted.

        Raises:
            SnapshotError: there is no usable snapshot.
        """
        listed = (one for one in self._stores.members.listed() if one.is_suggested)
        left_out = frozenset(without)
        circle = self._circle((one for one in listed if one.id not in left_out), asker, audience)
        heard = self._search.hear(question, circle)
        now = self._stores.clock.now()
        people = self._people(heard, now)
        ranked = rank(_rows(heard, now), people, DIALS[dial], self._suits)
        cards = self._chosen(heard, ranked, people, audience, most)
        return FoundExperts(question=question, cards=cards)

    def named(self, name: str, asker: str, audience: Audience) -> FoundExperts:
        """Find members by their name, those too who are found in no other way.

        Before guests, only those are named for whom something speaks that all may read.
        """
        listed = (one for one in self._stores.members.listed() if is_called(one.profile.name, name))
        circle = self._circle(listed, asker, audience)
        recent = self._stores.introductions.asked_since(self._stores.clock.now() - WINDOW)
        profiles_shown = readable_in(audience) > audience.scopes
        cards = []
        for member in circle.members.values():
            passages = own_passages(member, self._stores.texts, self._stores.documents)
            spoken = [one for one in passages if member.id in circle.speaks_for(one.document)]
            lines = (line_of(one, member, lambda _one: ()) for one in spoken)
            because = self.still(lines, member.id, audience)[:_LINES]
            if because or profiles_shown:
                cards.append(self._card(member, because, recent.get(member.id, 0)))
        return FoundExperts(question=name, cards=tuple(cards[:_NAMESAKES]))

    def still(
        self, because: Iterable[Because], member: str, audience: Audience
    ) -> tuple[Because, ...]:
        """Return those of a member's lines that hold now and that the whole audience may read.

        A text that was deleted, changed or closed to somebody in it, or that no longer speaks
        for the member, takes its line with it, whomever else it names.
        """
        known, scopes = self._stores.members.get(member), readable_in(audience)
        if known is None or not known.is_listed:
            return ()
        lines = list(because)
        live = self._stores.documents.documents({one.document_id for one in lines})
        texts: dict[str, list[StoredPassage]] = {}
        for one in self._stores.documents.of_documents(live):
            texts.setdefault(one.document.id, []).append(one)

        def holds(line: Because) -> bool:
            info = live.get(line.document_id)
            if info is None or info.scope != line.scope or info.scope not in scopes:
                return False
            spoken = member in info.named and lets_speak(known, info)
            return spoken and still_says(line, texts.get(info.id, ()))

        return tuple(one for one in lines if holds(one))

    def _circle(self, listed: Iterable[Member], asker: str, audience: Audience) -> Circle:
        asking = self._stores.members.get(asker) if asker else None
        return circle_of(listed, asker, asking, audience)

    def _people(self, heard: Heard, now: datetime) -> dict[str, Candidate]:
        asked = self._stores.introductions.asked_since
        recent, ever = asked(now - WINDOW), asked(now - _EVER)
        said: dict[str, list[float]] = {one: [] for one in heard.circle.members}
        for info, members in heard.speaking:
            age = age_days(info.date, now) if is_activity(info) else None
            for member in members if age is not None else ():
                said[member].append(age or 0.0)
        return {
            one.id: Candidate(
                kind=one.profile.kind,
                organisation=one.profile.organisation.casefold(),
                activity=activity(said[one.id]),
                recent_asks=recent.get(one.id, 0),
                asks=ever.get(one.id, 0),
            )
            for one in heard.circle.members.values()
        }

    def _chosen(
        self,
        heard: Heard,
        ranked: Sequence[Ranked],
        people: Mapping[str, Candidate],
        audience: Audience,
        most: int,
    ) -> tuple[Card, ...]:
        """Choose people with lines that hold; who has none makes room for the next."""
        because: dict[str, tuple[Because, ...]] = {}
        left = list(ranked)
        while True:
            chosen = choose(left, people, most)
            for one in chosen:
                if one.member not in because:
                    because[one.member] = self._lines(heard, one, audience)
            silent = {one.member for one in chosen if not because[one.member]}
            if not silent:
                break
            left = [one for one in left if one.member not in silent]
        members = heard.circle.members
        return tuple(
            self._card(members[one.member], because[one.member], people[one.member].recent_asks)
            for one in chosen
        )

    def _lines(self, heard: Heard, one: Ranked, audience: Audience) -> tuple[Because, ...]:
        member = heard.circle.members[one.member]
        nearness: Nearness = partial(heard.nearness)
        lines = [line_of(heard.found[row.key].stored, member, nearness) for row in one.rows]
        different = list({line.text: line for line in reversed(lines)}.values())[::-1]
        return self.still(different[:_LOOKED_AT], member.id, audience)[:_LINES]

    def _card(self, member: Member, because: tuple[Because, ...], recent_asks: int) -> Card:
        profile, stores = member.profile, self._stores
        return Card(
            member=member.id,
            name=profile.name,
            kind=self._kinds.get(profile.kind, ""),
            organisation=profile.organisation,
            headline=profile.headline,
            interest=profile.interest,
            because=because,
            free=free(member, recent_asks, stores.clock.now(), stores.pack.time_zone),
        )


def _rows(heard: Heard, now: datetime) -> list[EvidenceRow]:
    return [
        EvidenceRow(
            key=one.key,
            document=one.stored.document.id,
            members=heard.circle.speaks_for(one.stored.document),
            kind=kind_of(one.stored),
            cosine=one.cosine,
            bm25=one.bm25,
            age_days=age_days(one.stored.document.date, now),
        )
        for one in heard.found.values()
    ]


Evidence = Callable[[Member], tuple[Because, ...]]


def evidence_over(texts: NamedTexts, documents: DocumentStore) -> Evidence:
    """Return what tells a member which lines may speak for them, hidden ones too."""

    def evidence(member: Member) -> tuple[Because, ...]:
        passages = own_passages(member, texts, documents)
        return tuple(line_of(one, member, lambda _one: ()) for one in passages)

    return evidence
