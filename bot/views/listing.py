"""The question to somebody whose reply helped: would they like to be found?"""

from bot.views.parts import Message, actions, button, section

LIST_ME, NOT_NOW, NEVER_ASK = "list_me", "list_not_now", "list_never"
NOT_THIS_TIME = (
    "All right, nothing has changed. *Be findable* on my Home tab is there whenever you like; I do "
    "not ask again."
)
NEVER_AGAIN = "Understood: I never ask that again, and nothing of you is shown."


def listing_letter() -> Message:
    """Return the letter; nothing of the reply stands in it."""
    text = (
        "A reply of yours helped somebody. Others may look for people who know about such things: "
        "would you like to be found by members who ask? *List me for this* shows you what is used "
        "and who sees it; you are listed only once you have saved it there. I ask this once."
    )
    row = actions(
        "listing",
        button("List me for this", LIST_ME, "listing"),
        button("Not now", NOT_NOW, "listing"),
        button("Never ask", NEVER_ASK, "listing"),
    )
    return Message(text=text, blocks=(section(text), row))
