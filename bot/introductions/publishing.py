"""An answer becomes knowledge when both sides agree to the same words."""

from dataclasses import dataclass

from bot.introductions.afterwards import OPEN, side_of
from bot.introductions.mail import Mail
from bot.introductions.sides import Sides
from bot.references import job_id_of
from bot.views.offers import MESSAGE_KIND
from bot.views.outcomes import (
    AGREED,
    CHANGED,
    NO_MORE,
    NOT_KEPT,
    PARTNERS,
    SENT,
    agree_form,
    look_letter,
    outcome_notice,
    write_form,
)
from bot.views.parts import Json
from knowledge.errors import NotAllowedError, TransitionError
from knowledge.models.access import COMMUNITY
from knowledge.models.contributions import Credit
from knowledge.models.introductions import Introduction
from knowledge.models.offers import Offer
from knowledge.services import Services

ANONYMOUS = "a member"


@dataclass(frozen=True, slots=True)
class Named:
    """How an author wants to be named.

    Attributes:
        kind: key of one of the pack's member kinds, or empty.
    """

    credit: Credit = Credit.ANONYMOUS
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What a button and a form carry from the writer to the other side.

    Attributes:
        digest: of the very words that are agreed to.
        named: how the author wants to be named, where it was the author who wrote.
    """

    introduction: str
    digest: str
    named: Named

    @property
    def carried(self) -> str:
        """As a button carries it."""
        parts = (self.introduction, self.digest, self.named.credit, self.named.kind)
        return "|".join(parts)

    @classmethod
    def of(cls, value: str) -> "Look":
        """Read it from a button or a form."""
        introduction, digest, credit, kind = value.split("|")
        return cls(introduction, digest, Named(Credit(credit), kind))


class Publishing:
    """From one side's words to an offer that both agreed to."""

    def __init__(self, services: Services, mail: Mail, sides: Sides) -> None:
        self._services = services
        self._mail = mail
        self._sides = sides

    def form(self, introduction_id: str, member: str) -> Json:
        """Return the form to write in, or why there is none."""
        one = self._open(introduction_id, member)
        if one is None:
            return outcome_notice(NO_MORE)
        if self._has_partners(one):
            return outcome_notice(PARTNERS)
        kinds = self._services.pack.member_kinds
        return write_form(one, kinds, is_author=self.is_author(one, member))

    def write(self, introduction_id: str, member: str, text: str, named: Named) -> Json:
        """Keep what one side wrote, and show it to the other.

        Args:
            introduction_id: of an introduction.
            member: one of the two.
            text: fit to be kept.
            named: how the author wants to be named, where it is the author who writes.
        """
        one = self._open(introduction_id, member)
        if one is None:
            return outcome_notice(NO_MORE)
        try:
            one = self._services.introducing.publishes(one.id, member, agrees=True, text=text)
        except TransitionError:
            return outcome_notice(NO_MORE)
        look = Look(one.id, job_id_of(one.answer), named)
        other = one.candidate if member == one.asker else one.asker
        key = f"introduction look {one.id} {side_of(one, member)} {look.digest}"
        said = look_letter(self._sides.name(member), look.carried)
        self._mail.write_if_possible(other, key, said)
        return outcome_notice(SENT)

    def look(self, look: Look, member: str) -> Json:
        """Return exactly what would be published, to the side that did not write it."""
        one = self._open(look.introduction, member)
        if one is None:
            return outcome_notice(NO_MORE)
        if job_id_of(one.answer) != look.digest:
            return outcome_notice(CHANGED)
        kinds = self._services.pack.member_kinds
        return agree_form(one, kinds, look.carried, is_author=self.is_author(one, member))

    def agree(self, look: Look, member: str, named: Named) -> Json:
        """Offer it to the curators: both have agreed to these words.

        Args:
            look: what was looked at.
            member: the side that did not write it.
            named: how the author wants to be named, where it is the author who agrees.
        """
        one = self._open(look.introduction, member)
        if one is None:
            return outcome_notice(NO_MORE)
        theirs = one.asker_publishes if member == one.candidate else one.candidate_publishes
        if job_id_of(one.answer) != look.digest or not theirs:
            return outcome_notice(CHANGED)
        author = named if self.is_author(one, member) else look.named
        # Offered before it is noted: whoever is interrupted in between agrees once more.
        if self._services.offering.offer(self._offer(one, author)) is None:
            return outcome_notice(NOT_KEPT)
        try:
            self._services.introducing.publishes(one.id, member, agrees=True)
        except TransitionError:
            return outcome_notice(NO_MORE)
        return outcome_notice(AGREED)

    def is_author(self, one: Introduction, member: str) -> bool:
        """Tell whether it is their knowledge: whoever helped is the author."""
        return member == one.candidate

    def is_authors(self, introduction_id: str, member: str) -> bool:
        """Tell whether somebody is the author of what comes of an introduction."""
        one = self._services.introducing.get(introduction_id)
        return one is not None and self.is_author(one, member)

    def _open(self, introduction_id: str, member: str) -> Introduction | None:
        one = self._services.introducing.get(introduction_id)
        if one is None or one.state not in OPEN or not (one.asker and one.candidate):
            return None
        if member not in {one.asker, one.candidate}:
            raise NotAllowedError("This is between other members", "Look at your own introductions")
        return one

    def _has_partners(self, one: Introduction) -> bool:
        return any(self._sides.is_outsider(member) for member in (one.asker, one.candidate))

    def _offer(self, one: Introduction, named: Named) -> Offer:
        pack = self._services.pack
        kinds = [term.key for term in pack.contribution_kinds]
        return Offer(
            origin=f"introduction:{one.id}",
            channel=MESSAGE_KIND if MESSAGE_KIND in kinds else kinds[0],
            title=one.question,
            question=one.question,
            text=one.answer,
            date=self._services.clock.now().date().isoformat(),
            scope=COMMUNITY,
            member=one.candidate,
            credit=named.credit,
            credit_line=self._line(one.candidate, named),
            licence=pack.licences[0].name,
        )

    def _line(self, member: str, named: Named) -> str:
        kinds = {term.key: term.name for term in self._services.pack.member_kinds}
        if named.credit is Credit.NAME:
            return self._sides.name(member)
        return kinds.get(named.kind, ANONYMOUS) if named.credit is Credit.KIND else ANONYMOUS
