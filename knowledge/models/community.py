"""A community pack: everything that makes the product one community's own."""

import unicodedata
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from knowledge.models.documents import Kind
from knowledge.models.marking_places import MarkingPlaces
from knowledge.models.notices import Notices
from knowledge.models.pack_parts import Key, PackPart, Pattern, Text
from knowledge.models.sensitivity import Identifier, Marking, SensitivityRules

_STRAIGHT_QUOTES = str.maketrans("‘’“”", "''\"\"")


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        msg = f"“{name}” is no time zone; use a name such as Europe/London"
        raise ValueError(msg) from None
    return name


def _plain(question: str) -> str:
    """Return the question as patterns expect it: straight quotes, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", question).translate(_STRAIGHT_QUOTES).split())


TimeZone = Annotated[str, AfterValidator(_known_zone)]
Emoji = Annotated[str, Field(pattern=r"^[a-z0-9_+'-]+$")]


class Term(PackPart):
    """A word of the community's taxonomy; `key` is what tags and filters use."""

    key: Key
    name: Text
    description: Text


_LICENCES = (
    Term(
        key="answers_only",
        name="For answers only",
        description="May be quoted in answers, and is not licensed for anything else.",
    ),
    Term(
        key="cc_by_4",
        name="CC BY 4.0",
        description="Anybody may use it who names its author.",
    ),
)


_STAGES = (
    Term(key="idea", name="Idea", description="Thought through, not yet tried."),
    Term(key="pilot", name="Pilot", description="Tried on a small scale, to see how it goes."),
    Term(key="trial", name="Trial", description="Tried with a comparison, to see what it does."),
    Term(key="live", name="In use", description="Part of everyday work."),
)


_ORGANISATIONS = (
    Term(key="public_body", name="Public body", description="Paid for and run by the public."),
    Term(key="university", name="University", description="Teaches and does research."),
    Term(key="company", name="Company", description="Sells goods or services."),
    Term(key="charity", name="Charity", description="Works for a cause, not for profit."),
)


class AnswerKind(PackPart):
    """What the community calls one kind of statement."""

    key: Kind
    name: Text
    description: Text


class Command(PackPart):
    """A slash command as people see it in Slack's menu.

    Attributes:
        key: what the command does (`ask`, `reindex`, `help`), whatever the community calls it.
        usage: hint on what may follow the command; empty when nothing may.
    """

    key: Key
    name: Annotated[str, Field(pattern=r"^/[a-z][a-z0-9_-]{0,30}$")]
    description: Annotated[str, Field(min_length=1, max_length=100)]
    usage: Annotated[str, Field(max_length=100)] = ""


class Route(PackPart):
    """Questions that retrieval must not answer, and what is said instead.

    Attributes:
        examples: questions that this route takes.
        unless: a question that one of these matches is not taken.
        reply: says what to do next.
        show_closest: whether the nearest passages are shown below the reply.
        is_gap: whether such a question asks for knowledge that the community could come to hold.
    """

    key: Key
    examples: Annotated[tuple[Text, ...], Field(min_length=1)]
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    unless: tuple[Pattern, ...] = ()
    reply: Text
    show_closest: bool
    is_gap: bool = False

    def takes(self, question: str) -> bool:
        """Tell whether the question belongs here, whatever other routes say."""
        text = _plain(question)
        return any(pattern.search(text) for pattern in self.patterns) and not any(
            pattern.search(text) for pattern in self.unless
        )


class SuggestedQuestion(PackPart):
    """A question offered before the person has asked one; `title` is what the button shows."""

    title: Annotated[str, Field(min_length=1, max_length=75)]
    question: Text


class CallRules(PackPart):
    """How questions are put to channels.

    Attributes:
        channel: name, without #, of the channel that is proposed for a question that was asked in
            none; or empty.
        thanks: names of the reactions with which a reply is thanked.
        a_day: how many questions of one member are put to channels within a day.
    """

    channel: Annotated[str, Field(pattern=r"^[^#\s]*$", max_length=80)] = ""
    thanks: Annotated[tuple[Emoji, ...], Field(min_length=1, max_length=5)] = (
        "pray",
        "white_check_mark",
    )
    a_day: Annotated[int, Field(ge=1, le=100)] = 5


class GlossaryEntry(PackPart):
    """One sense of an acronym; an acronym with several senses has several entries.

    Attributes:
        status: `recalled` entries have no source yet and never answer alone.
        ambiguous_note: the other sense, or empty.
        variants: other spellings that people type.
    """

    acronym: Text
    expansion: Text
    kind: Text
    status: Literal["sourced", "recalled"]
    source: str
    ambiguous_note: str
    variants: tuple[Text, ...]


class CommunityPack(PackPart):
    """One community's names, taxonomy, rules and texts.

    Attributes:
        key: equals the name of the pack's folder.
        bot_name: how the bot is called in Slack.
        organisation_kinds: sorts of organisations that members come from.
        stances: how the community may stand to a subject, such as lead or follow.
        stages: how far something that is tried can have come.
        marking_places: where a marking is looked for.
        identifiers: what of cases and private people is held or taken out.
        region: country whose telephone numbers are read without a prefix (`GB`), or empty.
        routes: tried in this order.
        calls: how questions that nobody could answer are put to channels.
        folder: where the pack was read from.
    """

    key: Key
    name: Text
    bot_name: Annotated[str, Field(min_length=1, max_length=35)]
    description: Annotated[str, Field(min_length=1, max_length=140)]
    time_zone: TimeZone
    commands: Annotated[tuple[Command, ...], Field(min_length=1)]
    member_kinds: Annotated[tuple[Term, ...], Field(min_length=1)]
    organisation_kinds: Annotated[tuple[Term, ...], Field(min_length=1)] = _ORGANISATIONS
    functions: tuple[Term, ...]
    stances: tuple[Term, ...] = ()
    service_lines: tuple[Term, ...]
    contribution_kinds: Annotated[tuple[Term, ...], Field(min_length=1)]
    licences: Annotated[tuple[Term, ...], Field(min_length=1)] = _LICENCES
    stages: Annotated[tuple[Term, ...], Field(min_length=1)] = _STAGES
    answer_kinds: Annotated[tuple[AnswerKind, ...], Field(min_length=1)]
    markings: tuple[Marking, ...]
    marking_places: MarkingPlaces = MarkingPlaces()
    identifiers: tuple[Identifier, ...] = ()
    region: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    routes: tuple[Route, ...]
    calls: CallRules = CallRules()
    notices: Notices
    suggested_prompts: Annotated[tuple[SuggestedQuestion, ...], Field(max_length=4)]
    glossary: tuple[GlossaryEntry, ...]
    folder: Path

    @property
    def tags(self) -> frozenset[str]:
        """Keys that documents may be tagged with: functions and service lines."""
        return frozenset(term.key for term in (*self.functions, *self.service_lines))

    @property
    def sensitivity(self) -> SensitivityRules:
        """The rules by which texts are let in, held or blocked; to be asked for once."""
        return SensitivityRules(self.markings, self.marking_places, self.identifiers, self.region)

    def command(self, key: str) -> Command | None:
        """Return the command that does `key`, or None when the community has none for it."""
        return next((command for command in self.commands if command.key == key), None)

    def route_of(self, question: str) -> Route | None:
        """Return the first route that takes the question, or None when it is to be searched."""
        return next((route for route in self.routes if route.takes(question)), None)

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        named: dict[str, list[str]] = {
            "commands": [word for command in self.commands for word in (command.key, command.name)],
            "member_kinds": [term.key for term in self.member_kinds],
            "organisation_kinds": [term.key for term in self.organisation_kinds],
            "functions and service_lines": [
                term.key for term in (*self.functions, *self.service_lines)
            ],
            "stances": [term.key for term in self.stances],
            "contribution_kinds": [term.key for term in self.contribution_kinds],
            "licences": [term.key for term in self.licences],
            "stages": [term.key for term in self.stages],
            "answer_kinds": [kind.key for kind in self.answer_kinds],
            "markings": [marking.label for marking in self.markings],
            "identifiers": [one.key for one in self.identifiers],
            "routes": [route.key for route in self.routes],
        }
        for where, names in named.items():
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                msg = f"{where}: “{twice[0]}” stands there twice"
                raise ValueError(msg)
        return self

    @model_validator(mode="after")
    def _examples_go_where_they_say(self) -> Self:
        for route in self.routes:
            for example in route.examples:
                taken = self.route_of(example)
                if taken is not route:
                    where = f"“{taken.key}” takes it" if taken else "no route takes it"
                    msg = f"routes: “{example}” is an example of “{route.key}”, but {where}"
                    raise ValueError(msg)
        for prompt in self.suggested_prompts:
            taken = self.route_of(prompt.question)
            if taken:
                msg = f"suggested_prompts: “{prompt.question}” is taken by the route “{taken.key}”"
                raise ValueError(msg)
        return self
