"""Anonymous entries: the bot speaks for somebody, and nothing that is kept says for whom.

A token stands for the author. Its key is destroyed when the report is published; until then the
token serves to limit how much one person enters, and to let them take it back.
"""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from knowledge.discussions.recording import OUT, Books, is_listening
from knowledge.discussions.tokens import is_token_of, token_of
from knowledge.errors import NotAllowedError, NotFoundError, RemarkError, TransitionError
from knowledge.models.discussions import Discussion, Prompt, PromptState
from knowledge.models.remarks import Remark, RemarkSource, RemarkState
from knowledge.stewardship.gatekeeping import is_barred

MOST_ENTRIES: Final = 3
"""How many entries of one person wait or stand under one prompt."""

MOST_CHARS: Final = 2500
DELAY_S: Final = (20.0, 90.0)
"""Between which numbers of seconds an approved entry waits, so that no moment gives it away."""

_UNPOSTED: Final = "anonymous/"
_TAKING: Final = frozenset({PromptState.OPEN, PromptState.GRACE, PromptState.CLOSED})
_R = RemarkState


def is_posted(remark: Remark) -> bool:
    """Tell whether a remark stands in Slack, or at least is no entry that is yet to be posted."""
    return not remark.ts.startswith(_UNPOSTED)


def _fresh_id() -> str:
    return secrets.token_hex(8)


def _delay_s() -> float:
    return random.SystemRandom().uniform(*DELAY_S)


@dataclass(frozen=True, slots=True)
class Chances:
    """What must not be foreseen of anonymous entries; tests say what they like.

    Attributes:
        new_id: makes ids of 16 hexadecimal digits.
        delay_s: seconds from the host's yes to the post, within `DELAY_S`.
    """

    new_id: Callable[[], str] = _fresh_id
    delay_s: Callable[[], float] = _delay_s


class Anonymity:
    """Takes anonymous entries, from the modal to the post.

    Args:
        books: stores and rules.
        chances: what must not be foreseen.
    """

    def __init__(self, books: Books, chances: Chances | None = None) -> None:
        self._books = books
        self._chances = chances or Chances()

    def enter(self, discussion_id: str, prompt: int, member: str, text: str) -> Remark:
        """Keep an entry that waits for a host's yes. Nothing that is kept holds the member's id.

        Raises:
            NotFoundError: there is no such discussion or prompt.
            TransitionError: the discussion or the prompt takes no entries now.
            NotAllowedError: they opted out, or have entered as much as anybody may.
            RemarkError: the text is empty, too long, or must not be kept.
        """
        with self._books.lock:
            one = self._books.discussion(discussion_id)
            asked = _taking(one, prompt)
            kept = self._fit(text)
            token = self._allowed(one, prompt, member)
            entry = self._chances.new_id()
            return self._books.remarks.put(
                Remark(
                    id=entry,
                    discussion=one.id,
                    prompt=prompt,
                    channel=one.channel,
                    ts=f"{_UNPOSTED}{entry}",
                    thread=asked.message_ts,
                    token=token,
                    text=kept,
                    said_at=self._books.clock.now(),
                    source=RemarkSource.MODAL,
                    state=_R.AWAITING,
                    late=asked.state is PromptState.CLOSED,
                )
            )

    def waiting(self, discussion_id: str) -> tuple[Remark, ...]:
        """Return the entries on which a host has yet to decide, oldest first."""
        held = self._books.remarks.of(discussion_id)
        return tuple(one for one in held if one.token and one.state is _R.AWAITING)

    def approve(self, entry_id: str, by: str) -> Remark:
        """Let an entry be posted, after a delay that nobody can foresee; once is enough.

        Raises:
            NotFoundError: there is no such entry.
            NotAllowedError: they do not host the discussion.
            TransitionError: it was taken back or refused meanwhile.
        """
        with self._books.lock:
            one, entry = self._entry(entry_id, by)
            if entry.state in {_R.APPROVED, _R.IN}:
                return entry
            due_at = self._books.clock.now() + timedelta(seconds=self._chances.delay_s())
            approved = entry.model_copy(update={"state": _R.APPROVED, "said_at": due_at})
            self._books.remarks.save(approved)
            self._books.note(one, "entry_approved", by, f"prompt={entry.prompt}")
            return approved

    def refuse(self, entry_id: str, by: str) -> None:
        """Forget an entry.

        Raises:
            NotFoundError: there is no such entry.
            NotAllowedError: they do not host the discussion.
            TransitionError: it was taken back or refused already.
        """
        with self._books.lock:
            one, entry = self._entry(entry_id, by)
            self._books.take_out(entry, _R.MODERATED)
            self._books.note(one, "entry_refused", by, f"prompt={entry.prompt}")

    def due(self, discussion_id: str, now: datetime) -> tuple[Remark, ...]:
        """Return the entries that are to be posted now, in the order of their moments.

        The id of an entry goes with its post as metadata, so that it is found after a crash.
        """
        held = self._books.remarks.of(discussion_id)
        return tuple(one for one in held if one.state is _R.APPROVED and one.said_at <= now)

    def posted(self, entry_id: str, ts: str, url: str = "") -> bool:
        """Note where an entry stands; the same place again changes nothing.

        Returns:
            False when it was taken back meanwhile, and its post is to be deleted.
        """
        with self._books.lock:
            entry = self._books.remarks.get(entry_id)
            if entry is None or entry.state in OUT:
                return False
            if entry.state is _R.APPROVED:
                facts = {"state": _R.IN, "ts": ts, "version": ts, "url": url}
                self._books.remarks.save(entry.model_copy(update=facts))
                self._books.relink(entry.discussion, [entry.prompt])
            return True

    def own(self, discussion_id: str, member: str) -> tuple[Remark, ...]:
        """Return a member's own entries that wait or stand, while anybody can tell."""
        one = self._books.discussion(discussion_id)
        held = self._books.remarks.of(one.id)
        return tuple(
            part for part in held if part.state not in OUT and is_token_of(part, member, one.salt)
        )

    def take_back(self, entry_id: str, member: str) -> Remark:
        """Forget one's own entry.

        Returns:
            The entry as it was: where it stands, its post is to be deleted.

        Raises:
            NotFoundError: there is no such entry.
            NotAllowedError: it is not theirs, or nobody can tell any more.
        """
        with self._books.lock:
            entry = self._books.remarks.get(entry_id)
            if entry is None:
                raise NotFoundError("This entry is not known", "Open the list of yours anew")
            one = self._books.discussion(entry.discussion)
            if not is_token_of(entry, member, one.salt):
                raise NotAllowedError(
                    "Nobody can tell that this entry is yours", "Ask a host to take it out"
                )
            self._books.take_out(entry, _R.WITHDRAWN)
            return entry

    def _entry(self, entry_id: str, by: str) -> tuple[Discussion, Remark]:
        entry = self._books.remarks.get(entry_id)
        if entry is None or entry.source is not RemarkSource.MODAL:
            raise NotFoundError("This entry is not known", "Open the list of entries anew")
        one = self._books.steered(entry.discussion, by)
        if entry.state in OUT:
            raise TransitionError("This entry is no longer there", "Go on with the next one")
        return one, entry

    def _fit(self, text: str) -> str:
        kept = text.strip()
        if not kept:
            raise RemarkError("There is nothing to post", "Write a line or two first")
        if len(kept) > MOST_CHARS:
            raise RemarkError(
                f"This is longer than {MOST_CHARS} characters", "Say it in fewer words"
            )
        verdict = self._books.assess(kept)
        if is_barred(verdict):
            raise RemarkError(
                "This must not be posted: it is marked or names a case or a person",
                "Take that out and send it again",
            )
        return verdict.text

    def _allowed(self, one: Discussion, prompt: int, member: str) -> str:
        if member in self._books.remarks.opted_out(one.id):
            raise NotAllowedError(
                "You opted out of this discussion, so nothing of yours is kept",
                "Take part in the next one",
            )
        token = token_of(one, member)
        held = (part for part in self._books.remarks.of(one.id) if part.state not in OUT)
        own = [part for part in held if part.token == token and part.prompt == prompt]
        if len(own) >= MOST_ENTRIES:
            raise NotAllowedError(
                f"You have {MOST_ENTRIES} entries under this question", "Take one back first"
            )
        return token


def _taking(one: Discussion, prompt: int) -> Prompt:
    asked = one.prompt(prompt)
    if asked is None:
        raise NotFoundError(f"There is no question {prompt}", "Choose one of the discussion's")
    if not one.options.anonymous:
        raise TransitionError(
            "This discussion takes no anonymous entries", "Answer in the thread of the question"
        )
    if not is_listening(one) or asked.state not in _TAKING:
        raise TransitionError(
            "This question takes no answers now", "Choose a question that has been asked"
        )
    return asked
