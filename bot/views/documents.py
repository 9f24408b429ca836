"""What is said about a document that somebody brought, in one message that changes in place."""

from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from bot.brought import Brought
from bot.mrkdwn import clip, safe
from bot.views.parts import Json, Message, actions, button, context, note, section
from knowledge.errors import KnowledgeError
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.contributions import Contribution, ContributionState

ADD_DOCUMENT = "add_document"
ACCEPT_DOCUMENT = "accept_document"
CHANGE_DOCUMENT = "change_document"
REINDEX_DOCUMENT = "reindex_document"
REMOVE_DOCUMENT = "remove_document"
NAME_CHARS = 120
KB, MB = 1_000, 1_000_000
_S = ContributionState


class Standing(StrEnum):
    """What somebody may do with a document."""

    CURATOR = "curator"
    MEMBER = "member"
    GUEST = "guest"


_NEXT = {
    Standing.CURATOR: (
        "Press the button: I look through it, show you what I find, and you decide. I have kept "
        "nothing of it yet."
    ),
    Standing.MEMBER: (
        "Thank you. What joins the knowledge base is decided by its curators: you can propose "
        "it to them. I have kept nothing of it yet."
    ),
    Standing.GUEST: (
        "Thank you. I take documents from full members only. If it should join the knowledge "
        "base, ask a member to send it to me. I have kept nothing of it."
    ),
}
_ADD = {
    Standing.CURATOR: "Add to knowledge…",
    Standing.MEMBER: "Propose to the curators…",
}
_STATES = {
    _S.OFFERED: "⏳ *Proposed.* A curator decides; nothing of it is in my answers yet.",
    _S.HELD: "✋ *Held.* Nothing of it is in my answers until a curator confirms once more.",
    _S.ACCEPTED: "✅ *Accepted.* It joins my answers with the next build of the index.",
    _S.INDEXED: "✅ *In the index.* My answers may quote it.",
    _S.SUPERSEDED: "🕰️ *Superseded.* A newer document has taken its place.",
    _S.EXPIRED: "🕰️ *Expired.* It is no longer in my answers.",
}
REMOVED = "🗑️ *Removed.* Its text and its file are deleted, and no answer uses them any more."
QUEUED = "A build was asked for; a direct message tells you when it is done."


def received_message(brought: Brought, name: str, size: int, standing: Standing) -> Message:
    """Return the reply to a document: what it is, and what can be done with it.

    Args:
        size: in bytes; 0 for a link.
    """
    shown = safe(name, NAME_CHARS)
    what = "link" if brought.url else safe(PurePosixPath(name).suffix.lstrip(".").upper(), 10)
    facts = " · ".join(filter(None, (what, in_words(size) if size else "")))
    blocks = [section(f"📄 *{shown}*"), context(facts or "file"), section(_NEXT[standing])]
    if standing in _ADD:
        value = brought.model_dump_json(exclude_defaults=True)
        blocks.append(actions("document", button(_ADD[standing], ADD_DOCUMENT, value)))
    return Message(text=f"I received {shown}. {_NEXT[standing]}", blocks=tuple(blocks))


def standing_message(
    one: Contribution, brought: Brought, *, for_curator: bool, remark: str = ""
) -> Message:
    """Return how a document stands, with what can be done about it.

    Args:
        for_curator: whether it is shown to somebody who decides.
        remark: what has just happened, in plain words, or empty.
    """
    if one.state is _S.WITHDRAWN:
        return Message(text=REMOVED, blocks=(section(REMOVED),))
    title = safe(one.title, NAME_CHARS)
    kept = [section(f"📄 *{title}*"), context(_facts(one)), section(_STATES[one.state])]
    if one.state is _S.HELD and one.reasons:
        kept.append(section("\n".join(f"• {safe(reason, 250)}" for reason in one.reasons[:10])))
    if remark:
        kept.append(context(safe(remark, 1000)))
    kept.append(_controls(one, brought, for_curator=for_curator))
    text = f"{title}. {_STATES[one.state]} {safe(remark, 1000)}".strip()
    return Message(text=text, blocks=tuple(kept))


def refused_message(error: KnowledgeError) -> Message:
    """Return why a document cannot be taken, and what to do."""
    return note(f"{error} I have kept nothing of it.")


def retry_message(brought: Brought, error: KnowledgeError, *, for_curator: bool) -> Message:
    """Return why a document was not added this time, with the button to try again."""
    said = safe(f"{error} I have kept nothing of it.", 2000)
    label = _ADD[Standing.CURATOR if for_curator else Standing.MEMBER]
    value = brought.model_dump_json(exclude_defaults=True)
    row = actions("document", button(label, ADD_DOCUMENT, value))
    return Message(text=said, blocks=(section(f"⚠️ {said}"), row))


def blocked_message(label: str) -> Message:
    """Return why a marked document is not taken, to the person who brought it."""
    return note(
        f"This is marked {label}, and I must not keep such a document or any part of it: I have "
        "stored nothing. It still lies in Slack: please delete your message with it. An "
        "administrator is told that it was here, without its name or its text."
    )


def blocked_alert(label: str, user: str) -> Message:
    """Return what an administrator is told about a marked document."""
    said = (
        f"A document that is marked {safe(label, 100)} was sent to me by <@{user}> in a direct "
        "message. I stored nothing of it. It still lies in Slack until it is deleted there."
    )
    return Message(text=said, blocks=(section(said),))


def failed_message(reference: str, error: KnowledgeError | None) -> Message:
    """Return the apology for a document that could not be dealt with."""
    reason = str(error) if error else "Something broke while I looked at it. Try again in a minute."
    return note(f"{reason} I have kept nothing of it. Reference: {reference}.")


def audience_in_words(scope: str) -> str:
    """Return who may read a document, as ready mrkdwn."""
    known = {PUBLIC: "for everyone, guests and partners too", COMMUNITY: "for all full members"}
    return known.get(scope) or f"only for <#{scope.removeprefix('channel:')}>"


def date_in_words(iso: str) -> str:
    """Return `2026-05-17` as `17 May 2026`, and a month or a year as it stands."""
    try:
        return f"{date.fromisoformat(iso):%-d %B %Y}"
    except ValueError:
        return iso


def in_words(size: int) -> str:
    """Return a size in bytes for a person."""
    if size < KB:
        return f"{size} bytes"
    return f"{size / KB:.0f} kB" if size < MB else f"{size / MB:.1f} MB"


def _facts(one: Contribution) -> str:
    when = date_in_words(one.date) or "date unknown"
    marked = "" if one.label == "none" else f"marked {one.label}"
    review = f"review by {date_in_words(one.review_date)}" if one.review_date else ""
    parts = [safe(part, 100) for part in (one.kind, when, one.owner, one.licence, marked, review)]
    return " · ".join(filter(None, [*parts[:2], audience_in_words(one.scope), *parts[2:]]))


def _controls(one: Contribution, brought: Brought, *, for_curator: bool) -> Json:
    value = brought.model_dump_json(exclude_defaults=True)
    change = button("Change…", CHANGE_DOCUMENT, value)
    remove = {
        **button("Remove" if for_curator else "Take it back", REMOVE_DOCUMENT, value),
        "style": "danger",
        "confirm": _confirm(
            "Remove this document?",
            "Its text and its file are deleted here, and no answer uses them any more. Your "
            "message in Slack stays.",
            "Remove",
        ),
    }
    if not for_curator:
        return actions("document", *([change] if one.state is _S.OFFERED else []), remove)
    if one.state in {_S.OFFERED, _S.HELD}:
        return actions("document", _accept(one, value), change, remove)
    return actions("document", button("Reindex", REINDEX_DOCUMENT, value), change, remove)


def _accept(one: Contribution, value: str) -> Json:
    if one.state is _S.OFFERED:
        return button("Accept", ACCEPT_DOCUMENT, value)
    why = clip("; ".join(reason.rstrip(".") for reason in one.reasons), 150)
    text = f"It was held: {why}. By confirming you say that it may be quoted all the same."
    confirm = _confirm("Accept a held document?", text, "Accept")
    return {**button("Accept after all…", ACCEPT_DOCUMENT, value), "confirm": confirm}


def _confirm(title: str, text: str, yes: str) -> Json:
    return {
        "title": {"type": "plain_text", "text": title},
        "text": {"type": "plain_text", "text": text},
        "confirm": {"type": "plain_text", "text": yes},
        "deny": {"type": "plain_text", "text": "Not now"},
    }
