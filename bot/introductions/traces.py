"""What others were written that quotes or names somebody; it goes when that person is forgotten."""

from dataclasses import dataclass

from bot.introductions.afterwards import side_of
from bot.introductions.deeds import KIND, Deed, What
from bot.references import job_id_of
from knowledge.models.introductions import Introduction
from knowledge.services import Services


@dataclass(frozen=True, slots=True)
class Traces:
    """Finds them while it is still known who was introduced to whom."""

    services: Services

    def of(self, member: str) -> tuple[Deed, ...]:
        """Return what is to be taken out of the letters of those who dealt with a member."""
        introducing = self.services.introducing
        both = (*introducing.of_asker(member), *introducing.of_candidate(member))
        return tuple(_trace(one, member) for one in both)

    def put_away(self, traces: tuple[Deed, ...]) -> None:
        """Have it taken out, now that the member is forgotten."""
        for one in traces:
            self.services.inbox.put(one.key, KIND, one.model_dump(mode="json"))


def _trace(one: Introduction, member: str) -> Deed:
    reader = one.candidate if member == one.asker else one.asker
    own, theirs = side_of(one, reader), side_of(one, member)
    kinds = (
        f"contact {one.id} {own}",
        f"pointer {one.id} {own}",
        f"outcome {one.id} {own}",
        f"thanks {one.id} {theirs}",
        f"look {one.id} {theirs} {job_id_of(one.answer)}",
        f"nudge {one.id}" if own == "candidate" else f"answer {one.id}",
    )
    return Deed(
        introduction=one.id,
        what=What.FORGOTTEN,
        by=reader,
        occasion=theirs,
        letters=tuple(f"introduction {kind}" for kind in kinds),
        channel=one.channel,
    )
