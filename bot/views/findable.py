"""*Be findable*: whether and how others find a member, and how they would see them."""

from dataclasses import dataclass
from datetime import date

from bot.mrkdwn import safe
from bot.views.cards import person_rows
from bot.views.parts import (
    Json,
    actions,
    button,
    context,
    divider,
    form,
    header,
    modal,
    required_day,
    section,
)
from knowledge.models.experts import Card
from knowledge.models.members import Discoverable, Member

EDIT_PROFILE, OPEN_WISHES, OPEN_EVIDENCE = "profile_edit", "profile_wishes", "profile_evidence"
OPEN_HOURS, OPEN_PAUSE, RESUME = "profile_hours", "profile_pause", "profile_resume"
PAUSE_FORM, UNTIL = "profile_pause_form", "until"
TITLE, PAUSE_TITLE = "Be findable", "Pause"
FOR_MEMBERS = (
    "Only members of this community are listed here, not guests or partners. You can look for "
    "people all the same: you are shown those for whom something speaks that you may read."
)
PAUSED, BACK = "You are paused.", "Welcome back: you can be asked again."
NOT_A_DAY_TO_COME = "Choose a day after today."
_INVITING = (
    "Members who ask about a subject can be shown who knows it: those who agreed, and nobody else. "
    "*You are not listed.* If you like to be found, say who you are and who may find you; nothing "
    "of you is shown before."
)
_WHO = {
    Discoverable.OFF: (
        "*Nobody* finds you through me. *Who may find me* changes that whenever you like."
    ),
    Discoverable.NAMED_SEARCH: "Members who *look for your name* find you.",
    Discoverable.SUGGEST: (
        "Members who *ask about your subjects* are shown you; so are those who look for your name."
    ),
}
_ASKED = {
    True: "They may *ask for an introduction*: I write to you first, and you decide each time.",
    False: "They *cannot ask* for an introduction to you.",
}
_SPEAKS = {
    True: "Your profile, your works, and what you shared *under your name* speak for you.",
    False: "Only your *profile and works* speak for you, not what you shared here.",
}
_PAUSED_BY_US = (
    "I paused you, because several requests stayed without a reply: nothing is to pile up. That is "
    "quite all right; *I am back* ends it."
)
_LINES_DIFFER = (
    "Which reasons stand below your name depends on the question, and on what its asker may read."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a member stands at this moment.

    Attributes:
        is_member: whether they are neither guest nor partner.
        member: None when they never told anything.
        card: as others see them, or would; None without a profile.
        today: where they are.
        science: name of the command that shows and forgets, or empty.
    """

    is_member: bool
    member: Member | None
    card: Card | None
    today: date
    science: str

    @property
    def paused_until(self) -> date | None:
        """First day on which they may be asked again; None while they may."""
        until = self.member.availability.paused_until if self.member else None
        return until if until and until > self.today else None

    @property
    def is_paused(self) -> bool:
        """Whether they are left in peace: until a day, or until they come back."""
        if self.member is None or self.member.availability.paused_until:
            return self.paused_until is not None
        return self.member.availability.paused_by_us


def home_findable(standing: Standing) -> list[Json]:
    """Return the card on the Home tab."""
    if not standing.is_member:
        return [header(TITLE), section(FOR_MEMBERS)]
    return [header(TITLE), *_rows(standing)]


def findable_modal(standing: Standing, news: str = "") -> Json:
    """Return the same in a window, below what has just been done, in our own words."""
    if not standing.is_member:
        return modal(TITLE, [section(FOR_MEMBERS)])
    lead = [section(f"*{news}*")] if news else []
    return modal(TITLE, [*lead, *_rows(standing)])


def pause_form(tomorrow: date, until: date) -> Json:
    """Return the form that asks for how long a member wants to be left alone.

    Args:
        tomorrow: where they are.
        until: the day that is proposed.
    """
    lead = section(
        "Until that day nobody can ask for an introduction to you, and nobody is told why. What "
        "others see of you stays. Requests that you already have stay, too."
    )
    hint = f"The first day on which you may be asked again, {_day(tomorrow)} or later."
    field = required_day(UNTIL, "Until when?", initial=until.isoformat(), hint=hint)
    return form(PAUSE_FORM, PAUSE_TITLE, "Pause me", [lead, field])


def _rows(standing: Standing) -> list[Json]:
    member = standing.member
    if member is None or not (member.profile.name or member.is_listed):
        row = actions("findable", button("Edit my profile", EDIT_PROFILE, "home"), _wishes_button())
        return [section(_INVITING), row]
    return [
        section("\n".join(f"• {line}" for line in _lines(standing, member))),
        *_preview(standing, member),
        _buttons(standing, member),
        context(_ending(standing.science)),
    ]


def _lines(standing: Standing, member: Member) -> list[str]:
    wishes, lines = member.wishes, [_WHO[member.wishes.discoverable]]
    if member.is_listed:
        lines += [_ASKED[wishes.contactable], _SPEAKS[wishes.use_contributions]]
    if standing.is_paused:
        until = f" until {_day(standing.paused_until)}" if standing.paused_until else ""
        lines.append(f"You are *paused{until}*.")
        lines += [_PAUSED_BY_US] if member.availability.paused_by_us else []
    if member.is_listed and not (member.profile.headline or member.profile.topics):
        lines.append("Your profile is *nearly empty*: a line about you and subjects help.")
    return lines


def _preview(standing: Standing, member: Member) -> list[Json]:
    if standing.card is None:
        return []
    sees = "How others see you" if member.is_listed else "How others would see you"
    rows = person_rows(standing.card)
    lead = [divider(), context(f"{sees}:"), *rows]
    return [*lead, *([context(_LINES_DIFFER)] if standing.card.because else []), divider()]


def _buttons(standing: Standing, member: Member) -> Json:
    row = [
        button("Edit my profile", EDIT_PROFILE, "home"),
        _wishes_button(),
        button("What speaks for me", OPEN_EVIDENCE, "0"),
        button("When I may be asked", OPEN_HOURS, "home"),
    ]
    if standing.is_paused:
        row.append(button("I am back", RESUME, "home"))
    elif member.is_listed and member.wishes.contactable:
        row.append(button("Pause", OPEN_PAUSE, "home"))
    return actions("findable", *row)


def _wishes_button() -> Json:
    return button("Who may find me", OPEN_WISHES, "home")


def _ending(science: str) -> str:
    holds = "What you take back is gone with the next question; what you add is found in minutes."
    name = safe(science, 40)
    forget = f" `{name} profile` opens your profile, `{name} forget` deletes everything of you."
    return holds + (forget if name else "")


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
