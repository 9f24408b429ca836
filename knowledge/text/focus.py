"""What kind of thing a question asks for, and whether a text holds one of that kind."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from knowledge.text.terms import terms


class Focus(StrEnum):
    """A kind of thing that an answer has to name; `judgement` and `open` ask for none."""

    MONEY = "money"
    DURATION = "duration"
    FREQUENCY = "frequency"
    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    NAME = "name"
    JUDGEMENT = "judgement"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for.

    Attributes:
        counted: terms of what is counted in “how many …”; empty for other questions.
        asked: all terms of the question: what it names itself is no answer to it.
    """

    focus: Focus
    counted: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


def focus_of(question: str) -> Wanted:
    """Return what a question asks for, by its question words."""
    focus = next((one for one, rule in _RULES.items() if rule.search(question)), Focus.OPEN)
    counted = _counted(question) if focus is Focus.NUMBER else frozenset()
    return Wanted(focus, counted, frozenset(terms(question)))


def content_terms(asked: Iterable[str]) -> tuple[str, ...]:
    """Return the asked terms that name something, or all when none does."""
    every = tuple(asked)
    return tuple(one for one in every if one not in _FRAME) or every


def holds(wanted: Wanted, text: str) -> bool:
    """Tell whether a text names a thing of the kind that is wanted; True where none is."""
    check = _CHECKS.get(wanted.focus)
    return check(wanted, text) if check else True


def _either(*patterns: str, case: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(patterns), 0 if case else re.IGNORECASE)


_FRAME: Final = frozenset(
    terms(
        """many much long often big large far fast high old number kind type sort anybody anything
        someone something thing work happen mean stand exist difference different explain describe
        rule used use using various particular possible available actual good best wot wots whats
        hows whos wheres pls plz gonna wanna gimme come came advice idea info information find look
        see start begin keep put take add make get give tell show say know think want need let try
        seem call talk hear heard mention allow become bring hold run sure already actually really
        maybe please hello hi thanks bit stuck ever never also even still just way lot bunch stuff
        got going done yet usin hav any1 anyone shud cud wud thru list name word stand count cover
        produce belong"""
    )
)
"""Terms that shape a question and need not stand in its answer."""

_VERB = r"(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|must|may)"
_UNIT = r"(?:second|minute|hour|day|week|month|year|decade)s?"
_PAID = (
    r"(?:costs?|costing|money|pays?|paid|spen[dt]|charged?|fees?|fund(?:ed|ing)?|budget|grants?"
    r"|worth|gets?|salary|compensation|prices?|given|receives?d?|invest(?:ed|ment)?|earns?)"
)
_MEASURE = r"(?:many|much|big|large|far|fast|high|old|deep|heavy|wide|tall|likely|accurate)"
_SHARE = (
    r"(?:number|percentage|percent|proportion|share|rate|fraction|ratio|odds|chance|probability"
    r"|size|maximum|minimum)"
)
_NAMED = (
    r"(?:compan(?:y|ies)|firms?|vendors?|suppliers?|providers?|universit(?:y|ies)|forces?"
    r"|countr(?:y|ies)|cit(?:y|ies)|models?|products?|software|languages?|apps?|cameras?"
    r"|algorithms?|tools?|organi[sz]ations?|bod(?:y|ies)|act|law|projects?|centres?|bank|team"
    r"|club|film|song|book|state|river|island)"
)
_RULES: Final[Mapping[Focus, re.Pattern[str]]] = {
    Focus.DURATION: _either(
        r"\bhow long\b",
        rf"\bhow (?:many|much) (?:time|{_UNIT})\b",
        r"\bretention (?:period|time)s?\b",
        r"\bhow soon\b",
        r"\bwhat (?:is|was) the (?:duration|deadline)\b",
    ),
    Focus.FREQUENCY: _either(r"\bhow (?:often|frequently|regularly)\b"),
    Focus.MONEY: _either(
        rf"\bhow much\b.{{0,80}}\b{_PAID}\b",
        r"\b(?:what|which)\b.{0,40}\b(?:costs?|price|fees?|budget|salary|(?<!is )fines?)\b",
    ),
    Focus.NUMBER: _either(
        rf"\bhow {_MEASURE}\b",
        rf"\bwhat (?:(?:is|was|are|were) )?(?:the )?(?:[\w-]+ ){{0,2}}{_SHARE}\b",
        r"\bwhat distance\b",
        r"^(?:chance|number|percentage|proportion|rate) of\b",
    ),
    Focus.DATE: _either(
        r"\bwhen (?:did|was|were|will|has|have|had)\b",
        r"\b(?:since|and) when\b",
        r"\b(?:what|which) (?:year|date|month|day|time|century)\b",
    ),
    Focus.PERSON: _either(
        r"^\W*(?:[\w']+ ){0,2}who(?:se|m|'s|s)?\b", r"\b(?:and|by|to|with|from|of) whom?\b"
    ),
    Focus.PLACE: _either(r"\bwhere\b"),
    Focus.JUDGEMENT: _either(
        rf"^\W*(?:(?:so|and|but|ok|hi|hello) )*{_VERB}\b"
        r"(?!.{0,12}\b(?:anyone|anybody|someone|any force)\b)",
        r"\bhow (?:effective|well|good|useful|successful|safe|reliable)\b",
    ),
    Focus.NAME: _either(rf"\b(?:which|what) (?!{_VERB}\b)(?:[\w-]+ )?{_NAMED}\b"),
}
"""How each kind is asked for; the first that matches decides."""

_SMALL: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundreds? "
    "thousands? millions? billions? dozens? half third quarter"
).replace(" ", "|")
_NUMBER: Final = rf"(?:\d[\d,.]*|\b(?:{_SMALL})\b)"
_ANY_NUMBER: Final = _either(_NUMBER, r"\bone\b", r"\bnone\b", r"\bsingle\b", r"\bpercent\b")
_TOKEN: Final = _either(_NUMBER, r"[^\W_]+")
_EVERYBODY: Final = frozenset(terms("people persons individuals"))
_NEAR: Final = 5  # words between a number and what it counts
_PHRASE: Final = 3  # terms of what is counted, at most
_COUNTED: Final = _either(
    rf"\bhow many (?P<noun>[\w&'’-]+(?: [\w&'’-]+){{0,3}}?)(?= (?:{_VERB}|in|on|of|to|from|at|for"
    r"|by|with|there|that|who)\b|[?.!]|$)"
)
_MONTHS: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
# A capital that begins a sentence names nothing.
_NAMES: Final = _either(r"(?<![.!?]\s)(?<!^)\b(?:[A-Z][\w’'-]*|[A-Z]{2,})", case=True)
_ROLES: Final = _either(
    r"\b\w{3,}(?:ers|ors|ists|ees|ians|ants|men|officer|adviser|regulator|council|committee|team"
    r"|staff|people|members?|constables?|leads?|board|commissioner|author|director)\b",
    r"\b(?:people|staff|members?|any(?:body|one)|every(?:body|one)|bod(?:y|ies)|victims?|students"
    r"|forces?)\b",
)
_SHAPES: Final[Mapping[Focus, re.Pattern[str]]] = {
    Focus.MONEY: _either(
        r"[£$€]\s?\d",
        r"\b(?:pounds?|euros?|dollars?|pence)\b",
        r"\b(?:nothing|free|no (?:cost|fee|charge)s?)\b",
    ),
    Focus.DURATION: _either(
        rf"(?:{_NUMBER}|\bone|\ban?|\bseveral|\bfew)[ -](?:working |calendar |full )?{_UNIT}\b",
        r"\b(?:until|within|at once|immediately|no longer than)\b",
        r"\bpermanent|\bfor (?:life|ever)\b|\bfrom \d{4} to\b",
        rf"\b{_UNIT} long\b",
    ),
    Focus.FREQUENCY: _either(
        rf"\b(?:each|every|once an?|twice an?|times an?|per) (?:\w+ )?(?:{_UNIT}|quarter)\b",
        r"\b(?:daily|weekly|fortnightly|monthly|quarterly|yearly|annual(?:ly)?|always|regularly"
        r"|never)\b",
        r"\b(?:before|after) each\b",
    ),
    Focus.DATE: _either(
        rf"\b1[0-9]{{3}}\b|\b20\d\d\b|\b{_MONTHS}\b",
        r"\b\d{1,2}(?:st|nd|rd|th) century\b|\b\d{1,2}(?:[:.]\d\d)? ?[ap]m\b",
        r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b",
        case=True,
    ),
    Focus.PLACE: _either(
        r"\b(?:in|at|on|from|near|of|to) (?:the )?(?-i:[A-Z])",
        r"\b(?:web)?(?:site|page|map|platform|channel)\b|\bonline\b",
        r"\bhttps?:|\b\w+\.(?:uk|org|com)\b",
    ),
}


def _counted(question: str) -> frozenset[str]:
    found = _COUNTED.search(question)
    if found:
        return frozenset(terms(found["noun"])[:_PHRASE])
    return frozenset(terms(question.lower().partition("how many ")[2])[: _PHRASE - 1])


def _holds_number(wanted: Wanted, text: str) -> bool:
    if not _ANY_NUMBER.search(text):
        return False
    if not wanted.counted or wanted.counted & _EVERYBODY:
        return True
    tokens = _TOKEN.findall(text)
    return any(
        wanted.counted.intersection(terms(" ".join(tokens[place + 1 : place + 1 + _NEAR])))
        for place, token in enumerate(tokens)
        if _ANY_NUMBER.fullmatch(token)
    )


def _holds_shape(wanted: Wanted, text: str) -> bool:
    return _SHAPES[wanted.focus].search(text) is not None


def _holds_person(wanted: Wanted, text: str) -> bool:
    return _holds_name(wanted, text) or _ROLES.search(text) is not None


def _holds_name(wanted: Wanted, text: str) -> bool:
    """Tell whether something is named that the question does not name."""
    named = (term for name in _NAMES.findall(text) for term in terms(name))
    return any(term not in wanted.asked for term in named)


_CHECKS: Final[Mapping[Focus, Callable[[Wanted, str], bool]]] = {
    Focus.NUMBER: _holds_number,
    Focus.MONEY: _holds_shape,
    Focus.DURATION: _holds_shape,
    Focus.FREQUENCY: _holds_shape,
    Focus.DATE: _holds_shape,
    Focus.PLACE: _holds_shape,
    Focus.PERSON: _holds_person,
    Focus.NAME: _holds_name,
}
