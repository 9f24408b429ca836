"""What members said and offered, from the store to an answer and out of it again."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from indexer.pipeline import build
from knowledge.adapters.uploads import UploadFolder
from knowledge.models.access import COMMUNITY, PUBLIC, Audience
from knowledge.models.channels import Consent, FollowedChannel, Said
from knowledge.models.contributions import ContributionState, Credit
from knowledge.models.documents import StoredPassage
from knowledge.models.offers import Decision, Offer
from knowledge.models.sensitivity import Marking, MarkingAction, SensitivityRules
from knowledge.models.work import BuildReport, Source, SourceKind
from knowledge.search.query import understand
from knowledge.stewardship.approvals import Approvals
from knowledge.stewardship.contributing import let_go
from knowledge.stewardship.documents import note_indexed
from knowledge.stewardship.following import Following, FollowingStores, Outcome
from knowledge.stewardship.offering import Offering, OfferingStores, handle_of
from knowledge.stewardship.withdrawal import Withdrawals
from knowledge.text.glossary import Glossary
from knowledge.text.sensitivity import assess
from tests.fakes.clock import START
from tests.worlds import World, open_world

S = ContributionState
MEMBERS = Audience(scopes=frozenset({PUBLIC, COMMUNITY}))
RULES = SensitivityRules(
    markings=(
        Marking(
            label="HARBOUR-SENSITIVE", action=MarkingAction.HOLD, patterns=("harbour-sensitive",)
        ),
        Marking(label="DEEP SECRET", action=MarkingAction.BLOCK, patterns=("deep secret",)),
        Marking(label="COVE RULE", action=MarkingAction.UNATTRIBUTED, patterns=("cove rule",)),
    )
)
SOURCES = (
    Source(key="channels", kind=SourceKind.CHANNEL, root="slack:"),
    Source(key="contributions", kind=SourceKind.CONTRIBUTIONS, root="contribution:"),
)


class Community:
    """A world with everything that contributions need."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.folder = folder
        judge = partial(assess, rules=RULES)
        stores = FollowingStores(
            channels=world.channels,
            contributions=world.contributions,
            rebuild=lambda: None,
            rebuild_due=lambda _every_s: True,
            audit=world.audit,
            clock=world.clock,
        )
        self.following = Following(stores, judge)
        parts = OfferingStores(
            contributions=world.contributions,
            following=self.following,
            withdraw=Withdrawals(world.tools.documents, world.jobs, world.holds).withdraw,
            rebuild=lambda _one: None,
            let_go=partial(let_go, UploadFolder(world.home), world.holds),
            audit=world.audit,
            clock=world.clock,
        )
        self.offering = Offering(parts, judge)
        self.approvals = Approvals(world.contributions, world.clock)

    def build(self) -> BuildReport:
        """Build everything, and do what a worker does afterwards."""
        sources = (Source.folder(str(self.folder)), *SOURCES)
        approved, context = self.approvals.approved, self.world.context
        quiet = lambda _done, _total: None  # noqa: E731 - a name for nothing
        report = build(sources, self.world.tools, quiet, RULES, approved, context)
        self.approvals.enqueue(report.held)
        live = self.world.tools.documents.documents
        note_indexed(self.world.contributions, self.world.channels, live)
        return report

    def found(self, words: str, audience: Audience = MEMBERS) -> list[str]:
        """Return what a question finds, best first."""
        return [one.passage.text for one in self.hits(words, audience)]

    def hits(self, words: str, audience: Audience = MEMBERS) -> list[StoredPassage]:
        """Return the passages that a question finds, best first."""
        query = understand(words, Glossary(()))
        return [hit.stored for hit in self.world.retriever.search(query, audience, 5).hits]

    def offer(self, text: str = "Foghorns scare porpoises away from nets.") -> None:
        """Let a member offer something."""
        offer = Offer(
            origin="slack:C1/9.0",
            channel="slack_message",
            title="On foghorns",
            text=text,
            scope=COMMUNITY,
            member="U1",
            credit=Credit.NAME,
            credit_line="Ana Larch",
        )
        assert self.offering.offer(offer)

    def say(self, text: str, ts: str = "1700000200.000000", **changes: object) -> Outcome:
        """Let a member who has agreed say something."""
        said = Said(channel="C1", ts=ts, thread=ts, member="U1", version=ts, text=text)
        return self.following.hear(said.model_copy(update=changes)).outcome


@pytest.fixture
def community(tmp_path: Path) -> Iterator[Community]:
    """A folder with one file, and a channel in which Ana has agreed."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "tides.md").write_text("# Tides\n\nTides turn twice a day.\n")
    with open_world(tmp_path / "home") as world:
        made = Community(world, tmp_path / "docs")
        since = "1700000000.000000"
        made.following.follow(
            FollowedChannel(id="C1", name="piers", url="https://x.test/archives/C1", since=since)
        )
        made.following.agree(
            Consent(
                member="U1",
                channel="C1",
                credit=Credit.NAME,
                credit_line="Ana Larch",
                since=since,
                notice="1",
                given_at=START,
            )
        )
        yield made


def test_a_thread_becomes_a_document_that_says_who_said_what_when(community: Community) -> None:
    """The words stay verbatim; name and day stand beside them, with a link to the thread."""
    community.say("Foghorns scare porpoises.")
    first = "1700000200.000000"
    community.say("Two nights of trial.", "1700000300.000000", thread=first)
    community.build()
    stored = community.hits("foghorns porpoises")[0]

    assert stored.passage.text == "Foghorns scare porpoises.\n\nTwo nights of trial."
    assert stored.passage.locator_at(30) == "Ana Larch, 14 Nov 2023"
    assert stored.document.url == "https://x.test/archives/C1/p1700000200000000"
    assert stored.document.title == "#piers: Foghorns scare porpoises."
    assert (stored.document.credit, stored.document.members) == ("Ana Larch", ("U1",))


def test_a_message_that_is_taken_back_is_in_no_answer_before_any_build(
    community: Community,
) -> None:
    """The next question does not find it."""
    community.say("Foghorns scare porpoises.")
    community.build()
    before = community.found("foghorns porpoises")
    community.following.unsay("C1", "1700000200.000000")

    assert before[0] == "Foghorns scare porpoises."
    assert "Foghorns scare porpoises." not in community.found("foghorns porpoises")


def test_what_is_said_under_a_rule_of_no_names_names_nobody(community: Community) -> None:
    """Though its author agreed to be named."""
    community.say("Cove rule\n\nFoghorns scare porpoises.")
    community.build()
    stored = community.hits("foghorns porpoises")[0]

    assert stored.passage.locator_at(20) == "a member, 14 Nov 2023"
    assert "Ana" not in stored.model_dump_json()


def test_a_held_message_answers_once_a_curator_has_accepted_it(community: Community) -> None:
    """Exactly the version that was looked at."""
    assert community.say("HARBOUR-SENSITIVE\n\nFoghorns scare porpoises.") is Outcome.HELD
    community.build()
    assert not any("Foghorns" in text for text in community.found("foghorns porpoises"))
    (held,) = community.offering.waiting()
    assert "Foghorns" in community.offering.text_of(held)
    community.offering.accept(handle_of(held), "U9", Decision())
    community.build()

    assert any("Foghorns" in text for text in community.found("foghorns porpoises"))
    assert community.offering.of_member("U1")[0].state is S.INDEXED


def test_a_held_message_that_was_accepted_for_a_time_is_gone_when_that_is_over(
    community: Community,
) -> None:
    """Its text too: it was kept by nothing but that decision."""
    community.say("HARBOUR-SENSITIVE\n\nFoghorns scare porpoises.")
    (held,) = community.offering.waiting()
    community.offering.accept(handle_of(held), "U9", Decision(expires_on="2026-03-02"))
    community.build()

    assert len(community.offering.expire_due(date(2026, 3, 2))) == 1
    assert not any("Foghorns" in text for text in community.found("foghorns porpoises"))
    assert community.world.channels.said_by("U1") == ()


def test_an_accepted_offer_answers_after_the_next_build(community: Community) -> None:
    """With its credit; and is marked as indexed."""
    community.offer()
    community.build()
    assert not any("Foghorns" in text for text in community.found("foghorns porpoises"))
    (waiting,) = community.offering.waiting()
    community.offering.accept(handle_of(waiting), "U9", Decision(evidence="practice"))
    community.build()
    document = community.world.tools.documents.documents([waiting.document_id])

    assert any("Foghorns" in text for text in community.found("foghorns porpoises"))
    assert document[waiting.document_id].credit == "Ana Larch"
    assert document[waiting.document_id].evidence == "practice"
    assert community.offering.of_member("U1")[0].state is S.INDEXED


def test_an_offer_that_is_taken_back_answers_nothing_more(community: Community) -> None:
    """From the next question on, without a build."""
    community.offer()
    (waiting,) = community.offering.waiting()
    community.offering.accept(handle_of(waiting), "U9", Decision())
    community.build()
    community.offering.withdraw(waiting.id, "U1")

    assert not any("Foghorns" in text for text in community.found("foghorns porpoises"))


def test_a_held_file_waits_in_the_queue_and_exactly_that_version_is_let_through(
    community: Community,
) -> None:
    """Another version is asked about again; the queue holds no text of it."""
    file = community.folder / "foghorns.md"
    file.write_text("HARBOUR-SENSITIVE\n\nFoghorns scare porpoises.\n")
    community.build()
    (held,) = community.offering.waiting()
    community.build()
    assert (held.text, held.title, held.label) == ("", "foghorns.md", "HARBOUR-SENSITIVE")
    assert community.offering.waiting() == (held,)
    community.offering.accept(handle_of(held), "U9", Decision())
    community.build()
    assert any("Foghorns" in text for text in community.found("foghorns porpoises"))
    file.write_text("HARBOUR-SENSITIVE\n\nFoghorns scare seals.\n")
    community.build()
    (again,) = community.offering.waiting()

    assert not any("seals" in text for text in community.found("foghorns seals"))
    assert again.digest != held.digest


def test_a_declined_file_is_not_asked_about_again(community: Community) -> None:
    """Until it changes."""
    file = community.folder / "foghorns.md"
    file.write_text("HARBOUR-SENSITIVE\n\nFoghorns scare porpoises.\n")
    community.build()
    (held,) = community.offering.waiting()
    community.offering.decline(handle_of(held), "U9")
    community.build()

    assert community.offering.waiting() == ()
    assert not any("Foghorns" in text for text in community.found("foghorns porpoises"))


def test_a_closed_rule_still_lets_a_member_take_everything_back(community: Community) -> None:
    """Whatever became of the channel."""
    community.say("Foghorns scare porpoises.")
    community.say("HARBOUR-SENSITIVE\n\nPiers creak.", "1700000400.000000")
    community.build()
    community.following.close("C1", forget=False)

    assert community.following.take_back("U1") == 2
    assert community.offering.waiting() == ()
    assert not any("Foghorns" in text for text in community.found("foghorns porpoises"))
