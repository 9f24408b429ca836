"""Services for the bot that live in memory, and a small community of their own."""

from dataclasses import dataclass, field
from pathlib import Path

from knowledge.adapters.community_pack import load_community
from knowledge.errors import NoSnapshotError
from knowledge.models.community import (
    AnswerKind,
    Command,
    CommunityPack,
    SuggestedQuestion,
    Term,
)
from knowledge.models.documents import DocumentInfo, Kind
from knowledge.models.experts import Because
from knowledge.models.notices import Notices
from knowledge.models.snapshot import Manifest
from knowledge.models.thresholds import Thresholds
from knowledge.people.introductions.base import IntroductionStores
from knowledge.people.introductions.introducing import Introducing
from knowledge.people.membership import Membership, MembershipStores
from knowledge.ports import Inspector, Uploads
from knowledge.services import Services
from knowledge.stewardship.calling import Calling
from knowledge.stewardship.catalogue import Catalogue
from knowledge.stewardship.following import Following, FollowingStores
from knowledge.stewardship.offering import Offering, OfferingStores
from knowledge.stewardship.records import Records
from knowledge.stewardship.waiting import Waiting, WaitingStores
from tests.fakes.answer_log import FakeAnswerLog
from tests.fakes.answers import FakeAnswers
from tests.fakes.channels import FakeChannels
from tests.fakes.clock import START, FakeClock
from tests.fakes.contributions import FakeContributions
from tests.fakes.evaluations import FakeEvaluations
from tests.fakes.experts import FakeExperts
from tests.fakes.forgetting import FakeExports, FakeForgetting
from tests.fakes.held_documents import FakeHeldDocuments
from tests.fakes.inbox import FakeInbox
from tests.fakes.inspector import FakeInspector
from tests.fakes.jobs import FakeJobs
from tests.fakes.people import FakeIntroductions, FakeMembers, FakeWorks
from tests.fakes.posts import FakePosts
from tests.fakes.quotes import FakeQuotes
from tests.fakes.records import FakeAnswerRecords
from tests.fakes.retention import FakeGaps
from tests.fakes.sources import FakeSources
from tests.fakes.stewardship import FakeAudit, FakeRoles
from tests.fakes.uploads import FakeUploads
from tests.fakes.verdicts import assess_plainly
from tests.fakes.waiting import FakeCalls, FakeWaits
from tests.fakes.withdrawals import FakeWithdrawals


@dataclass
class PublishedSnapshot:
    """The identity of the one snapshot.

    Attributes:
        manifest: None when nothing has been published.
    """

    manifest: Manifest | None = field(default_factory=lambda: snapshot_manifest())

    def current(self) -> Manifest:
        """Return it, or say as the real one does that there is none."""
        if self.manifest is None:
            raise NoSnapshotError("Nothing has been published", "Build the index")
        return self.manifest


def snapshot_manifest() -> Manifest:
    """Return a manifest of 1,200 passages."""
    return Manifest(
        format=1,
        version="v1",
        content="c1",
        fingerprint="f1",
        model="a model",
        dimension=3,
        passages=1200,
        sentences=2400,
        average_terms=10,
        thresholds=Thresholds(answer=0.4, closest=0.3, origin="a test"),
        built_at=START,
    )


@dataclass
class Shelf:
    """The parts of `services`, each with its own type, so that tests can reach into them."""

    pack: CommunityPack = field(default_factory=lambda: harbour_pack())
    clock: FakeClock = field(default_factory=FakeClock)
    answers: FakeAnswers = field(default_factory=FakeAnswers)
    documents: FakeHeldDocuments = field(default_factory=FakeHeldDocuments)
    answer_log: FakeAnswerLog = field(default_factory=FakeAnswerLog)
    posts: FakePosts = field(default_factory=FakePosts)
    contributions: FakeContributions = field(default_factory=FakeContributions)
    roles: FakeRoles = field(default_factory=FakeRoles)
    withdrawals: FakeWithdrawals = field(default_factory=FakeWithdrawals)
    snapshots: PublishedSnapshot = field(default_factory=PublishedSnapshot)
    inspector: Inspector = field(default_factory=FakeInspector)
    uploads: Uploads = field(init=False)
    inbox: FakeInbox = field(init=False)
    sources: FakeSources = field(default_factory=FakeSources)
    jobs: FakeJobs = field(init=False)
    audit: FakeAudit = field(init=False)
    channels: FakeChannels = field(init=False)
    following: Following = field(init=False)
    offering: Offering = field(init=False)
    quotes: FakeQuotes = field(init=False)
    gaps: FakeGaps = field(init=False)
    records: FakeAnswerRecords = field(init=False)
    evaluations: FakeEvaluations = field(default_factory=FakeEvaluations)
    questions: Path | None = None
    forgetting: FakeForgetting = field(init=False)
    exports: FakeExports = field(default_factory=FakeExports)
    members: FakeMembers = field(default_factory=FakeMembers)
    works: FakeWorks = field(default_factory=FakeWorks)
    own_evidence: list[Because] = field(default_factory=list)
    experts: FakeExperts = field(default_factory=FakeExperts)
    membership: Membership = field(init=False)
    waits: FakeWaits = field(default_factory=FakeWaits)
    calls: FakeCalls = field(default_factory=FakeCalls)
    waiting: Waiting = field(init=False)
    calling: Calling = field(init=False)
    introductions: FakeIntroductions = field(default_factory=FakeIntroductions)
    introducing: Introducing = field(init=False)
    services: Services = field(init=False)

    def __post_init__(self) -> None:
        self.inbox = FakeInbox(self.clock)
        self.uploads = FakeUploads(self.clock)
        self.jobs = FakeJobs(self.clock)
        self.audit = FakeAudit(self.clock)
        self.channels = FakeChannels(lambda one: self.withdrawals.withdraw([one]))
        stores = FollowingStores(
            self.channels,
            self.contributions,
            lambda: self.jobs.request("", "channels"),
            lambda every_s: self.jobs.request_due("channels", every_s) is not None,
            self.audit,
            self.clock,
        )
        self.following = Following(stores, assess_plainly)
        self.uploads = FakeUploads(self.clock)
        parts = OfferingStores(
            contributions=self.contributions,
            following=self.following,
            withdraw=self.withdrawals.withdraw,
            rebuild=lambda _one: self.jobs.request("", "contributions"),
            let_go=lambda one: self.uploads.discard(one.id),
            audit=self.audit,
            clock=self.clock,
        )
        self.offering = Offering(parts, assess_plainly)
        self.quotes = FakeQuotes(self.clock, self.posts, self.answer_log)
        self.gaps = FakeGaps(self.clock)
        self.records = FakeAnswerRecords(self.clock)
        self.forgetting = FakeForgetting(self.clock)
        self.documents.held["docs/a.md"] = document_info()
        around = WaitingStores(
            self.waits, self.calls, self.contributions, self.documents, self.clock, days=90
        )
        self.waiting = Waiting(around, self.answers.ask, lambda _thing: False)
        self.calling = Calling(self.calls, self.clock, lambda _thing: False, a_day=5)
        zone = self.pack.time_zone
        people = IntroductionStores(self.introductions, self.members, self.gaps, self.clock, zone)
        self.introducing = Introducing(people)
        self.membership = Membership(
            MembershipStores(
                members=self.members,
                works=self.works,
                pack=self.pack,
                clock=self.clock,
                assess=assess_plainly,
                evidence=lambda _member: tuple(self.own_evidence),
                leave=lambda _beginnings: None,
                rebuild=lambda: self.jobs.request("", "people"),
            )
        )
        self.services = Services(
            pack=self.pack,
            clock=self.clock,
            answers=self.answers,
            documents=self.documents,
            answer_log=self.answer_log,
            inbox=self.inbox,
            posts=self.posts,
            jobs=self.jobs,
            sources=Catalogue((), self.sources),
            contributions=self.contributions,
            audit=self.audit,
            roles=self.roles,
            withdrawals=self.withdrawals,
            following=self.following,
            offering=self.offering,
            waiting=self.waiting,
            calling=self.calling,
            introducing=self.introducing,
            inspector=self.inspector,
            uploads=self.uploads,
            quotes=self.quotes,
            gaps=self.gaps,
            records=Records(self.records, lambda _kept: None, _fit_to_keep, 90),
            evaluations=self.evaluations,
            questions=self.questions,
            forgetting=self.forgetting,
            exports=self.exports,
            membership=self.membership,
            experts=self.experts,
            fit_to_keep=_fit_to_keep,
            manifest=self.snapshots.current,
        )


def _fit_to_keep(text: str) -> str:
    return "" if "@" in text else text


def document_info(document_id: str = "docs/a.md", scope: str = "community") -> DocumentInfo:
    """Return a fictional document's description."""
    return DocumentInfo(id=document_id, name="a.md", title="Harbour trials", scope=scope)


def harbour_pack() -> CommunityPack:
    """Return a community pack about fictional harbours."""
    term = Term(key="any", name="Any", description="Anything at all")
    return CommunityPack(
        key="harbours",
        name="Harbour Circle",
        bot_name="Harbour Guide",
        description="Answers from the Harbour Circle's own documents",
        time_zone="Europe/London",
        commands=(
            Command(
                key="ask", name="/ask", description="Ask; only you see it", usage="your question"
            ),
            Command(key="reindex", name="/reindex", description="Bring the index up to date"),
            Command(key="help", name="/science", description="About me", usage="[help | status]"),
            Command(key="experts", name="/experts", description="Find people", usage="[topic]"),
        ),
        member_kinds=(term,),
        functions=(),
        service_lines=(),
        contribution_kinds=(term,),
        answer_kinds=(AnswerKind(key=Kind.EVIDENCE, name="Evidence", description="Findings"),),
        markings=(),
        routes=(),
        notices=Notices(
            greeting="Welcome aboard.",
            privacy="Your question stays in this workspace.",
            thinking=("Reading the charts…", "Checking the tide…"),
            not_held="The logbooks do not say.",
            closest="I am not sure that this answers you.",
            empty_question="Ask me about harbours.",
            more_for_you="You may read more than this channel: ask me directly.",
            curators_only="Only curators may do this.",
            nothing_indexed="Nothing has been indexed yet.",
            failed="Something broke. Quote {reference}.",
        ),
        suggested_prompts=(SuggestedQuestion(title="Trials", question="What did trials show?"),),
        glossary=(),
        folder=Path("harbours"),
    )


def marked_harbour_pack() -> CommunityPack:
    """Return the pack about harbours with the markings and identifiers of the shipped pack."""
    shipped = load_community("police_science")
    return harbour_pack().model_copy(
        update={"markings": shipped.markings, "identifiers": shipped.identifiers}
    )
