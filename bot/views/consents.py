"""What is said about followed channels: the announcement, the yes, the no, and what they did."""

from collections.abc import Sequence
from hashlib import sha256

from bot.mrkdwn import safe
from bot.views.parts import (
    Json,
    Message,
    actions,
    button,
    context,
    form,
    header,
    note,
    section,
    select,
)
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.channels import Consent, FollowedChannel, FollowState
from knowledge.models.community import Term
from knowledge.models.notices import Notices

WITH_NAME, WITH_KIND, ANONYMOUSLY = "consent_name", "consent_kind", "consent_anonymous"
NO_THANKS = "consent_no"
KIND_FORM = "consent_kind_form"
KIND_FIELD = "member_kind"
NAME_CHARS = 80


def notice_version(notices: Notices) -> str:
    """Return what tells one wording of the announcement from another."""
    return sha256("\n".join(_words(notices)).encode()).hexdigest()[:12]


def announcement(notices: Notices, channel: FollowedChannel, science: str) -> Message:
    """Return what a channel's people are asked when it begins to be followed.

    Args:
        notices: the community's texts.
        channel: that is followed now.
        science: name of the command under which consent is changed, or empty.
    """
    lead = safe(notices.following, 2000)
    facts = [
        f"*Who may read it:* {_readers(channel)}.",
        "*What is kept:* your words as you wrote them, the date and a link to your message. When "
        "you edit or delete a message, I follow.",
        f"*Taking it back:* {_taking_back(science)} It is in no answer from then on.",
    ]
    blocks = (
        header("May I keep what you write here?"),
        section(lead),
        section("\n".join(f"• {fact}" for fact in facts)),
        _choices(channel.id),
        context(safe(notices.following_privacy, 1000)),
    )
    return Message(text=f"May I keep what you write here? {lead}", blocks=blocks)


def agreed(consent: Consent, channel: FollowedChannel, science: str) -> Message:
    """Return what a member reads who has just said yes."""
    text = (
        f"Thank you. From now on I keep what you write in #{safe(channel.name, NAME_CHARS)}, "
        f"named as *{safe(consent.credit_line, NAME_CHARS)}*. {_taking_back(science)}"
    )
    return Message(text=text)


def declined(channel_name: str, went: int) -> Message:
    """Return what a member reads who has said no, or has taken back a yes."""
    where = f"#{safe(channel_name, NAME_CHARS)}" if channel_name else "that channel"
    gone = f" The {_messages(went)} that I kept are gone from all answers." if went > 1 else ""
    gone = " The message that I kept is gone from all answers." if went == 1 else gone
    return Message(text=f"Understood: I keep nothing of yours from {where}.{gone}")


def consents_message(
    consents: Sequence[Consent], channels: dict[str, FollowedChannel], science: str
) -> Message:
    """Return a member's consents, each with the ways to change it."""
    if not consents:
        return note("You have not agreed to anything: I keep nothing that you write in channels.")
    blocks: list[Json] = []
    for consent in consents[:12]:
        channel = channels.get(consent.channel)
        name = safe(channel.name if channel else consent.channel, NAME_CHARS)
        line = safe(consent.credit_line, NAME_CHARS)
        day = f"{consent.given_at:%-d %B %Y}"
        blocks += [
            section(f"*#{name}*: kept since {day}, named as *{line}*"),
            _choices(consent.channel, no="Stop, and take everything back"),
        ]
    text = f"You agreed for {len(consents)} channel{'s' * (len(consents) > 1)}."
    return Message(text=text, blocks=(*blocks, context(_taking_back(science))))


def kind_form(kinds: Sequence[Term], where: str) -> Json:
    """Return the modal that asks with which kind a member wants to be named.

    Args:
        kinds: the community's kinds of member.
        where: carried to the submission: channel and moment of the yes.
    """
    field = select(KIND_FIELD, "Which describes you best?", {k.key: k.name for k in kinds})
    lead = section("Citations will say this instead of your name, such as _Researcher_.")
    return form(KIND_FORM, "Named by kind", "Keep mine", [lead, field], where)


def followed_reply(channel: FollowedChannel, before: FollowedChannel | None) -> str:
    """Return what a curator reads who has asked to follow a channel.

    Args:
        channel: as it is followed now.
        before: as it was followed before, or None.
    """
    name = safe(channel.name, NAME_CHARS)
    if before is None:
        return f"I follow #{name} from now on, and have asked there who agrees."
    if before.state is FollowState.CLOSED:
        return f"I follow #{name} again. What its people agreed to before still holds."
    return f"I follow #{name} already."


def unfollowed_reply(name: str) -> str:
    """Return what a curator reads who has asked to unfollow a channel."""
    return (
        f"I no longer follow #{safe(name, NAME_CHARS)}. What I kept of it is gone from all answers."
    )


def closed_for_curator(channel: FollowedChannel, why: str, *, forgot: bool) -> Message:
    """Return what curators are told when a channel ends without their asking.

    Args:
        channel: that is no longer followed.
        why: ends the sentence “I no longer follow #x: …”.
        forgot: whether what was kept of it is gone.
    """
    kept = "What I kept of it is gone." if forgot else "What its people agreed to stays answerable."
    return Message(
        text=f"I no longer follow #{safe(channel.name, NAME_CHARS)}: {safe(why, 200)}. {kept}"
    )


def blocked_for_author(notices: Notices, channel_name: str, label: str) -> Message:
    """Return what an author reads whose message must not be kept."""
    text = notices.not_kept.replace("{label}", label).replace("{channel}", f"#{channel_name}")
    return note(text)


def blocked_for_admin(channel_name: str, member: str, label: str) -> Message:
    """Return what an administrator reads about it: who, where and which label, never what."""
    text = (
        f"A message of <@{safe(member, 20)}> in #{safe(channel_name, NAME_CHARS)} was not kept: "
        f"{safe(label, 100)}. I stored nothing of it. It may have to be deleted in Slack."
    )
    return Message(text=text)


def _choices(channel: str, no: str = "No, thanks") -> Json:
    return actions(
        f"consent {channel}",
        button("Keep mine, with my name", WITH_NAME, channel),
        button("With my kind only", WITH_KIND, channel),
        button("Anonymously", ANONYMOUSLY, channel),
        button(no, NO_THANKS, channel),
    )


def _readers(channel: FollowedChannel) -> str:
    if channel.scope == PUBLIC:
        return "everybody, guests and partners too"
    if channel.scope == COMMUNITY:
        return "members of this community who ask me; not guests, not partners"
    return "those who are in this channel, and nobody else"


def _taking_back(science: str) -> str:
    command = f", or use `{science} consent` for everything" if science else ""
    return f"React with 🚫 to a message of yours{command}."


def _messages(count: int) -> str:
    return f"{count:,} messages"


def _words(notices: Notices) -> list[str]:
    return [notices.following, notices.following_privacy]
