"""Nothing of anyone without their consent: random talk, edits, deletions, yeses and noes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from knowledge.adapters.sql.tables import documents, metadata, passages
from knowledge.models.channels import Consent, FollowedChannel, Said, thread_id
from knowledge.models.contributions import Credit
from knowledge.models.documents import Document
from knowledge.publishing.publisher import publish, stage
from knowledge.stewardship.conversations import thread_documents
from knowledge.stewardship.following import Following, FollowingStores
from tests.fakes.clock import START
from tests.fakes.verdicts import assess_plainly
from tests.worlds import World, open_world

CHANNEL = "C1"
MEMBERS = ("U1", "U2", "U3")
SORTS = ("plain", "plain", "plain", "BLOCKED", "HELD", "plain")
CREDITS = tuple(Credit)
STEPS = (
    *("post", "post", "post", "edit", "edit", "deliver", "deliver", "delete"),
    *("agree", "take_back", "build", "build", "overtaken_build", "overtaken_build"),
)
"""What may happen, the more often the likelier."""


@dataclass
class Version:
    """One state of a message: `word` stands in no other text."""

    at: str
    word: str
    sort: str


@dataclass
class Message:
    """What really happened in Slack, and what of it has been delivered."""

    ts: str
    thread: str
    member: str
    versions: list[Version]
    heard: Version | None = None
    gone: bool = False


class Talk:
    """Three members, one channel, and an indexer that may be overtaken at any moment."""

    def __init__(self, world: World) -> None:
        self.world = world
        stores = FollowingStores(
            world.channels,
            world.contributions,
            lambda: world.jobs.request("", "channels"),
            lambda every_s: world.jobs.request_due("channels", every_s) is not None,
            world.audit,
            world.clock,
        )
        self.following = Following(stores, assess_plainly)
        self.now = 1_700_000_000
        self.said: list[Message] = []
        self.since: dict[str, str] = {}
        self.reading: list[Document] | None = None
        self.following.follow(FollowedChannel(id=CHANNEL, name="lamps", since=self.moment()))
        for number in range(2):
            self.agree(number, 0)

    def moment(self) -> str:
        """Return a moment later than all before."""
        self.now += 1
        return f"{self.now}.000000"

    def post(self, who: int, how: int) -> None:
        """Say something in the channel, or in its newest thread; the bot may hear it later."""
        ts = self.moment()
        thread = self.said[-1].thread if how % 2 and self.said else ts
        version = self.version(SORTS[how % len(SORTS)], ts)
        self.said.append(Message(ts, thread, MEMBERS[who % len(MEMBERS)], [version]))
        if who % 4:
            self.deliver(-1, 0)

    def version(self, sort: str, at: str) -> Version:
        """Make words that nobody has said before."""
        return Version(at, f"word{self.now}x", sort)

    def edit(self, which: int, how: int) -> None:
        """Change what a message says; the bot may hear of it later."""
        message = self.message(which)
        if message is None or message.gone:
            return
        message.versions.append(self.version(SORTS[how % len(SORTS)], self.moment()))
        if which % 4:
            self.deliver(which, 0)

    def deliver(self, which: int, back: int) -> None:
        """Let the bot hear of a version: late, twice or out of order as it comes."""
        message = self.message(which)
        if message is None:
            return
        version = message.versions[-1 - back % len(message.versions)]
        self.following.hear(
            Said(
                channel=CHANNEL,
                ts=message.ts,
                thread=message.thread,
                member=message.member,
                version=version.at,
                text=f"{version.sort} {version.word}",
            )
        )
        agreed = self.since.get(message.member, "~") <= message.ts
        if agreed and (message.heard is None or message.heard.at < version.at):
            message.heard = version

    def delete(self, which: int, _how: int) -> None:
        """Delete a message in Slack, or take it back by a reaction."""
        message = self.message(which)
        if message:
            self.following.unsay(CHANNEL, message.ts)
            message.gone = True

    def agree(self, who: int, how: int) -> None:
        """Say yes, or change how one is named."""
        member, since = MEMBERS[who % len(MEMBERS)], self.moment()
        yes = Consent(
            member=member,
            channel=CHANNEL,
            credit=CREDITS[how % len(CREDITS)],
            credit_line=f"line {how}",
            since=since,
            notice="1",
            given_at=START,
        )
        assert self.following.agree(yes)
        self.since.setdefault(member, since)

    def take_back(self, who: int, how: int) -> None:
        """Say no, for this channel or for all; everything goes."""
        member = MEMBERS[who % len(MEMBERS)]
        self.following.take_back(member, CHANNEL if how % 2 else "")
        self.since.pop(member, None)

    def begin_build(self, _who: int, _how: int) -> None:
        """Let the indexer read everything."""
        self.world.tools.documents.discard_staged()
        channels = {one.id: one for one in self.world.channels.followed()}
        self.reading = list(thread_documents(self.world.channels.knowledge(), channels))

    def end_build(self, _who: int, _how: int) -> None:
        """Let the indexer publish what it read, however long ago."""
        if self.reading is None:
            return
        read = {document.info.id for document in self.reading}
        removed = [one for one in self.world.tools.documents.live() if one not in read]
        stage(self.reading, self.world.tools)
        publish(removed, self.world.tools, lambda _done, _total: None)
        self.reading = None

    def overtaken_build(self, who: int, how: int) -> None:
        """Let something happen after the indexer has read, and before it publishes."""
        self.begin_build(who, how)
        happens = (self.delete, self.edit, self.take_back, self.agree)[how % 4]
        happens(who, how // 4)
        self.check()
        self.end_build(who, how)

    def build(self, who: int, how: int) -> None:
        """Build undisturbed: then exactly what was said answers."""
        self.begin_build(who, how)
        self.end_build(who, how)

        assert self.answerable() == self.expected()

    def check(self) -> None:
        """Look at every table, and at everything that can be answered from."""
        allowed = {m.heard.word for m in self.alive() if m.heard and m.heard.sort != "BLOCKED"}
        assert self.words_in_tables() <= allowed

        expected = self.expected()
        for thread, words in self.answerable().items():
            assert [word for word in expected.get(thread, []) if word in words] == words

    def message(self, which: int) -> Message | None:
        """Return a message of those said, if any was."""
        return self.said[which % len(self.said)] if self.said else None

    def alive(self) -> Iterator[Message]:
        """Yield messages that may be kept."""
        for message in self.said:
            if not message.gone and self.since.get(message.member, "~") <= message.ts:
                yield message

    def expected(self) -> dict[str, list[str]]:
        """Return document id → words that it should hold, in order."""
        threads: dict[str, list[str]] = {}
        for message in sorted(self.alive(), key=lambda one: one.ts):
            if message.heard and message.heard.sort == "plain":
                key = thread_id(CHANNEL, message.thread)
                threads.setdefault(key, []).append(message.heard.word)
        return threads

    def answerable(self) -> dict[str, list[str]]:
        """Return document id → words of the passages that an answer may quote."""
        query = select(documents.c.id, passages.c.body).join(passages).order_by(passages.c.id)
        found: dict[str, list[str]] = {}
        with self.world.database.read() as connection:
            for row in connection.execute(query.where(documents.c.state == "live")):
                found.setdefault(row.id, []).extend(_words(row.body))
        return found

    def words_in_tables(self) -> set[str]:
        """Return every word that anybody said and that stands in any column of any table."""
        with self.world.database.read() as connection:
            rows = [
                value
                for table in metadata.sorted_tables
                for row in connection.execute(select(table))
                for value in row
            ]
        return {word for value in rows for word in _words(str(value))}


def _words(text: str) -> list[str]:
    spaced = "".join(char if char.isalnum() else " " for char in text)
    return [word for word in spaced.split() if word.startswith("word") and word.endswith("x")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 11), st.integers(0, 11)),
        min_size=8,
        max_size=40,
    )
)
def test_no_text_is_kept_or_answered_from_without_its_authors_consent(
    steps: list[tuple[str, int, int]],
) -> None:
    """Whatever happens, in whatever order; an undisturbed build answers with exactly the rest."""
    with TemporaryDirectory() as folder, open_world(Path(folder)) as world:
        talk = Talk(world)
        for name, who, how in steps:
            getattr(talk, name)(who, how)
            talk.check()
        talk.build(0, 0)
