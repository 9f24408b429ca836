"""Lets the fictional community do what its script says, through the same hands as a newcomer's."""

import json
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.playground.delivery import Envelope
from bot.playground.driver import PersonDriver
from bot.playground.errors import NotPossible
from bot.playground.identity import BOT_USER
from bot.playground.records import Json, Message
from bot.playground.sample_community import SAMPLE

if TYPE_CHECKING:
    from bot.playground.workspace import Workspace

WAIT_S = 20.0
TRIES = 5
_log = logging.getLogger(__name__)


def script(folder: Path = SAMPLE) -> list[Json]:
    """Return what the sample community does, in order."""
    acts: list[Json] = json.loads((folder / "talk.json").read_text("utf-8"))["acts"]
    return acts


class Troupe:
    """Acts a script; what nobody could do ends the play, and nothing else."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._named: dict[str, Message] = {}

    def play(self, acts: list[Json]) -> bool:
        """Act everything in order; False when it ended early."""
        actions: dict[str, Callable[[PersonDriver, Json], object]] = {
            "command": self._command,
            "press": self._press,
            "say": self._say,
            "shortcut": self._shortcut,
            "submit": self._submit,
        }
        try:
            for act in acts:
                name = next(key for key in actions if key in act)
                actions[name](self._workspace.as_person(act["by"]), act)
        except NotPossible as complaint:
            _log.info("the sample community stops acting: %s", complaint)
            return False
        return True

    def _command(self, me: PersonDriver, act: Json) -> None:
        self._surely(lambda: me.slash(act["command"], act["text"], act["channel"]))

    def _press(self, me: PersonDriver, act: Json) -> None:
        found: list[Message] = []

        def is_there() -> bool:
            found[:] = [one for one in self._of_the_bot(act["channel"]) if _offers(one, act)]
            return bool(found)

        self._wait(is_there, f"nothing to press for {act['press']}")
        self._surely(lambda: me.click(found[-1], act["press"]))

    def _say(self, me: PersonDriver, act: Json) -> None:
        thread = self._named[act["thread"]].ts if "thread" in act else None
        message = me.post(act["channel"], act["say"], thread)
        self._named[act.get("as", "")] = message

    def _shortcut(self, me: PersonDriver, act: Json) -> None:
        self._surely(lambda: me.shortcut(act["shortcut"], self._named[act["on"]]))

    def _submit(self, me: PersonDriver, act: Json) -> None:
        def is_open() -> bool:
            return me.modal is not None and bool(me.modal.payload.get("submit"))

        self._wait(is_open, "no form opened")
        self._surely(lambda: me.submit(None, **act["submit"]))
        self._wait(lambda: not is_open(), "the form did not close")
        if me.modal is not None:
            me.close_modal()

    def _surely(self, do: Callable[[], Envelope | None]) -> None:
        """Do something again when the app was too slow, as people do."""
        self._wait(lambda: bool(self._workspace.delivery.connections), "nobody is connected")
        for _ in range(TRIES):
            envelope = do()
            if envelope is None:
                break
            self._workspace.wait_for(partial(_is_settled, envelope), WAIT_S)
            if envelope.acked_at is not None:
                return
        raise NotPossible("The app does not respond.")

    def _of_the_bot(self, channel: str) -> list[Message]:
        return [m for m in self._workspace.messages(channel) if m.user == BOT_USER]

    def _wait(self, holds: Callable[[], bool], complaint: str) -> None:
        if not self._workspace.wait_for(holds, WAIT_S):
            raise NotPossible(complaint)


def _is_settled(envelope: Envelope) -> bool:
    return envelope.lost or envelope.acked_at is not None


def _offers(message: Message, act: Json) -> bool:
    return any(
        element.get("action_id") == act["press"]
        for block in message.blocks
        for element in block.get("elements", ())
    )
