"""What people do with documents in the direct messages with the bot."""

import json
from dataclasses import dataclass

from bot.brought import Brought
from bot.playground.driver import PersonDriver
from bot.playground.records import Message
from bot.views.documents import ADD_DOCUMENT
from knowledge.models.contributions import Contribution, ContributionState
from tests.fakes.inspector import FakeInspector
from tests.fakes.uploads import FakeUploads
from tests.slack.bot_world import World

CURATOR, MEMBER, GUEST = "U0CURATOR", "U0ANALYST", "U0GUEST"
TIDES = b"# Tide trials\n\nThe trials of the tide gauge ended in May."


@dataclass
class Desktop:
    """Somebody at their direct messages with the bot."""

    world: World
    user: str = CURATOR

    @property
    def me(self) -> PersonDriver:
        """Their hands and eyes."""
        return self.world.person(self.user)

    def drop(self, name: str = "tides.md", data: bytes = TIDES, text: str = "") -> Message:
        """Put a file before the bot, and wait for the reply."""
        return self.world.reply(self.me.upload(self.me.dm_channel, name, data, text))

    def link(self, url: str = "https://tides.example/trials") -> Message:
        """Put a link before the bot, and wait for the reply."""
        return self.world.reply(self.me.dm(f"<{url}>"))

    def press(self, message: Message, action_id: str) -> None:
        """Press a button under the bot's message."""
        self.me.click(self.now(message), action_id)

    def open_form(self, message: Message, action_id: str = ADD_DOCUMENT) -> str:
        """Press a button that opens a modal, and return what it says once it is filled."""
        self.press(message, action_id)
        self.world.until(lambda: bool(self.modal()) and "I am reading" not in self.modal())
        return self.modal()

    def modal(self) -> str:
        """Return what the open modal says, as JSON."""
        view = self.me.modal
        return json.dumps(view.payload, ensure_ascii=False) if view else ""

    def add(self, message: Message, **values: str) -> Contribution:
        """Add a document with what the form proposes, changed by the values."""
        (button,) = self.now(message).blocks[-1]["elements"]
        brought = Brought.model_validate_json(button["value"])
        self.open_form(message)
        self.me.submit(None, **values)
        self.world.until(lambda: ADD_DOCUMENT not in self.shown(message))
        one = self.world.shelf.services.contributions.get(brought.id)
        assert one is not None
        return one

    def now(self, message: Message) -> Message:
        """Return the message as it stands now."""
        found = self.world.workspace.state.message(message.channel, message.ts)
        assert found is not None
        return found

    def shown(self, message: Message) -> str:
        """Return what the message shows now, as JSON."""
        return json.dumps(self.now(message).blocks, ensure_ascii=False)

    def until_said(self, message: Message, words: str) -> None:
        """Wait until the message says these words, with blocks or without."""
        self.world.until(lambda: words in self.now(message).text)

    def until_shown(self, message: Message, words: str) -> None:
        """Wait until the message shows these words."""
        self.world.until(lambda: words in self.shown(message))

    def held(self) -> tuple[Contribution, ...]:
        """Return all contributions, oldest first."""
        return self.world.shelf.services.contributions.in_states(ContributionState)

    def whispered(self) -> str:
        """Wait until something is said to them alone, and return it."""
        return self.world.whisper(self.user).text


def inspector(world: World) -> FakeInspector:
    """Return the one who looks."""
    assert isinstance(world.shelf.inspector, FakeInspector)
    return world.shelf.inspector


def files(world: World) -> dict[str, bytes]:
    """Return what is kept."""
    assert isinstance(world.shelf.uploads, FakeUploads)
    return world.shelf.uploads.files
