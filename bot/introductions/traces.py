"""What was written that quotes or names somebody; it goes when that person is forgotten."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.introductions.afterwards import side_of
from bot.introductions.deeds import KIND, Deed, What
from bot.introductions.letterbox import letter_key
from bot.introductions.mail import Mail
from bot.references import job_id_of
from knowledge.models.introductions import Introduction
from knowledge.services import Services

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Traces:
    """Finds them while it is still known who was introduced to whom."""

    services: Services
    mail: Mail

    def of(self, member: str) -> tuple[Deed, ...]:
        """Return what is to be taken out of letters, a member's own and the other sides'."""
        introducing = self.services.introducing
        both = (*introducing.of_asker(member), *introducing.of_candidate(member))
        others = (_with_other(one, member) for one in both)
        own = (self._with_themselves(one, member) for one in both)
        return (*others, *(trace for trace in own if trace.places))

    def put_away(self, traces: tuple[Deed, ...]) -> None:
        """Have it taken out, now that the member is forgotten."""
        for one in traces:
            self.services.inbox.put(one.key, KIND, one.model_dump(mode="json"))

    def _with_themselves(self, one: Introduction, member: str) -> Deed:
        # Where they stand is looked up now: nobody can tell it of somebody who is forgotten.
        return Deed(
            introduction=one.id,
            what=What.FORGOTTEN,
            by="",
            occasion=f"{side_of(one, member)} own",
            places=tuple(self._places(one, member)),
        )

    def _places(self, one: Introduction, member: str) -> Iterator[tuple[str, str]]:
        # The other side's letter shows anyway what became of its introduction.
        asking = (letter_key(one),) if member == one.candidate else ()
        for key in (*asking, *_letters(one, member)):
            try:
                found = self.mail.found(member, key)
            except (SlackApiError, SlackClientError, OSError):
                # Nobody is kept only because Slack does not answer.
                _log.warning("a letter of somebody who wants to be forgotten was not looked up")
                continue
            if found:
                yield found.channel, found.ts


def _with_other(one: Introduction, member: str) -> Deed:
    reader = one.candidate if member == one.asker else one.asker
    return Deed(
        introduction=one.id,
        what=What.FORGOTTEN,
        by=reader,
        occasion=side_of(one, member),
        letters=_letters(one, reader),
        channel=one.channel,
    )


def _letters(one: Introduction, reader: str) -> tuple[str, ...]:
    """Return the keys of what one side may have been written that quotes or names the other."""
    own = side_of(one, reader)
    theirs = "asker" if own == "candidate" else "candidate"
    kinds = (
        f"contact {one.id} {own}",
        f"pointer {one.id} {own}",
        f"outcome {one.id} {own}",
        f"thanks {one.id} {theirs}",
        f"look {one.id} {theirs} {job_id_of(one.answer)}",
        f"nudge {one.id}" if own == "candidate" else f"answer {one.id}",
    )
    return tuple(f"introduction {kind}" for kind in kinds)
