"""The modal in which somebody says what a document is and who may read it."""

from bot.brought import Errand
from bot.mrkdwn import clip, safe
from bot.views.documents import date_in_words, in_words
from bot.views.parts import Json, context, modal, plain_text, section
from knowledge.errors import KnowledgeError
from knowledge.models.access import COMMUNITY, PUBLIC
from knowledge.models.community import AnswerKind
from knowledge.models.contributions import Contribution
from knowledge.models.inspection import Inspection, Outcome

DOCUMENT_FORM = "document_form"
TITLE_CHARS, LINE_CHARS, DATE_CHARS = 150, 150, 10
CHANNEL = "channel"
ADDING, PROPOSING = "Add to knowledge", "Propose a document"
_AUDIENCES = {
    PUBLIC: ("Everyone", "Guests and external partners too"),
    COMMUNITY: ("All full members", "No guests, no partners"),
    CHANNEL: ("Only one channel", "Whoever is in the channel chosen below"),
}


def waiting_modal(*, proposes: bool) -> Json:
    """Return what stands in the modal while the document is being read."""
    said = (
        "I am reading the document; this takes a few seconds. Nothing of it is stored. If this "
        "stays as it is for a minute, close it and press the button again."
    )
    return modal(PROPOSING if proposes else ADDING, [section(f"⏳ {said}")])


def notice_modal(text: str, title: str = ADDING) -> Json:
    """Return a modal that says one thing in plain words."""
    return modal(title, [section(safe(text, 2900))])


def problem_modal(error: KnowledgeError) -> Json:
    """Return the modal that says why a document cannot be taken."""
    return notice_modal(f"{error} I have kept nothing of it.")


def found_line(name: str, size: int, found: Inspection) -> str:
    """Return what a look found, in one line of mrkdwn."""
    last = found.extent.removeprefix("page ")
    pages = f"{last} pages" if found.extent.startswith("page ") else found.extent
    several = f"{found.documents:,} documents in it" if found.documents > 1 else ""
    label = f"security label found: {found.label}"
    words = f"{found.words:,} words"
    parts = (in_words(size), pages, several, words, label)
    return f"*{safe(name, 100)}* · " + " · ".join(safe(part, 100) for part in parts if part)


def add_form(
    errand: Errand, found: Inspection, lead: str, kinds: tuple[AnswerKind, ...], same: str = ""
) -> Json:
    """Return the form, filled with what the document says of itself.

    Args:
        lead: what a look found, as mrkdwn.
        kinds: the community's.
        same: title of a document with the same bytes that is held already, or empty.
    """
    notes = [context(lead)]
    if found.outcome is Outcome.HOLD:
        reasons = "\n".join(f"• {safe(reason, 250)}" for reason in found.reasons[:10])
        notes.append(
            section(f"✋ *It will be held* until a curator confirms once more:\n{reasons}")
        )
    if same:
        notes.append(section(f"⚠️ The same file is held already as “{safe(same, 150)}”."))
    known = {
        "title": found.title,
        "date": found.date,
        "owner": found.owner,
        "licence": found.licence,
        "review_date": found.review_date,
    }
    return _form(errand, [*notes, *_inputs(known, found.kind, COMMUNITY, kinds)])


def change_form(errand: Errand, one: Contribution, kinds: tuple[AnswerKind, ...]) -> Json:
    """Return the form, filled with how a document stands."""
    lead = context(f"Received on {date_in_words(one.offered_at.date().isoformat())}")
    known = {
        "title": one.title,
        "date": one.date,
        "owner": one.owner,
        "licence": one.licence,
        "review_date": one.review_date,
    }
    return _form(errand, [lead, *_inputs(known, one.kind, one.scope, kinds)])


def _form(errand: Errand, blocks: list[Json]) -> Json:
    return {
        **modal(PROPOSING if errand.proposes else ADDING, blocks),
        "callback_id": DOCUMENT_FORM,
        "submit": plain_text("Propose" if errand.proposes else "Save", 24),
        "close": plain_text("Cancel", 24),
        "private_metadata": errand.model_dump_json(exclude_defaults=True),
    }


def _inputs(
    known: dict[str, str], kind: str, scope: str, kinds: tuple[AnswerKind, ...]
) -> list[Json]:
    channel = scope.removeprefix("channel:") if scope.startswith("channel:") else ""
    dates = "Year, month or day: 2026, 2026-05 or 2026-05-17. Leave it empty when unknown."
    return [
        _line("title", "Title", known["title"], TITLE_CHARS, required=True),
        _line("date", "Date of the content", known["date"], DATE_CHARS, hint=dates),
        _entry("kind", "What it is", _kinds(kind, kinds)),
        _entry("audience", "Who may read it", _audiences(CHANNEL if channel else scope)),
        _entry("channel", "Channel", _channels(channel), hint="One that you are in."),
        _line("owner", "Owner", known["owner"], LINE_CHARS),
        _line("licence", "Licence", known["licence"], LINE_CHARS),
        _entry("review_date", "Review by", _day(known["review_date"])),
    ]


def _entry(name: str, label: str, element: Json, hint: str = "") -> Json:
    block = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, 100),
        "element": {**element, "action_id": name},
        "optional": name not in {"title", "kind", "audience"},
    }
    return {**block, "hint": plain_text(hint, 200)} if hint else block


def _line(
    name: str, label: str, value: str, max_chars: int, *, hint: str = "", required: bool = False
) -> Json:
    element: Json = {"type": "plain_text_input", "max_length": max_chars}
    if required:
        element["min_length"] = 1
    if value:
        element["initial_value"] = clip(" ".join(value.split()), max_chars)
    return _entry(name, label, element, hint)


def _kinds(chosen: str, kinds: tuple[AnswerKind, ...]) -> Json:
    options = [
        {"text": plain_text(f"{one.name}: {one.description}", 75), "value": str(one.key)}
        for one in kinds
    ]
    initial = next((one for one in options if one["value"] == chosen), options[0])
    return {"type": "static_select", "options": options, "initial_option": initial}


def _audiences(chosen: str) -> Json:
    options = {
        key: {"text": plain_text(name, 75), "description": plain_text(about, 75), "value": key}
        for key, (name, about) in _AUDIENCES.items()
    }
    initial = options.get(chosen, options[COMMUNITY])
    return {"type": "radio_buttons", "options": list(options.values()), "initial_option": initial}


def _channels(chosen: str) -> Json:
    return {
        "type": "conversations_select",
        "placeholder": plain_text("Only for “Only one channel”", 150),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
        **({"initial_conversation": chosen} if chosen else {}),
    }


def _day(iso: str) -> Json:
    whole = len(iso) == DATE_CHARS
    return {"type": "datepicker", **({"initial_date": iso} if whole else {})}
