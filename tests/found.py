"""Two members who may be found, and who asked for each other."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.models.experts import Because, EvidenceKind
from knowledge.models.introductions import Decline, Introduction, IntroductionState, Outcome, Step
from knowledge.models.members import (
    Discoverable,
    ExpectedMember,
    Member,
    Profile,
    Wishes,
    Work,
    WorkOrigin,
)
from knowledge.ports import Introductions, Members, Works

S = IntroductionState


@dataclass(frozen=True)
class Findable:
    """What a member tells so that others may find them.

    Attributes:
        word: stands in all that is theirs.
        number: of the member, one digit; stands in ids and in the ORCID.
        never: ids of those whom they never want to meet.
    """

    member: str
    word: str
    number: int
    never: frozenset[str] = frozenset()

    @property
    def orcid(self) -> str:
        """The ORCID that they entered."""
        return f"0000-0000-0000-000{self.number}"

    def told(self, one: Member) -> Member:
        """Return the member as they want to be found."""
        profile = Profile(name=f"Sample {self.word}", bio=f"Sings {self.word}.", orcid=self.orcid)
        wishes = Wishes(discoverable=Discoverable.SUGGEST, contactable=True, notice="1")
        own = {"profile": profile, "wishes": wishes, "never_pair": self.never}
        return one.model_copy(update=own)

    @property
    def work(self) -> Work:
        """What was imported under their ORCID."""
        return Work(
            id=f"{self.number:032x}",
            orcid=self.orcid,
            title=f"On singing {self.word}",
            origin=WorkOrigin.ORCID,
        )

    def because(self, document_id: str) -> Because:
        """Return why they are suggested."""
        text = f"wrote “On singing {self.word}”"
        kind = EvidenceKind.CONTRIBUTION
        return Because(kind=kind, text=text, document_id=document_id, scope="community")


def be_found(members: Members, works: Works, who: Findable, now: datetime) -> None:
    """Let a member be findable, with a work and a row of a list."""
    members.change(who.member, who.told, now)
    row = {"email": f"{who.member.lower()}@example.org", "headline": who.word}
    works.put([who.work])
    works.expect([ExpectedMember(member=who.member, **row)])


def introduction(asker: Findable, candidate: Findable, now: datetime) -> Introduction:
    """Return what one wants to ask the other, who is not to know yet who asks."""
    return Introduction(
        id=f"{asker.number}{candidate.number:011x}",
        asker=asker.member,
        candidate=candidate.member,
        question=f"Who wrote the tune {asker.word}?",
        reason=f"I sing {asker.word}.",
        needed=f"An evening with {asker.word}.",
        anonymous=True,
        because=(candidate.because(f"person:{candidate.number}/profile"),),
        sources=((f"Tunes {asker.word}", "https://example.org/tunes"),),
        made_at=now,
        due_at=now,
    )


def ask(store: Introductions, one: Introduction, now: datetime) -> Introduction:
    """Store an introduction whose letter came."""
    return move(store, store.add(one), S.ASKED, now, asked_at=now)


def refuse(store: Introductions, one: Introduction, now: datetime) -> Introduction:
    """Let the candidate say no to an introduction that was asked for."""
    return move(store, one, S.DECLINED, now, decline=Decline.CONFLICT)


def end(store: Introductions, one: Introduction, now: datetime, answer: str) -> Introduction:
    """Let an introduction that was asked for be answered, and go to its end."""
    says = {"asker_says": Outcome.NOT_REALLY, "candidate_says": Outcome.HELPED}
    publishes = {"asker_publishes": True, "channel": "G0GROUP"}
    return move(store, one, S.CLOSED, now, answer=answer, **says, **publishes)


def move(
    store: Introductions, one: Introduction, state: S, now: datetime, **changes: object
) -> Introduction:
    """Take an introduction to another state."""
    step = Step(introduction=one.id, at=now, before=one.state, after=state, by="candidate")
    assert store.save(one.model_copy(update={"state": state, **changes}), step)
    stored = store.get(one.id)
    assert stored is not None
    return stored
