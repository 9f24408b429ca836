"""Everything that stewards work with, over a world's real database and real files."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.adapters.receipts import ReceiptFolder
from knowledge.adapters.sql.chores import SqlChores, SqlErasures
from knowledge.adapters.sql.contributions import SqlContributions
from knowledge.adapters.sql.gaps import SqlGaps
from knowledge.adapters.sql.holdings import all_holdings
from knowledge.adapters.sql.inbox import SqlInbox
from knowledge.adapters.sql.introductions import SqlIntroductions
from knowledge.adapters.sql.ledgers import SqlAnswerLog, SqlPosts
from knowledge.adapters.sql.members import SqlMembers
from knowledge.adapters.sql.perishables import all_perishables
from knowledge.adapters.sql.quotes import SqlQuotes
from knowledge.adapters.sql.records import SqlAnswerRecords
from knowledge.adapters.sql.stewardship import SqlAudit, SqlRoles
from knowledge.adapters.sql.waiting import SqlCalls, SqlWaits
from knowledge.adapters.sql.works import SqlWorks
from knowledge.adapters.uploads import UploadFolder
from knowledge.models.channels import Consent, FollowedChannel, Said
from knowledge.models.contributions import Contribution, Credit
from knowledge.models.documents import Document, DocumentInfo, Section
from knowledge.models.records import Where
from knowledge.models.stewardship import Role
from knowledge.models.waiting import Call, Wait
from knowledge.publishing.publisher import rewrite
from knowledge.settings import Retention
from knowledge.stewardship.exports import Exports
from knowledge.stewardship.forgetting import Forgetting
from knowledge.stewardship.retention import Purge
from tests.factories import document
from tests.fakes.answers import cited_answer
from tests.found import Findable, ask, be_found, end, introduction
from tests.worlds import World, open_world

ANA, BEN = "U0ANALARCH", "U0BENALDER"
CANARY = "xylophonically"
ANA_FOUND = Findable(ANA, CANARY, 1)
BEN_FOUND = Findable(BEN, "softly", 2, never=frozenset({ANA}))
WORDS = f"Harbour lamps sang {CANARY} in March."


@dataclass(frozen=True)
class Stewards:
    """A world with its stewards' tools."""

    world: World
    receipts: ReceiptFolder
    erasures: SqlErasures
    audit: SqlAudit
    roles: SqlRoles
    contributions: SqlContributions
    answer_log: SqlAnswerLog
    posts: SqlPosts
    inbox: SqlInbox
    gaps: SqlGaps
    quotes: SqlQuotes
    waits: SqlWaits
    calls: SqlCalls
    records: SqlAnswerRecords
    members: SqlMembers
    works: SqlWorks
    introductions: SqlIntroductions
    forgetting: Forgetting
    exports: Exports
    purge: Purge

    def contribute(self, member: str, text: str, number: int, scope: str = "community") -> Document:
        """Let a member contribute a text, which becomes a published document."""
        contribution = Contribution(
            id=f"{number:032x}",
            origin=f"slack:C1/{number}",
            channel="slack_message",
            title=f"Note {number}",
            text=text,
            file=f"{number:032x}/note.md",
            scope=scope,
            member=member,
            credit=Credit.ANONYMOUS,
            offered_at=self.world.clock.now(),
        )
        self.contributions.offer(contribution)
        uploaded = self.world.home / "uploads" / contribution.file
        uploaded.parent.mkdir(parents=True, exist_ok=True)
        uploaded.write_text(f"{member}: {text}")
        info = DocumentInfo(
            id=contribution.document_id,
            name=f"note {number}",
            title=contribution.title,
            members=(member,),
            scope=scope,
        )
        made = Document(info=info, sections=(Section(text=text),))
        self.world.publish(made)
        return made

    def live_together(self) -> None:
        """Let two members leave something of every sort."""
        self.world.publish(document("Ropes held the boats in the harbour.", "rope.md"))
        mine = self.contribute(ANA, WORDS, 1)
        self.contribute(ANA, f"In our channel lamps hummed {CANARY}.", 2, "channel:C1")
        self.contribute(BEN, "Lamps of Ben lit the pier.", 3)
        for member in (ANA, BEN):
            self.roles.grant(member, Role.CURATOR)
            self.audit.record("contribution.accepted", member, "c-1")
            self.posts.begin(f"greeting {member}", f"D{member[2:]}", "")
            self.posts.done(f"greeting {member}", "1.0")
            self.inbox.put(f"Ev{member}"[:4] + member[-2:], "question", {"user": member})
            self.gaps.note(f"what sings like {member[2:5]}?", "not_held", member)
            self.world.jobs.request(member)
            self.talk(member)
            self.ask_around(member)
            self.ask(member)
        self.find_each_other()
        self.answer("k1", WORDS, mine.info.id)

    def find_each_other(self) -> None:
        """Let both members be findable; Ana waits for Ben's answer, and Ben got hers."""
        now = self.world.clock.now()
        for who in (ANA_FOUND, BEN_FOUND):
            be_found(self.members, self.works, who, now)
        ask(self.introductions, introduction(ANA_FOUND, BEN_FOUND, now), now)
        to_her = ask(self.introductions, introduction(BEN_FOUND, ANA_FOUND, now), now)
        end(self.introductions, to_her, now, f"It goes {CANARY}.")

    def ask(self, member: str) -> None:
        """Let a member get an answer, and have the question kept with its record."""
        key = f"answer to {member[2:5]}"
        self.records.add(key, member, Where.DIRECT, cited_answer())
        tune = CANARY if member == ANA else "softly"
        self.records.keep(key, f"Which lamps hum {tune} like {member[2:5]}?")
        offered = f'{{"shown":1,"asker":"{member}","own_thread":true}}'
        self.quotes.note(key, ["a guide"], f"Ev{member[2:5]}", offered)
        self.quotes.note(f"{key} later", ["a guide"], f"told w1 {member}", '{"shown":1}')

    def talk(self, member: str) -> None:
        """Let a member agree to be followed, and say something in the channel."""
        channels, said = self.world.channels, f"{len(member)}.{member[2:4]}"
        channels.follow(FollowedChannel(id="C1", name="pier", since="0"))
        channels.agree(
            Consent(
                member=member,
                channel="C1",
                credit=Credit.ANONYMOUS,
                credit_line="",
                since="0",
                notice="1",
                given_at=self.world.clock.now(),
            )
        )
        text = f"The pier hums {CANARY}." if member == ANA else "Ben keeps the pier."
        channels.keep(
            Said(channel="C1", ts=said, thread=said, member=member, version=said, text=text)
        )

    def ask_around(self, member: str) -> None:
        """Let a member ask a channel, where it stands now, and wait for an answer."""
        question = f"Who sang {CANARY}?" if member == ANA else "Who keeps the pier?"
        name, now = f"q{member[2:4]}", self.world.clock.now()
        self.waits.add(Wait(id=name, member=member, question=question, since=now))
        told = {"question": question, "channel": "C1", "named": True, "asked_at": now}
        self.calls.add(Call(id=name, member=member, **told))
        self.calls.posted(name, f"3.{len(member)}{member[2:4]}")

    def answer(self, key: str, text: str, *document_ids: str) -> None:
        """Let the bot post an answer that quotes documents."""
        given = cited_answer(text)
        cited = [
            given.citations[0].model_copy(update={"n": n, "document_id": one})
            for n, one in enumerate(document_ids, start=1)
        ]
        self.answer_log.save(key, given.model_copy(update={"citations": tuple(cited)}))
        self.quotes.note(key, document_ids, f"post of {key}", "{}")
        self.posts.begin(f"post of {key}", "C1", "")
        self.posts.done(f"post of {key}", "2.0")


@contextmanager
def open_stewards(folder: Path) -> Iterator[Stewards]:
    """Open a world in `folder/home`, with receipts beside it."""
    with open_world(folder / "home") as world:
        database, clock = world.database, world.clock
        audit, erasures = SqlAudit(database, clock), SqlErasures(database, clock)
        receipts, gaps = ReceiptFolder(folder / "receipts"), SqlGaps(database, clock)
        uploads = UploadFolder(world.home)
        holdings = all_holdings(database, clock, uploads)
        yield Stewards(
            world=world,
            receipts=receipts,
            erasures=erasures,
            audit=audit,
            roles=SqlRoles(database, clock),
            contributions=SqlContributions(database),
            answer_log=SqlAnswerLog(database, clock),
            posts=SqlPosts(database, clock),
            inbox=SqlInbox(database, clock),
            gaps=gaps,
            quotes=SqlQuotes(database, clock),
            waits=SqlWaits(database),
            calls=SqlCalls(database),
            records=SqlAnswerRecords(database, clock),
            members=SqlMembers(database),
            works=SqlWorks(database),
            introductions=SqlIntroductions(database),
            forgetting=Forgetting(
                holdings=holdings,
                receipts=receipts,
                erasures=erasures,
                holds=world.holds,
                audit=audit,
                clock=clock,
                finish=lambda: rewrite(world.tools),
            ),
            exports=Exports(holdings, audit, clock),
            purge=Purge(
                kept=all_perishables(database, Retention(), uploads),
                gaps=gaps,
                holds=world.holds,
                chores=SqlChores(database, clock),
                audit=audit,
                clock=clock,
                scrub=database.scrub,
            ),
        )


def files_with(folder: Path, needles: Iterable[bytes]) -> dict[bytes, list[str]]:
    """Return each needle that stands in a file, with the names of those files."""
    contents = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found = {
        needle: sorted(path.name for path, content in contents.items() if needle in content)
        for needle in needles
    }
    return {needle: names for needle, names in found.items() if names}


def traces(stewards: Stewards) -> list[bytes]:
    """Return what the store's and the snapshot's files hold of Ana: id, words and vectors."""
    made = stewards.world.embedder.embed([f"Note 1\n{WORDS}", WORDS])
    passage, sentence = made.astype(np.float16)  # the cache's precision
    whole, row = passage.astype(np.float32), sentence.astype(np.float32)
    quantised = np.rint(row * (127 / np.abs(row).max())).astype(np.int8)
    vectors = [passage, whole, sentence, quantised]
    return [ANA.encode(), CANARY.encode(), *(one.tobytes() for one in vectors)]
