"""What a member agrees to: who may find them, who may ask, and what speaks for them."""

from hashlib import sha256

from bot.mrkdwn import safe
from bot.views.parts import Json, choice, context, form, section
from knowledge.models.members import Discoverable, Wishes
from knowledge.models.notices import Notices

WISHES_FORM, WISHES_TITLE = "wishes_form", "Who may find me"
DISCOVERABLE, CONTACTABLE, CONTRIBUTIONS = "discoverable", "contactable", "contributions"
YES, NO = "yes", "no"
_FIND, _ASK, _USE = (
    "Who may find me?",
    "May I be asked for introductions?",
    "May what I shared under my name speak for me?",
)
_WHO = {
    Discoverable.OFF: "Nobody",
    Discoverable.NAMED_SEARCH: "Members who look for my name",
    Discoverable.SUGGEST: "Members who ask about my subjects, or look for my name",
}
_ASKING = {NO: "No", YES: "Yes; I am written to first, and decide each time"}
_USING = {NO: "No, only my profile and my works", YES: "Yes, where the asker may read it anyway"}
_GUESTS = (
    "Guests and partners are never shown your profile. They are shown you only where something "
    "that they may read anyway speaks for you."
)
_CHANGED = "*These words have changed* since you agreed. What you chose then still holds."


def listing_version(notices: Notices) -> str:
    """Return what tells one wording of the form from another."""
    words = (notices.listing, _GUESTS, *_WHO.values(), *_ASKING.values(), *_USING.values())
    return sha256("\n".join((*words, _FIND, _ASK, _USE)).encode()).hexdigest()[:12]


def wishes_form(
    notices: Notices, wishes: Wishes, science: str, chosen: Discoverable | None = None
) -> Json:
    """Return the form with its three switches.

    Args:
        notices: the community's texts.
        wishes: what holds now.
        science: name of the command that forgets, or empty.
        chosen: who may find them, where they have just pressed a button that says so.
    """
    version = listing_version(notices)
    is_older = wishes.discoverable is not Discoverable.OFF and wishes.notice != version
    found = chosen if chosen is not None else wishes.discoverable
    who = {str(key): words for key, words in _WHO.items()}
    blocks = [
        section(safe(notices.listing, 2500)),
        *([section(_CHANGED)] if is_older else []),
        choice(DISCOVERABLE, _FIND, who, initial=str(found)),
        choice(CONTACTABLE, _ASK, _ASKING, initial=_word(wishes.contactable)),
        choice(CONTRIBUTIONS, _USE, _USING, initial=_word(wishes.use_contributions)),
        context(_GUESTS),
        context(_leaving(science)),
        context(f"These words are version {version}; your choices are logged with it."),
    ]
    return form(WISHES_FORM, WISHES_TITLE, "Save", blocks, version)


def _word(value: bool) -> str:  # noqa: FBT001
    return YES if value else NO


def _leaving(science: str) -> str:
    holds = "What you take back is gone with the next question; what you add is found in minutes."
    forget = f"; `{safe(science, 40)} forget` deletes everything of you" if science else ""
    return f"{holds} To leave, come back here and choose *Nobody*{forget}."
