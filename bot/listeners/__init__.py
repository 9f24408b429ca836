"""Every Slack trigger, one line each: listeners and manifest are both made from this table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from slack_bolt import App

from bot.listeners import (
    actions,
    availability,
    channels,
    commands,
    curation,
    documents,
    experts,
    following,
    home,
    introductions,
    letters,
    offers,
    outcomes,
    profile,
    questions,
    science,
    stewardship,
    trials,
    waiting,
    why,
)
from bot.views.answer import ABOUT_ANSWER, ANSWER_MENU, CHOOSE_SENSE, SHOW_QUOTES
from bot.views.calls import ASK_FORM, TAKE_BACK_CALL, THIS_ANSWERS
from bot.views.cards import (
    ASK_PERSON,
    FIND_FORM,
    FIND_LABEL,
    FIND_PEOPLE,
    FIND_SHORTCUT,
    NOT_RIGHT,
    TURN_DIAL,
)
from bot.views.consents import ANONYMOUSLY, KIND_FORM, NO_THANKS, WITH_KIND, WITH_NAME
from bot.views.document_form import DOCUMENT_FORM
from bot.views.documents import (
    ACCEPT_DOCUMENT,
    ADD_DOCUMENT,
    CHANGE_DOCUMENT,
    REINDEX_DOCUMENT,
    REMOVE_DOCUMENT,
)
from bot.views.findable import (
    EDIT_PROFILE,
    OPEN_EVIDENCE,
    OPEN_HOURS,
    OPEN_PAUSE,
    OPEN_WISHES,
    PAUSE_FORM,
    RESUME,
)
from bot.views.gap import ASK_CHANNEL, TELL_ME
from bot.views.hours import HOURS_FORM
from bot.views.introductions import TAKE_BACK_INTRODUCTION
from bot.views.letters import (
    ANOTHER_REASON,
    ANSWER_HERE,
    HAPPY,
    I_AM_BACK,
    NO_TIME,
    NOT_MY_AREA,
    PASS_ON,
    PAUSE_ME,
)
from bot.views.listing import LIST_ME, NEVER_ASK, NOT_NOW
from bot.views.meetings import NEXT_CHANNEL, NEXT_PERSON
from bot.views.offers import ADD, FORM, LOOK, REFUSE
from bot.views.outcomes import (
    AGREE_FORM,
    OUTCOMES,
    READ_ANSWER,
    THANK,
    WRITE_FORM,
    WRITE_UP,
)
from bot.views.own_evidence import HIDE, NEWER, OLDER, UNHIDE
from bot.views.profile_form import PROFILE_FORM
from bot.views.queue import (
    ACCEPT,
    ACCEPT_FORM,
    DECLINE,
    DECLINE_FORM,
    OPEN_MINE,
    OPEN_QUEUE,
    READ,
    RENAME,
    RENAME_FORM,
    WITHDRAW,
)
from bot.views.reason import REASON_FORM, SEND_FORM
from bot.views.replies import ANSWER_FORM, PASS_FORM
from bot.views.stewardship import FORGET_ME
from bot.views.trials import TRIED_FORM, WE_TRIED
from bot.views.waits import OPEN_WAITING, STOP_WAITING, TELL_FORM
from bot.views.why import KEEP_QUESTION, TAKE_BACK
from bot.views.wishes import WISHES_FORM
from knowledge.models.community import Command, CommunityPack

ASK, REINDEX, HELP, EXPERTS = "ask", "reindex", "help", "experts"
Listener = Callable[..., None]
_CHANNEL_TYPES = {"channels": "channel", "groups": "group", "im": "im"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """Something that Slack sends, and what it takes to get it.

    Attributes:
        name: of the event as a manifest lists it; an action's or callback's id; a command's key,
            because the community's pack names and describes it.
        scopes: bot scopes without which it is not sent.
        private_channels: whether only communities that opted in to private channels want it.
        label: what a message's menu shows for a shortcut, at most 24 characters.
        says: what the app's configuration says of a shortcut.
    """

    kind: Literal["event", "command", "action", "view", "shortcut"]
    name: str
    listener: Listener
    scopes: tuple[str, ...] = ()
    private_channels: bool = False
    label: str = ""
    says: str = ""


# fmt: off
TRIGGERS = (
    Trigger("event", "app_mention", questions.asked, ("app_mentions:read",)),
    Trigger("event", "message.channels", questions.asked, ("channels:history",)),
    Trigger("event", "message.groups", questions.asked, ("groups:history", "groups:read"), private_channels=True),  # noqa: E501
    Trigger("event", "message.im", questions.asked, ("im:history",)),
    Trigger("event", "app_home_opened", home.opened),
    Trigger("event", "reaction_added", channels.reacted, ("reactions:read",)),
    Trigger("event", "channel_archive", channels.archived, ("channels:read",)),
    Trigger("event", "channel_unarchive", channels.unarchived, ("channels:read",)),
    Trigger("event", "channel_deleted", channels.gone, ("channels:read",)),
    Trigger("event", "channel_left", channels.gone, ("channels:read",)),
    Trigger("event", "channel_shared", channels.shared, ("channels:read",)),
    Trigger("event", "group_archive", channels.archived, ("groups:read",), private_channels=True),
    Trigger("event", "group_unarchive", channels.unarchived, ("groups:read",), private_channels=True),  # noqa: E501
    Trigger("event", "group_deleted", channels.gone, ("groups:read",), private_channels=True),
    Trigger("event", "group_left", channels.gone, ("groups:read",), private_channels=True),
    Trigger("command", ASK, commands.ask, ("commands",)),
    Trigger("command", REINDEX, commands.reindex, ("commands",)),
    Trigger("command", HELP, science.science, ("commands",)),
    Trigger("command", EXPERTS, experts.experts, ("commands",)),
    Trigger("action", SHOW_QUOTES, actions.show_quotes),
    Trigger("action", ABOUT_ANSWER, why.why_answer),
    Trigger("action", ANSWER_MENU, actions.answer_menu),
    Trigger("action", CHOOSE_SENSE, actions.choose_sense),
    Trigger("action", KEEP_QUESTION, why.keep_question),
    Trigger("action", TAKE_BACK, why.take_back),
    Trigger("action", WITH_NAME, following.keep_mine),
    Trigger("action", ANONYMOUSLY, following.keep_mine),
    Trigger("action", WITH_KIND, following.keep_with_kind),
    Trigger("action", NO_THANKS, following.no_thanks),
    Trigger("view", KIND_FORM, following.kind_chosen),
    Trigger("shortcut", ADD, offers.add, ("commands",), label="Add to knowledge", says="Offer this message, so that it can be found again."),  # noqa: E501
    Trigger("view", FORM, offers.offered),
    Trigger("action", LOOK, offers.look),
    Trigger("action", REFUSE, offers.refuse),
    Trigger("action", WE_TRIED, trials.we_tried),
    Trigger("view", TRIED_FORM, trials.told),
    Trigger("action", OPEN_QUEUE, curation.open_queue),
    Trigger("action", OPEN_MINE, curation.open_mine),
    Trigger("action", ACCEPT, curation.accept),
    Trigger("action", DECLINE, curation.decline),
    Trigger("action", READ, curation.read),
    Trigger("view", ACCEPT_FORM, curation.accepted),
    Trigger("view", DECLINE_FORM, curation.declined),
    Trigger("action", WITHDRAW, curation.withdraw),
    Trigger("action", RENAME, curation.rename),
    Trigger("view", RENAME_FORM, curation.renamed),
    Trigger("action", ADD_DOCUMENT, documents.add),
    Trigger("action", ACCEPT_DOCUMENT, documents.accept),
    Trigger("action", CHANGE_DOCUMENT, documents.change),
    Trigger("action", REINDEX_DOCUMENT, documents.reindex),
    Trigger("action", REMOVE_DOCUMENT, documents.remove),
    Trigger("view", DOCUMENT_FORM, documents.submitted),
    Trigger("view", FORGET_ME, stewardship.forget_confirmed),
    Trigger("action", ASK_CHANNEL, waiting.ask_channel),
    Trigger("view", ASK_FORM, waiting.channel_asked),
    Trigger("action", TELL_ME, waiting.tell_me),
    Trigger("view", TELL_FORM, waiting.told_later),
    Trigger("shortcut", THIS_ANSWERS, waiting.this_answers, ("commands",), label="This answers it", says="Say which reply answers a question that I asked for you."),  # noqa: E501
    Trigger("action", STOP_WAITING, waiting.stop_waiting),
    Trigger("action", TAKE_BACK_CALL, waiting.take_back_call),
    Trigger("action", OPEN_WAITING, waiting.open_waiting),
    Trigger("shortcut", FIND_SHORTCUT, experts.find_someone, ("commands",), label=FIND_LABEL, says="See who in the community may know about this."),  # noqa: E501
    Trigger("action", FIND_PEOPLE, experts.find_people),
    Trigger("view", FIND_FORM, experts.looked_for),
    Trigger("action", TURN_DIAL, experts.turn_dial),
    Trigger("action", NOT_RIGHT, experts.not_right),
    Trigger("action", ASK_PERSON, experts.ask_person),
    Trigger("view", REASON_FORM, experts.reason_given),
    Trigger("view", SEND_FORM, experts.reason_sent),
    Trigger("action", TAKE_BACK_INTRODUCTION, introductions.take_back),
    Trigger("action", EDIT_PROFILE, profile.edit_profile),
    Trigger("view", PROFILE_FORM, profile.profile_sent),
    Trigger("action", OPEN_WISHES, profile.open_wishes),
    Trigger("view", WISHES_FORM, profile.wishes_sent),
    Trigger("action", LIST_ME, profile.list_me),
    Trigger("action", NOT_NOW, profile.list_not_now),
    Trigger("action", NEVER_ASK, profile.list_never),
    Trigger("action", OPEN_PAUSE, availability.open_pause),
    Trigger("view", PAUSE_FORM, availability.pause_sent),
    Trigger("action", RESUME, availability.resume),
    Trigger("action", OPEN_HOURS, availability.open_hours),
    Trigger("view", HOURS_FORM, availability.hours_sent),
    Trigger("action", OPEN_EVIDENCE, availability.open_evidence),
    Trigger("action", NEWER, availability.open_evidence),
    Trigger("action", OLDER, availability.open_evidence),
    Trigger("action", HIDE, availability.change_evidence),
    Trigger("action", UNHIDE, availability.change_evidence),
    Trigger("action", NEXT_PERSON, introductions.next_person),
    Trigger("action", NEXT_CHANNEL, introductions.next_channel),
    Trigger("action", HAPPY, letters.happy),
    Trigger("action", ANSWER_HERE, letters.answer_here),
    Trigger("view", ANSWER_FORM, letters.answered),
    Trigger("action", NO_TIME, letters.not_now),
    Trigger("action", NOT_MY_AREA, letters.not_my_area),
    Trigger("action", ANOTHER_REASON, letters.another_reason),
    Trigger("action", PASS_ON, letters.pass_on),
    Trigger("view", PASS_FORM, letters.passed),
    Trigger("action", PAUSE_ME, letters.pause_me),
    Trigger("action", I_AM_BACK, letters.back),
    *(Trigger("action", name, outcomes.said) for name in OUTCOMES),
    Trigger("action", THANK, outcomes.thank),
    Trigger("action", WRITE_UP, outcomes.write_up),
    Trigger("view", WRITE_FORM, outcomes.written),
    Trigger("action", READ_ANSWER, outcomes.read),
    Trigger("view", AGREE_FORM, outcomes.agreed),
)
# fmt: on


def register(app: App, pack: CommunityPack) -> None:
    """Bind every trigger to its listener; a command that the pack does not name has none."""
    for trigger in TRIGGERS:
        if trigger.kind == "command":
            command = command_of(pack, trigger.name)
            if command:
                app.command(command.name)(trigger.listener)
        elif trigger.kind == "event":
            _register_event(app, trigger)
        else:
            binders = {"action": app.action, "view": app.view, "shortcut": app.shortcut}
            binders[trigger.kind](trigger.name)(trigger.listener)


def command_of(pack: CommunityPack, key: str) -> Command | None:
    """Return what the community calls the command with this key."""
    return next((command for command in pack.commands if command.key == key), None)


def _register_event(app: App, trigger: Trigger) -> None:
    event, _, place = trigger.name.partition(".")
    matchers = [_in_conversation(_CHANNEL_TYPES[place])] if place else []
    app.event(event, matchers=matchers)(trigger.listener)


def _in_conversation(channel_type: str) -> Callable[..., bool]:
    def is_there(event: dict[str, Any]) -> bool:
        return bool(event.get("channel_type") == channel_type)

    return is_there
