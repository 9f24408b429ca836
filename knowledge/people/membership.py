"""What members say of themselves and agree to; nothing of them is shown before they do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.errors import ProfileError
from knowledge.models.community import CommunityPack, Term
from knowledge.models.documents import Document
from knowledge.models.experts import Because
from knowledge.models.members import (
    Availability,
    ExpectedMember,
    Invitation,
    Member,
    Profile,
    Wishes,
)
from knowledge.people.dossiers import dossier_of, no_longer_said, root_of
from knowledge.people.profiles import fit_profile, unfit
from knowledge.ports import Clock, Members, Works
from knowledge.stewardship.gatekeeping import Assess


@dataclass(frozen=True, slots=True)
class MembershipStores:
    """What membership works with.

    Attributes:
        assess: the community's rules of sensitivity.
        evidence: returns what speaks for a member, hidden lines too.
        leave: takes documents out of the index now; gets what their ids begin with.
        rebuild: asks for a build of the source of people.
    """

    members: Members
    works: Works
    pack: CommunityPack
    clock: Clock
    assess: Assess
    evidence: Callable[[Member], tuple[Because, ...]]
    leave: Callable[[Sequence[str]], object]
    rebuild: Callable[[], object]


class Membership:
    """Members by themselves: each method changes what one of them said, and nothing else."""

    def __init__(self, stores: MembershipStores) -> None:
        self._stores = stores

    def of(self, member: str) -> Member | None:
        """Return a member, or None when they never told anything."""
        return self._stores.members.get(member)

    def unfit(self, texts: Mapping[str, Iterable[str]]) -> dict[str, str]:
        """Return field → what must not be kept in it; fields that may be kept are left out."""
        return unfit(texts, self._stores.assess)

    def save_profile(self, member: str, profile: Profile, notice: str) -> Member:
        """Store what others see of a member; what is no longer said is gone from the index now.

        Args:
            profile: as they wrote it; names of others and the like are taken out.
            notice: version of the text that they were shown.

        Raises:
            ProfileError: it holds what must not be kept, or a kind that the pack does not know.
            NotAllowedError: another member has entered this ORCID.
        """
        self._check_kinds(profile)
        fit = fit_profile(profile, self._stores.assess)
        before: list[Member] = []

        def change(one: Member) -> Member:
            before[:] = [one]
            wishes = one.wishes.model_copy(update={"notice": notice})
            return one.model_copy(update={"profile": fit, "wishes": wishes})

        saved = self._change(member, change)
        if saved.is_listed:
            if gone := no_longer_said(self._dossier(before[-1]), self._dossier(saved)):
                self._stores.leave(gone)
            self._stores.rebuild()
        return saved

    def wish(self, member: str, wishes: Wishes) -> Member:
        """Store what a member agrees to from now on; each change is logged.

        Who is no longer to be found is gone at once; the files follow with the next build.
        """
        saved = self._change(member, lambda one: one.model_copy(update={"wishes": wishes}))
        if not saved.is_listed:
            said = (one.info.id for one in self._dossier(saved))
            self._stores.leave([root_of(saved.key), *said])
        self._stores.rebuild()
        return saved

    def pause(self, member: str, until: date | None) -> Member:
        """Ask a member nothing before a day; None resumes at once."""
        return self._available(member, {"paused_until": until, "paused_by_us": False})

    def availability(self, member: str, availability: Availability) -> Member:
        """Store when, how often and on what a member may be asked.

        Raises:
            ProfileError: the time zone is none.
        """
        try:
            availability.zone(self._stores.pack.time_zone)
        except (KeyError, ValueError, OSError):
            raise ProfileError(
                f"“{availability.time_zone}” is no time zone", "Choose one such as Europe/London"
            ) from None
        return self._change(
            member, lambda one: one.model_copy(update={"availability": availability})
        )

    def never_pair(self, member: str, others: Iterable[str]) -> Member:
        """Store with whom a member is never introduced; nobody else learns of it."""
        apart = frozenset(others) - {member, ""}
        return self._change(member, lambda one: one.model_copy(update={"never_pair": apart}))

    def hide(self, member: str, document_id: str, *, hidden: bool) -> Member:
        """Let a document no longer speak for a member, or let it again."""

        def change(one: Member) -> Member:
            ids = one.hidden | {document_id} if hidden else one.hidden - {document_id}
            return one.model_copy(update={"hidden": ids})

        return self._change(member, change)

    def evidence_of(self, member: str) -> tuple[Because, ...]:
        """Return the lines that may speak for a member, hidden ones too, for their own eyes."""
        known = self._stores.members.get(member)
        return self._stores.evidence(known) if known else ()

    def expected(self, member: str, email: str = "") -> ExpectedMember | None:
        """Return what an imported list of members says of somebody, or None."""
        return self._stores.works.expected(member, email)

    def may_invite(self, member: str) -> bool:
        """Tell whether somebody who helped may be asked to be listed: once, and never after no."""
        known = self._stores.members.get(member)
        return known is None or (known.invitation is Invitation.OPEN and not known.is_listed)

    def invited(self, member: str, *, never: bool = False) -> None:
        """Note that a member was asked to be listed, or does not want to be asked again."""
        made = Invitation.NEVER if never else Invitation.MADE

        def change(one: Member) -> Member:
            refused = one.invitation is Invitation.NEVER
            return one if refused else one.model_copy(update={"invitation": made})

        self._change(member, change)

    def _dossier(self, member: Member) -> tuple[Document, ...]:
        orcid = member.profile.orcid
        works = self._stores.works.of_orcid(orcid) if orcid else ()
        return tuple(dossier_of(member, works))

    def _available(self, member: str, changes: dict[str, object]) -> Member:
        def change(one: Member) -> Member:
            availability = one.availability.model_copy(update=changes)
            return one.model_copy(update={"availability": availability})

        return self._change(member, change)

    def _change(self, member: str, change: Callable[[Member], Member]) -> Member:
        return self._stores.members.change(member, change, self._stores.clock.now())

    def _check_kinds(self, profile: Profile) -> None:
        pack = self._stores.pack
        _check_kind(profile.kind, pack.member_kinds)
        _check_kind(profile.organisation_kind, pack.organisation_kinds)


def _check_kind(key: str, kinds: Sequence[Term]) -> None:
    if key and key not in {kind.key for kind in kinds}:
        names = ", ".join(kind.name for kind in kinds)
        raise ProfileError(f"“{key}” is no kind here", f"Choose one of {names}")
