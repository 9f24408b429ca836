"""All that the bot and the command lines may ask of the knowledge rooms, in one value."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from knowledge.models.access import Audience
from knowledge.models.answers import Answer
from knowledge.models.community import CommunityPack
from knowledge.models.erasure import Receipt
from knowledge.models.experts import Because, Dial, FoundExperts
from knowledge.models.snapshot import Manifest
from knowledge.models.work import Source
from knowledge.people.introductions.introducing import Introducing
from knowledge.people.membership import Membership
from knowledge.ports import (
    AnswerLog,
    Audit,
    Clock,
    Contributions,
    Evaluations,
    Gaps,
    HeldDocuments,
    Inbox,
    Inspector,
    Jobs,
    Posts,
    Quotes,
    RoleStore,
    Uploads,
)
from knowledge.stewardship.calling import Calling
from knowledge.stewardship.following import Following
from knowledge.stewardship.offering import Offering
from knowledge.stewardship.records import Records
from knowledge.stewardship.waiting import Waiting


class Answers(Protocol):
    """Questions to answers; `knowledge.answers.service` is the real one."""

    def ask(
        self,
        question: str,
        audience: Audience,
        earlier: tuple[str, ...] = (),
        heard: Callable[[Answer], None] | None = None,
    ) -> Answer:
        """Answer from what the whole audience may read.

        Args:
            question: as the person wrote it, without the bot's mention; 1 character or more.
            audience: everybody who will see the answer.
            earlier: the questions before this one in the same thread, oldest first.
            heard: is called with the answer so far while a language model writes it; every
                sentence in it was checked. The answer that is returned counts, not these.
        """
        ...


class ExpertSearch(Protocol):
    """People who can help; `knowledge.people.experts` is the real one."""

    def find(
        self,
        question: str,
        asker: str,
        audience: Audience,
        dial: Dial = Dial.SOON,
        most: int = 3,
        without: Iterable[str] = (),
    ) -> FoundExperts:
        """Find members who may help with a question; nobody when nobody suits."""
        ...

    def named(self, name: str, asker: str, audience: Audience) -> FoundExperts:
        """Find members by their name, those too who are found in no other way."""
        ...

    def still(
        self, because: Iterable[Because], member: str, audience: Audience
    ) -> tuple[Because, ...]:
        """Return those of a member's lines that hold now and that the whole audience may read."""
        ...


class Withdrawals(Protocol):
    """Withdrawn documents; `knowledge.stewardship.withdrawal` is the real one."""

    def withdraw(self, document_ids: Iterable[str]) -> None:
        """Take documents out of answers now, and out of the files soon after."""
        ...


class SourceCatalogue(Protocol):
    """What can be built; `knowledge.stewardship.catalogue` is the real one."""

    def known(self) -> tuple[Source, ...]:
        """Return every source."""
        ...

    def chosen(self, key: str) -> tuple[Source, ...]:
        """Return the source with this key, or with an empty key all that are enabled.

        Raises:
            SourceError: no source has this key; the known ones are named.
        """
        ...


class Forgetting(Protocol):
    """Members forgotten; `knowledge.stewardship.forgetting` is the real one."""

    def forget(self, member: str, by: str = "") -> Receipt:
        """Erase everything of a member, now from answers and soon after from the files.

        Raises:
            HeldError: a legal hold covers something of the member; nothing was erased.
        """
        ...


class Exports(Protocol):
    """What is held of a member; `knowledge.stewardship.exports` is the real one."""

    def of_member(self, member: str, by: str = "") -> dict[str, Any]:
        """Return everything that is held of a member: `{"held": {sort: [thing, …]}, …}`."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a listener may use, bound to real adapters in `knowledge.bootstrap`.

    Attributes:
        questions: the file of questions that curators keep, or None.
        fit_to_keep: returns a text as it may be kept, or nothing when it may not be kept.
        manifest: returns the current snapshot's identity, or raises SnapshotError.
        leaving: tells people which texts leave the host for a language model; empty when none do.
    """

    pack: CommunityPack
    clock: Clock
    answers: Answers
    documents: HeldDocuments
    answer_log: AnswerLog
    inbox: Inbox
    posts: Posts
    jobs: Jobs
    sources: SourceCatalogue
    contributions: Contributions
    audit: Audit
    roles: RoleStore
    withdrawals: Withdrawals
    following: Following
    offering: Offering
    waiting: Waiting
    calling: Calling
    introducing: Introducing
    inspector: Inspector
    uploads: Uploads
    quotes: Quotes
    gaps: Gaps
    records: Records
    evaluations: Evaluations
    questions: Path | None
    forgetting: Forgetting
    exports: Exports
    membership: Membership
    experts: ExpertSearch
    fit_to_keep: Callable[[str], str]
    manifest: Callable[[], Manifest]
    leaving: str = ""
