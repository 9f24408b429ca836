"""From what is said around a discussion to what is kept of it: remarks, edits, deletions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from knowledge.discussions.recording import OUT, Books, emptied, id_of
from knowledge.discussions.remarking import STANDS, Heard, moment_of, remark_of, revised, said_of
from knowledge.discussions.routing import Part, route
from knowledge.models.channels import FOR_GOOD, Said
from knowledge.models.discussions import Discussion
from knowledge.models.remarks import Remark, RemarkState
from knowledge.models.sensitivity import Verdict
from knowledge.stewardship.gatekeeping import is_barred

_R = RemarkState


class Outcome(StrEnum):
    """What became of a message."""

    IGNORED = "ignored"
    SAME = "same"
    NEW = "new"
    REVISED = "revised"
    BLOCKED = "blocked"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Harvested:
    """What became of a message.

    Attributes:
        discussion: that it belongs to, or None.
        remarks: that it is now; more than one when it answers several prompts.
        label: marking for which it was blocked, else empty.
    """

    outcome: Outcome
    discussion: Discussion | None = None
    remarks: tuple[Remark, ...] = ()
    label: str = ""


NOTHING: Final = Harvested(Outcome.IGNORED)


class Harvesting:
    """Keeps what people say in discussions; the same message again changes nothing.

    Args:
        books: stores and rules.
    """

    def __init__(self, books: Books) -> None:
        self._books = books

    def hear(self, said: Said, url: str = "") -> Harvested:
        """Keep a message, or what an edit made of it.

        Messages may come twice, late or in any order: an edit stands over what it replaces, and
        what was deleted or taken back stays away.

        Args:
            said: the message as it stands now.
            url: its address, or empty.
        """
        with self._books.lock:
            known = self._books.parts(said.channel, said.ts)
            one = self._discussion(said, known)
            if one is None or self._is_settled(one, said, known):
                return NOTHING
            speaker = self._books.speaker(said.member)
            if speaker.is_bot:
                return NOTHING
            verdict = self._books.assess(said.text)
            if is_barred(verdict):
                return self._bar(one, said, known, verdict)
            return self._keep(one, Heard(said, url, speaker, verdict), known)

    def unsay(self, channel: str, ts: str, *, by: str = "") -> Harvested:
        """Forget a message: it was deleted, or its author took it back.

        It may not have come yet; then it is kept out when it comes.

        Args:
            channel: where it stood.
            ts: its timestamp.
            by: member who took it back, who must be its author; empty for a deletion.
        """
        with self._books.lock:
            known = self._books.parts(channel, ts)
            state = _R.OPTED_OUT if by else _R.WITHDRAWN
            if not known:
                one = self._books.taking(channel, "", ts)
                return self._bury(one, channel, ts, state) if one else NOTHING
            one = self._books.discussion(known[0].discussion)
            if by and any(part.author != by for part in known):
                return Harvested(Outcome.IGNORED, one)
            stood = [part for part in known if part.version != FOR_GOOD]
            for part in stood:
                self._books.take_out(part, state)
            self._books.relink(one.id)
            return Harvested(Outcome.GONE if stood else Outcome.SAME, one)

    def look_again(self, discussion_id: str) -> int:
        """Place what waits for the host and belongs under a prompt that has been asked meanwhile.

        An answer may be heard before the bot has noted that it asked the question.

        Returns:
            How many remarks were placed.
        """
        with self._books.lock:
            one = self._books.discussion(discussion_id)
            waiting = [part for part in self._books.remarks.of(one.id) if _waits(part)]
            placed = [moved for part in waiting for moved in self._placed(one, part)]
            for part in placed:
                self._books.remarks.save(part)
            self._books.relink(one.id)
            return len(placed)

    def _discussion(self, said: Said, known: Sequence[Remark]) -> Discussion | None:
        if known:
            return self._books.discussions.get(known[0].discussion)
        return self._books.taking(said.channel, said.thread, said.ts)

    def _is_settled(self, one: Discussion, said: Said, known: Sequence[Remark]) -> bool:
        if said.member in self._books.remarks.opted_out(one.id):
            return True
        # One of its parts may be out for good while the others stand.
        versions = [part.version for part in known if part.version != FOR_GOOD]
        return bool(known) and max(versions, default=FOR_GOOD) > said.version

    def _bar(
        self, one: Discussion, said: Said, known: Sequence[Remark], verdict: Verdict
    ) -> Harvested:
        """Keep nothing of this version, nor of those before."""
        for part in known:
            self._books.take_out(part, _R.WITHDRAWN, said.version)
        if not known:
            self._bury(one, said.channel, said.ts, _R.WITHDRAWN, said.version)
        self._books.relink(one.id)
        return Harvested(Outcome.BLOCKED, one, label=verdict.label)

    def _bury(
        self,
        one: Discussion,
        channel: str,
        ts: str,
        state: RemarkState,
        version: str = FOR_GOOD,
    ) -> Harvested:
        """Keep the place of a message that is not to be kept."""
        self._books.remarks.put(
            emptied(
                Remark(
                    id=id_of(channel, ts),
                    discussion=one.id,
                    channel=channel,
                    ts=ts,
                    text="",
                    said_at=moment_of(ts),
                ),
                state,
                version,
            )
        )
        return Harvested(Outcome.GONE, one)

    def _keep(self, one: Discussion, heard: Heard, known: Sequence[Remark]) -> Harvested:
        said = heard.said
        parts = route(one, said.model_copy(update={"text": heard.verdict.text}), self._root(said))
        outcomes: set[Outcome] = set()
        touched: set[int] = set()
        for index, part in enumerate(parts):
            fresh = remark_of(one, heard, part, index)
            before = known[index] if index < len(known) else None
            after = revised(before, fresh, part) if before else self._books.remarks.put(fresh)
            touched |= {after.prompt, before.prompt if before else 0}
            if before is None:
                outcomes.add(Outcome.NEW)
            elif after != before:
                self._books.remarks.save(after)
                outcomes.add(Outcome.REVISED)
        for extra in known[len(parts) :]:
            touched.add(extra.prompt)
            if extra.version < said.version:
                self._books.take_out(extra, _R.WITHDRAWN, said.version)
                outcomes.add(Outcome.REVISED)
        outcome = _outcome(outcomes, known, parts)
        self._books.relink(one.id, None if outcome is Outcome.SAME else touched)
        now = tuple(
            part for part in self._books.parts(said.channel, said.ts) if part.state not in OUT
        )
        return Harvested(outcome, one, now)

    def _root(self, said: Said) -> int:
        """Return the prompt of the remark in whose thread a message stands, or 0."""
        root = self._books.remarks.at(said.channel, said.thread)
        return root.prompt if root and said.thread != said.ts else 0

    def _placed(self, one: Discussion, part: Remark) -> list[Remark]:
        found = route(one, said_of(part))
        if len(found) != 1 or not found[0].prompt:
            return []
        now = found[0]
        return [
            part.model_copy(
                update={"prompt": now.prompt, "text": now.text, "late": now.late, "guess": 0}
            )
        ]


def _outcome(outcomes: set[Outcome], known: Sequence[Remark], parts: Sequence[Part]) -> Outcome:
    if not parts and not known:
        return Outcome.IGNORED
    if Outcome.REVISED in outcomes or (known and Outcome.NEW in outcomes):
        return Outcome.REVISED
    return Outcome.NEW if Outcome.NEW in outcomes else Outcome.SAME


def _waits(part: Remark) -> bool:
    return part.prompt == 0 and not part.by_hand and not part.off_topic and part.state in STANDS
