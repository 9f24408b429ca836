"""What hosts do with remarks: place what waits, set aside, let in, take out."""

from collections.abc import Callable

from knowledge.discussions.numbering import head
from knowledge.discussions.recording import OUT, Books
from knowledge.discussions.remarking import said_of
from knowledge.discussions.routing import Why, has_begun, is_open
from knowledge.errors import NotFoundError, TransitionError
from knowledge.models.discussions import Discussion
from knowledge.models.remarks import Remark, RemarkState

_R = RemarkState
_GONE = TransitionError("This remark is no longer there", "Go on with the next one")


class Sorting:
    """The host's hand in the harvest; what it decided stands over edits and recomputes.

    Only hosts of the discussion and curators may call what changes anything.

    Args:
        books: stores and rules.
    """

    def __init__(self, books: Books) -> None:
        self._books = books

    def waiting(self, discussion_id: str) -> tuple[Remark, ...]:
        """Return what a host has yet to place, by guess and moment; what has none comes last."""
        held = [one for one in self._books.remarks.of(discussion_id) if _waits(one)]
        return tuple(sorted(held, key=lambda one: (not one.guess, one.guess)))

    def held(self, discussion_id: str) -> tuple[Remark, ...]:
        """Return what waits for a yes because of what may stand in it, oldest first.

        Anonymous entries wait elsewhere: see `Anonymity`.
        """
        held = self._books.remarks.of(discussion_id)
        return tuple(one for one in held if one.state is _R.AWAITING and not one.token)

    def why(self, remark: Remark) -> Why:
        """Return why a remark waits to be placed."""
        one = self._books.discussion(remark.discussion)
        numbers, _ = head(remark.text, {asked.number for asked in one.prompts})
        if not numbers:
            return Why.UNMARKED
        thread = {asked.message_ts: asked.number for asked in one.prompts if asked.message_ts}
        return Why.ELSEWHERE if thread.get(remark.thread) else Why.EARLY

    def place(self, remark_id: str, prompt: int, by: str, *, is_curator: bool = False) -> Remark:
        """Put a remark under a prompt, whether it waits or lies under another one.

        Raises:
            NotFoundError: there is no such remark or prompt.
            NotAllowedError: they are neither host nor curator.
            TransitionError: it was taken back meanwhile.
        """
        with self._books.lock:
            one, remark = self._steered(remark_id, by, is_curator=is_curator)
            _check_prompt(one, prompt)
            if remark.prompt != prompt:
                self._placed(one, remark, prompt)
                self._books.note(one, "remark_placed", by, f"remark={remark.id} prompt={prompt}")
            return self._linked(remark)

    def confirm(self, discussion_id: str, prompt: int, by: str, *, is_curator: bool = False) -> int:
        """Put everything under a prompt that waits and is guessed to belong there.

        Returns:
            How many remarks that were.

        Raises:
            NotFoundError: there is no such discussion or prompt.
            NotAllowedError: they are neither host nor curator.
        """
        with self._books.lock:
            one = self._books.steered(discussion_id, by, is_curator=is_curator)
            _check_prompt(one, prompt)
            guessed = [part for part in self.waiting(one.id) if part.guess == prompt]
            for part in guessed:
                self._placed(one, part, prompt)
            if guessed:
                self._books.note(one, "guesses_confirmed", by, f"prompt={prompt}")
            self._books.relink(one.id)
            return len(guessed)

    def set_aside(
        self, remark_id: str, by: str, *, aside: bool = True, is_curator: bool = False
    ) -> Remark:
        """Say that a remark is off the topic, so that it does not count; or that it is on it.

        Raises:
            NotFoundError: there is no such remark.
            NotAllowedError: they are neither host nor curator.
            TransitionError: it was taken back meanwhile.
        """
        what = "remark_set_aside" if aside else "remark_back"
        return self._change(remark_id, by, what, lambda _one: {"off_topic": aside}, is_curator)

    def let_in(self, remark_id: str, by: str, *, is_curator: bool = False) -> Remark:
        """Let a remark count that was held because of what may stand in it.

        Raises:
            NotFoundError: there is no such remark.
            NotAllowedError: they are neither host nor curator.
            TransitionError: it was taken back meanwhile, or is an anonymous entry.
        """
        return self._change(remark_id, by, "remark_let_in", _let_in, is_curator)

    def take_out(self, remark_id: str, by: str, *, is_curator: bool = False) -> None:
        """Take a remark out for good: its text and who said it are forgotten.

        Raises:
            NotFoundError: there is no such remark.
            NotAllowedError: they are neither host nor curator.
            TransitionError: it was taken back meanwhile.
        """
        with self._books.lock:
            one, remark = self._steered(remark_id, by, is_curator=is_curator)
            self._books.take_out(remark, _R.MODERATED)
            self._books.note(one, "remark_taken_out", by, f"remark={remark.id}")

    def _change(
        self,
        remark_id: str,
        by: str,
        what: str,
        change: Callable[[Remark], dict[str, object]],
        is_curator: bool,  # noqa: FBT001 - handed on by name above
    ) -> Remark:
        with self._books.lock:
            one, remark = self._steered(remark_id, by, is_curator=is_curator)
            changed = remark.model_copy(update=change(remark))
            if changed != remark:
                self._books.remarks.save(changed)
                self._books.note(one, what, by, f"remark={remark.id}")
            return self._linked(remark)

    def _linked(self, remark: Remark) -> Remark:
        self._books.relink(remark.discussion)
        return self._books.remarks.get(remark.id) or remark

    def _steered(self, remark_id: str, by: str, *, is_curator: bool) -> tuple[Discussion, Remark]:
        remark = self._books.remarks.get(remark_id)
        if remark is None:
            raise NotFoundError("This remark is not known", "Open the list anew")
        one = self._books.steered(remark.discussion, by, is_curator=is_curator)
        if remark.state in OUT:
            raise _GONE
        return one, remark

    def _placed(self, one: Discussion, remark: Remark, prompt: int) -> None:
        _, bare = head(remark.text, {asked.number for asked in one.prompts})
        asked, said = one.prompt(prompt), said_of(remark)
        late = asked is not None and has_begun(asked, said) and not is_open(asked, said)
        facts = {"prompt": prompt, "text": bare, "guess": 0, "late": late}
        facts |= {"by_hand": True, "off_topic": False}
        self._books.remarks.save(remark.model_copy(update=facts))


def _waits(one: Remark) -> bool:
    return one.prompt == 0 and one.state is _R.IN and not one.off_topic


def _check_prompt(one: Discussion, prompt: int) -> None:
    if one.prompt(prompt) is None:
        raise NotFoundError(f"There is no question {prompt}", "Choose one of the discussion's")


def _let_in(remark: Remark) -> dict[str, object]:
    if remark.token:
        raise TransitionError(
            "This is an anonymous entry", "Approve it in the list of anonymous entries"
        )
    return {"state": _R.IN}
