"""What boards and wrap-ups say: how many people, remarks and votes; never who or what."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from knowledge.discussions.voting import AGREES, DISAGREES, UNSURE, votes_on
from knowledge.models.discussions import Discussion
from knowledge.models.remarks import Remark, RemarkState, Vote


class Count(BaseModel):
    """How much was said and voted, under one prompt or in all.

    Attributes:
        remarks: that count; those that say the same as another one too.
        people: who said these, each once; the hosts are people too.
        late: of the remarks, those that were said after their prompt's time.
        repeated: of the remarks, those that say the same as an earlier one.
        voters: who voted on these.
        agree, disagree, unsure: votes on these.
        kinds: key of a kind of member → people of it, by key; nobody of unknown kind.
    """

    model_config = ConfigDict(frozen=True)

    remarks: int = 0
    people: int = 0
    late: int = 0
    repeated: int = 0
    voters: int = 0
    agree: int = 0
    disagree: int = 0
    unsure: int = 0
    kinds: dict[str, int] = {}


class Counts(BaseModel):
    """How much was said and voted in a discussion.

    Attributes:
        prompts: number of a prompt → what was said under it, for each of its prompts.
        whole: in all; who spoke under two prompts is one person.
        waiting: remarks that a host has yet to place.
        held: remarks and entries that wait for a host's yes.
    """

    model_config = ConfigDict(frozen=True)

    prompts: dict[int, Count]
    whole: Count
    waiting: int = 0
    held: int = 0


def count(one: Discussion, remarks: Iterable[Remark], votes: Iterable[Vote]) -> Counts:
    """Count what counts in a discussion.

    Args:
        one: the discussion.
        remarks: all of it.
        votes: all of it; of a discussion that takes none, none count.
    """
    held = tuple(remarks)
    counted = [part for part in held if part.counts]
    cast = votes_on(counted, votes if one.options.votes else ())
    return Counts(
        prompts={
            asked.number: _count([part for part in counted if part.prompt == asked.number], cast)
            for asked in one.prompts
        },
        whole=_count(counted, cast),
        waiting=sum(
            part.prompt == 0 and part.state is RemarkState.IN and not part.off_topic
            for part in held
        ),
        held=sum(part.state is RemarkState.AWAITING for part in held),
    )


def _count(parts: list[Remark], cast: dict[str, tuple[Vote, ...]]) -> Count:
    # A message that answers two prompts has its votes under both, and once in all.
    votes = {(vote.channel, vote.ts, vote.voter): vote for part in parts for vote in cast[part.id]}
    values = [vote.value for vote in votes.values()]
    kinds: dict[str, set[str]] = {}
    for part in parts:
        if part.kind:
            kinds.setdefault(part.kind, set()).add(part.person)
    return Count(
        remarks=len(parts),
        people=len({part.person for part in parts}),
        late=sum(part.late for part in parts),
        repeated=sum(bool(part.duplicate_of) for part in parts),
        voters=len({vote.voter for vote in votes.values()}),
        agree=values.count(AGREES),
        disagree=values.count(DISAGREES),
        unsure=values.count(UNSURE),
        kinds={kind: len(people) for kind, people in sorted(kinds.items())},
    )
