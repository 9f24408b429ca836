"""Roles, what is held of a person, and what it means to be forgotten."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.mrkdwn import clip, safe, visible
from bot.views.parts import SECTION_CHARS, Json, Message, modal, plain_text, section
from knowledge.errors import KnowledgeError
from knowledge.models.erasure import Receipt
from knowledge.models.stewardship import Role

FORGET_ME = "forget_me"
FORGET_TITLE, EXPORT_TITLE = "Forget me", "What I hold of you"
SHOWN_PARTS = 8
_SORTS = {
    "waiting": "What waits to be dealt with",
    "builds": "Builds of the index that you asked for",
    "posts": "Messages of mine to you",
    "questions": "Questions of yours",
    "waits": "Questions that I tell you when I can answer",
    "calls": "Questions that I asked in channels for you",
    "answers": "What is on record of answers to you",
    "messages": "Channel messages of yours that I keep",
    "consents": "What you agreed to, and channels that you had me follow",
    "roles": "Your roles",
    "pseudonyms": "What the log of decisions says of you",
    "holds": "Holds on deletion",
    "contributions": "What you contributed",
    "documents": "Documents that what you contributed became",
}
SHOWN_HOLDERS = 40
_MAY = {
    Role.ADMIN: "give roles, and all that curators may",
    Role.CURATOR: "decide on contributions, rebuild the index, and all that hosts may",
    Role.HOST: "host discussions",
}


def roles_usage(command: str) -> str:
    """Return how roles are changed.

    Args:
        command: what this community calls the command, such as `/science`.
    """
    name = safe(command, 40)
    return (
        f"To give a role, write `{name} roles grant`, the member as an @mention, and admin, "
        f"curator or host. To take it back, write revoke in the place of grant. "
        f"`{name} roles` alone shows who has which role."
    )


def roles_message(holders: Mapping[Role, Sequence[str]], command: str) -> Message:
    """Return who has which role, and how roles are changed."""
    rows = [
        f"*{role.capitalize()}* (may {_MAY[role]}): {_people(members)}"
        for role, members in holders.items()
    ]
    blocks = [section(row) for row in (*rows, roles_usage(command))]
    text = "; ".join(f"{role}: {len(members)}" for role, members in holders.items())
    return Message(text=text, blocks=tuple(blocks))


def changed_role(member: str, role: Role, *, granting: bool, changed: bool) -> str:
    """Return what came of a change of roles."""
    if granting:
        said = "is now" if changed else "was already"
    else:
        said = "is no longer" if changed else "was not"
    return f"<@{safe(member, 30)}> {said} {_a(role)}."


def forget_modal() -> Json:
    """Return the question whether everything of a person is to go, with what that means."""
    gone = (
        "*What goes for good:* what you contributed and the documents that it became, your "
        "agreement to use your messages, your profile and whether you may be found, what you "
        "asked others and were asked, your roles, questions of yours that wait, that I asked in "
        "channels for you, that you had kept or that can still be told to be yours, and the ties "
        "between you and the records of answers and of decisions."
    )
    when = (
        "*When:* from the next answer on. Within a minute it is gone from all files too. Posts of "
        "mine that quoted you are edited to “[withdrawn]”, and questions of yours are taken out of "
        "mine."
    )
    stays = (
        "*What I cannot take back:* messages that you wrote in Slack yourself, which you can "
        "delete there; what others wrote; and replies that only one person was shown."
    )
    return {
        **modal(FORGET_TITLE, [section(gone), section(when), section(stays)]),
        "callback_id": FORGET_ME,
        "submit": plain_text("Forget me for good", 24),
        "close": plain_text("Keep everything", 24),
    }


def forgetting_modal() -> Json:
    """Return what stands there while everything is being erased."""
    return modal(FORGET_TITLE, [section("I am forgetting you… Your receipt appears here.")])


def forgotten_modal(receipt: Receipt) -> Json:
    """Return the receipt; it names nobody."""
    when = receipt.done_at or receipt.begun_at
    rows = [
        f"• {safe(name, 60)}: {count:,}" for name, count in receipt.erased.items() if count
    ] or ["• I held nothing of yours."]
    return modal(
        FORGET_TITLE,
        [
            section("*Done.* Nothing of yours is in answers any more."),
            section("\n".join(["What I erased:", *rows])),
            section(
                f"Receipt *{safe(receipt.id, 30)}*, {when:%-d %B %Y, %H:%M} UTC. It does not name "
                "you: write it down if you want to refer to it."
            ),
        ],
    )


def kept_modal(error: KnowledgeError) -> Json:
    """Return why nothing was erased."""
    return modal(FORGET_TITLE, [section(safe(str(error), 1000))])


def export_modal(held: Mapping[str, Any], member: str) -> Json:
    """Return what is held of a person: how much of each sort, and the beginning of it.

    Args:
        held: as `Exports.of_member` returns it.
    """
    things: Mapping[str, Sequence[Json]] = held["held"]
    if not things:
        return modal(EXPORT_TITLE, [section("I hold nothing of you.")])
    counts = [f"• {_sort(name)}: {len(rows):,}" for name, rows in things.items()]
    text = "\n\n".join(_in_words(name, row) for name, rows in things.items() for row in rows)
    parts = [text[at : at + SECTION_CHARS] for at in range(0, len(text), SECTION_CHARS)]
    shown = [_verbatim(part) for part in parts[:SHOWN_PARTS]]
    whole = "That is everything."
    if len(parts) > SHOWN_PARTS:
        whole = (
            "There is more than fits here. An administrator can give you the whole with "
            f"`python -m knowledge export --member {safe(member, 30)}`."
        )
    return modal(EXPORT_TITLE, [section("\n".join(counts)), *shown, section(whole)])


def _in_words(name: str, row: Json) -> str:
    """Write one thing, a line a field that says something."""
    lines = [f"{key.replace('_', ' ')}: {value}" for key, value in row.items() if value]
    return "\n".join([_sort(name), *map(visible, lines)])


def _sort(name: str) -> str:
    return _SORTS.get(name, safe(name, 60))


def _verbatim(text: str) -> Json:
    block = {"type": "plain_text", "text": clip(text, SECTION_CHARS) or " ", "emoji": False}
    return {"type": "section", "text": block}


def _people(members: Sequence[str]) -> str:
    shown = [f"<@{safe(member, 30)}>" for member in members[:SHOWN_HOLDERS]]
    left = len(members) - len(shown)
    return ", ".join(shown + ([f"{left} more"] if left > 0 else [])) or "nobody"


def _a(role: Role) -> str:
    return f"an {role}" if role is Role.ADMIN else f"a {role}"
