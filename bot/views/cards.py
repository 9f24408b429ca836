"""People who may know: up to three cards, which only the asker sees."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.experts.carried import SEARCH_CHARS, Search
from bot.mrkdwn import clip, link, safe, visible
from bot.views.gap import gap_controls
from bot.views.parts import (
    FALLBACK_CHARS,
    Json,
    Message,
    actions,
    button,
    context,
    divider,
    field,
    form,
    quotation,
    section,
)
from knowledge.models.community import CommunityPack
from knowledge.models.experts import Because, Card, Dial, Free

FIND_PEOPLE, FIND_SHORTCUT, FIND_FORM = "find_people", "find_someone", "find_people_form"
ASK_PERSON, NOT_RIGHT, TURN_DIAL = "expert_ask", "expert_not_right", "expert_dial"
FIND_LABEL, TITLE = "Find someone who knows", "People who may know"
QUESTION = "question"
SHOWN_CARDS, SHOWN_REASONS = 3, 2
SHOWN_CHARS = 300
LINK_CHARS = 1000
"""Of a reason with its address: six of them are to fit in a message."""

ASKABLE = frozenset({Free.ASKABLE, Free.LATER_TODAY})
NOBODY_ELSE = "I find nobody else for this."
NOBODY_BESIDES_YOU = "Nobody besides you has agreed to be found for this."
TRY_AGAIN = "Other words may help: say what it is about, rather than what you want to do."
NO_TOPIC = "Please write what you would like to know."
_NOTED = "Curators see that nobody was found for this, not who asked."
_WHY_THEM = (
    "Only you see this. They agreed to be found, and are shown by what they wrote under their name "
    "or say of themselves. Nobody learns that you looked."
)
_FREE = {
    Free.ASKABLE: "Can be asked",
    Free.LATER_TODAY: "Can be asked; I write to them when their hours begin",
    Free.BUSY: "Cannot be asked at the moment",
    Free.NOT_ASKED: "Prefers not to be asked for introductions",
}
_TURN = {
    Dial.SOON: "Look for depth instead",
    Dial.DEEP: "Look for somebody who replies soon",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of a search for people.

    Attributes:
        lead: what the community's pack says to such a question, or empty.
        where: the question stands (see `gap_controls`); empty where the pack refuses to search.
        nobody: what the community's pack says where nobody suits.
        noted: whether it was put down as a gap that nobody was found.
    """

    search: Search
    cards: Sequence[Card] = ()
    lead: str = ""
    where: str = ""
    nobody: str = ""
    noted: bool = False


def experts_help(pack: CommunityPack) -> Message:
    """Return what may follow the command that looks for people."""
    command = pack.command("experts")
    name = f"{command.name} {command.usage}".strip() if command else FIND_LABEL
    words = (
        "Write what you would like to know, or somebody's name. I show you, and nobody else, up to "
        "three people who agreed to be found, why, and whether they can be asked. They agree "
        "before anybody is introduced."
    )
    text = f"*{safe(name, 100)}*\n{words}"
    return Message(text=safe(f"{name}: {words}", FALLBACK_CHARS), blocks=(section(text),))


def people_message(shown: Shown) -> Message:
    """Return what a command is replied to with, and what its buttons put in its place."""
    asked = quotation(shown.search.question, SHOWN_CHARS)
    names = ", ".join(card.name for card in shown.cards)
    text = f"{TITLE}: {names}" if shown.cards else shown.lead or _nobody(shown)
    return Message(text=safe(text, FALLBACK_CHARS), blocks=(asked, *_found(shown)))


def people_modal(shown: Shown) -> Json:
    """Return the window that stands over channels and threads; another question fits in it."""
    blocks = [question_field(shown.search.question), *_found(shown)]
    return form(FIND_FORM, TITLE, "Look again", blocks, shown.search.carried)


def people_form(search: Search, notice: str = "") -> Json:
    """Return the window in which somebody writes what they want to know.

    Args:
        search: what is known of it already.
        notice: stands above the field, as mrkdwn; or empty.
    """
    lead = [section(notice)] if notice else []
    blocks = [*lead, question_field(search.question)]
    return form(FIND_FORM, TITLE, "Look", blocks, search.carried)


def question_field(question: str) -> Json:
    """Return what is looked for, to be looked over and changed."""
    element: Json = {
        "type": "plain_text_input",
        "action_id": QUESTION,
        "multiline": True,
        "max_length": SEARCH_CHARS,
    }
    if question:
        element["initial_value"] = clip(visible(question), SEARCH_CHARS)
    hint = "Only you see it. Leave out names, cases, and anything confidential."
    return field(QUESTION, "What would you like to know?", element, hint=hint)


def find_button(value: str) -> Json:
    """Return the button below an answer; see `Handle.people` for what it carries."""
    return button(FIND_LABEL, FIND_PEOPLE, value)


def knows_line(count: int) -> list[Json]:
    """Return that people may know what the knowledge does not hold; nothing where nobody does.

    It names nobody: whoever wants to see them presses the button, and alone sees their names.
    """
    if not count:
        return []
    who = "One person" if count == 1 else f"{count} people"
    words = f"{who} in the community may know. *{FIND_LABEL}* shows who, to you alone."
    return [context(words)]


def _found(shown: Shown) -> list[Json]:
    lead = [section(safe(shown.lead, 2000))] if shown.lead else []
    if not shown.cards:
        return [*lead, *([] if shown.lead and not shown.where else _none(shown))]
    cards = [block for card in shown.cards[:SHOWN_CARDS] for block in _card(card, shown)]
    turn = button(_TURN[shown.search.dial], TURN_DIAL, shown.search.carried)
    return [*lead, *cards, actions("dial", turn), context(_WHY_THEM)]


def _none(shown: Shown) -> list[Json]:
    noted = [context(_NOTED)] if shown.noted else []
    said = safe(_nobody(shown), 2000)
    return [section(f"{said} {TRY_AGAIN}"), *gap_controls(shown.where), *noted]


def _nobody(shown: Shown) -> str:
    return NOBODY_ELSE if shown.search.dropped else shown.nobody


def person_rows(card: Card) -> list[Json]:
    """Return a member as others see them."""
    what = ", ".join(filter(None, (safe(card.kind, 40), safe(card.organisation, 100))))
    named = " · ".join(filter(None, (f"*{safe(card.name, 80)}*", what)))
    lines = "\n".join(filter(None, (named, safe(card.headline, 150))))
    interest = safe(card.interest, 200)
    declared = [context(f"Declared commercial interest: {interest}")] if interest else []
    return [section(lines), *declared, *reasons(card), context(_FREE[card.free])]


def _card(card: Card, shown: Shown) -> list[Json]:
    pressed = f"{card.member}|{shown.search.carried}"
    ask = button("Ask for an introduction", ASK_PERSON, pressed, of=card.name)
    asks = [ask] if card.free in ASKABLE else []
    dropping = button("Not right", NOT_RIGHT, pressed, of=card.name)
    row = actions(f"card {card.member}", *asks, dropping)
    return [*person_rows(card), row, divider()]


def reasons(card: Card) -> list[Json]:
    """Return why somebody is shown, each reason with a link to what it names."""
    return reason_rows(card.because)


def reason_rows(because: Sequence[Because]) -> list[Json]:
    """Return reasons, each with a link to what it names."""
    return [context(f"• {_reason(one)}") for one in because[:SHOWN_REASONS]]


def _reason(one: Because) -> str:
    linked = link(one.url, one.text, 250)
    return linked if len(linked) <= LINK_CHARS else safe(one.text, 250)
