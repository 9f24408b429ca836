"""What a question asks for, told from its words alone; what fits no rule asks for a fact."""

import re
import unicodedata
from typing import Final

from knowledge.models.answers import AnswerForm
from knowledge.text.terms import terms

_STRAIGHT: Final = str.maketrans("‘’“”", "''\"\"")
_OPENING: Final = re.compile(
    r"^\W*(?:(?:hi|hello|hey|please|pls|ok|okay|so|and|but|also|thanks|thank you|well)\b\W*)+",
    re.IGNORECASE,
)
_DID: Final = (
    r"(?:tried|tested|used|done|run|trial?led|piloted|bought|implemented|deployed|adopted|built"
    r"|worked with|set up|rolled out|introduced|experimented|looked (?:at|into)|experience)"
)
_DOES: Final = r"(?:trying|testing|using|doing|trial?ling|piloting|running|working with)"
_SOMEBODY: Final = (
    r"(?:any ?one|any ?body|some ?one|some ?body|any (?:other )?[\w-]+(?: [\w-]+)?"
    r"|other [\w-]+(?: [\w-]+)?)"
)
_BETWEEN: Final = r"(?: (?:else|here|out there|ever|already|actually|successfully|yet|had any))*"
_SPEAK: Final = r"(?:talk|speak|ask|contact|approach|go|write|turn|reach|email|ring|call|see|meet)"
_SAID: Final = r"(?:say|said|think|thought|suggest|raise|feel|felt|want|ask for|bring up|argue)"
_PEOPLE: Final = (
    r"(?:people|members|everyone|everybody|contributors|respondents|participants|colleagues"
    r"|the (?:group|room|channel|community|panel|audience|participants|respondents|members))"
)
_TALK: Final = (
    r"(?:discussions?|threads?|conversations?|sessions?|debates?|chats?|responses|contributions"
    r"|survey answers|comments|replies|views|opinions|focus groups?)"
)
_DRAWBACKS: Final = (
    r"(?:disadvantages|drawbacks|downsides|risks|harms|costs|cons|concerns|criticisms?|objections"
    r"|problems|weaknesses|limitations)"
)
_MERITS: Final = r"(?:advantages|benefits|merits|upsides|pros|strengths|opportunities)"
_ACRONYM: Final = r"(?-i:[A-Z][A-Za-z]*[A-Z&][A-Za-z&-]*s?|[A-Z]+-[A-Z]+s?)"
_WHAT_IS: Final = r"(?:what(?:'?s| is| are| was)|wh?ats|wots|wot is)"
_COUNTED: Final = r"(?:kinds?|types?|sorts?|categories|classes|forms|varieties|ways)"
_PLURAL: Final = (
    r"(?!(?:is|was|does|has|this|its|his|hers|ours|yours|theirs|as|us|across|process|business"
    r"|status|access|focus|basis|analysis|thesis|bias|police)\b)[\w-]*[^\Wsui]s\b|people"
    r"|children|criteria"
)
_THING: Final = re.compile(rf"\b(?:{_PLURAL})", re.IGNORECASE)
_HOLDS: Final = frozenset(terms("contain include consist comprise cover involve"))
_EFFECT: Final = re.compile(
    r"^(?:do|does|did|will|would|can|has|have) .{2,80}\b(?:works?|worked|reduced?|improved?"
    r"|prevent(?:ed)?|pay off|make a difference|make (?:things|it) (?:better|safer))\b"
    r"(?! (?:by|under|from|together|shifts?)\b)"
    r"|^(?:is|are|was|were) .{2,80}\b(?:effective|worth (?:it|the)|any good|successful)\b"
    r"|^how (?:well|effective|successful)\b|\beffectiveness of\b"
    r"|\b(?:evidence|proof)\b.{0,20}\b(?:that|for|on|of)\b.{2,60}\b(?:works?|effective|reduces?"
    r"|improves?|helps?)\b|^what (?:effect|impact|difference)\b|\b(?:effect|impact)s? of\b",
    re.IGNORECASE,
)
_SOMEBODY_WHO: Final = re.compile(
    rf"\bwho(?: else)? (?:works?|worked|knows?|specialises)\b|\bwhom? .{{0,20}}\b{_SPEAK}\b"
    r"|\bwho(?:'s| is| are)(?: else)? (?:working|researching|studying|looking)\b"
    r"|\bwho (?:can|could|might) help\b|\bexperts?\b|\bspecialists?\b|\bright person\b"
    r"|\bpoint of contact\b|\bcontacts?\b",
    re.IGNORECASE,
)
_NUMBER: Final = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}|main|key|different)"
)

_RULES: Final = tuple(
    (form, tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns))
    for form, patterns in (
        (
            AnswerForm.SUMMARY,
            (
                rf"^(?:can|could|will) you (?:summari[sz]e|sum up)\b.*\b(?:{_TALK}|said)\b",
                rf"^(?:summari[sz]e|sum up)\b.*\b(?:{_TALK}|said)\b",
                rf"\b(?:summary|overview|gist|main points|key points|themes) (?:of"
                rf"|from)\b.*\b{_TALK}\b",
                rf"\bwhat (?:did|do|does|have|had) {_PEOPLE}\b.{{0,30}}\b{_SAID}\b",
                r"\bwhat (?:was|has been|were people) (?:said|saying)\b",
                rf"\bwhat (?:came|has come) (?:up|out) (?:in|of|from) the\b.*\b{_TALK}\b",
            ),
        ),
        (
            AnswerForm.TRIED,
            (
                rf"^(?:has|have|did|does|is|are) {_SOMEBODY}{_BETWEEN} (?:{_DID}|{_DOES})\b",
                rf"^(?:any ?one|any ?body){_BETWEEN} (?:{_DID}|{_DOES}|got any experience)\b",
                rf"^who(?: else)?(?:'s| is| has| have){_BETWEEN} (?:{_DID}|trying|testing|using"
                rf"|piloting)\b",
                rf"^(?:which|what) (?:other )?[\w-]+(?: [\w-]+)? (?:have|has) {_DID}\b",
                r"^(?:has|have) (?!it\b|they\b|this\b|that\b)[\w ,-]{3,80} been (?:tried"
                r"|trial?led|piloted)\b",
            ),
        ),
        (
            AnswerForm.PEOPLE,
            (
                r"\bwho(?: else)? (?:works?|worked|knows?|specialises|leads?|owns?|runs?"
                r"|looks after)\b",
                r"\bwho(?:'s| is| are)(?: else)? (?:working|researching|studying|looking (?:at"
                r"|into)|leading)\b",
                r"\bwho(?:'s| is| are)(?: the| an?)? (?:experts?|specialists?|leads?|contacts?"
                r"|responsible"
                r"|accountable|in charge)\b",
                rf"\bwhom? (?:should|can|could|do|would|might|must) (?:i|we|one|you|they"
                rf"|somebody) {_SPEAK}\b",
                rf"\bwhom? to {_SPEAK}\b|\bwho (?:can|could|might) help\b",
                r"\b(?:any|find|know|looking for|need) (?:an? |me |us |some )*(?:experts?"
                r"|specialists?)\b",
                r"\b(?:point of contact|contact person|right person)\b",
            ),
        ),
        (
            AnswerForm.COMPARISON,
            (
                r"\barguments?\b|\b(?:for and against|against and for)\b",
                r"\bpros? (?:and|or|&|\+) cons?\b|\bboth sides\b",
                rf"\b{_MERITS} (?:and|or|&|versus|against) (?:the )?{_DRAWBACKS}\b",
                rf"\b{_DRAWBACKS} (?:and|or|&|versus|against) (?:the )?{_MERITS}\b",
                r"\b(?:vs\.?|versus)(?= )",
                r"\bdifferences? between\b|\bcompar(?:e|ed|ing|ison)\b.{2,60}\b(?:with|to|and"
                r"|against)\b",
                r"\bhow (?:is|are|does|do|did)\b.{2,80}\bdiffer(?:ent)?(?: from)?\b",
                r"\b(?:better|worse|safer|cheaper|fairer|more [\w-]+|less [\w-]+) than\b.*\?",
                rf"^(?:what|which)(?: are| were|'s| is)?(?: the"
                rf"| some)?(?: [\w-]+)? (?:safeguards?|{_DRAWBACKS}"
                rf"|{_MERITS})\b",
                r"^should(?:n't)?\b",
            ),
        ),
        (
            AnswerForm.DEFINITION,
            (
                r"\bwhat (?:does|do|did)\b.{1,80}\b(?:stands? for|mean)\b(?! (?:for|to"
                r"|in practice)\b)",
                r"^define\b|\b(?:definition|meaning) of\b|\bwhat is meant by\b|\bshort for\b",
                r"^(?:explain|what is) (?:the )?(?:term|acronym|abbreviation|word|phrase)\b",
                rf"^{_WHAT_IS} (?:an? |the )?(?:[A-Z]\w )?{_ACRONYM}\W*(?:$|(?:and|in|,)\b)",
                rf"^(?:{_WHAT_IS}) (?:an? )?(?!it\b|this\b|that\b|they\b|new\b|up\b|he\b"
                rf"|she\b)[\w&-]+\W*$",
                rf"^{_ACRONYM}\W*$",
            ),
        ),
        (
            AnswerForm.LIST,
            (
                rf"^(?:what|which) (?:are|were)\b(?: all)?(?: of)? (?:the|its|their|some|your"
                rf"|our)\b.{{0,60}}?(?:{_PLURAL})",
                r"^(?:can you |could you |please )?(?:list|enumerate|name) (?:the|all|some|every"
                r"|each|any|its|their|\w+s\b)",
                rf"^(?:can you |could you )?name {_NUMBER}\b",
                rf"^(?:what|which) (?:[\w&-]+ ){{0,2}}?(?:{_PLURAL}) (?:are|were|do|does|did"
                rf"|have|has|apply|count"
                r"|exist|run|there|can|should|must|belong|come|make)\b",
                rf"^(?:what|which) (?:{_NUMBER} )?(?:[\w&-]+ ){{0,2}}(?:{_PLURAL})\W*$",
                rf"^which (?:[\w&-]+ ){{0,1}}?(?:{_PLURAL}) [a-z]+",
                rf"\bhow many (?:different )?{_COUNTED}\b|^(?:what"
                rf"|which) (?:different )?{_COUNTED}(?: of\b| are\b)",
                r"^what (?:does|do|should|must|did)\b.{2,80}\b(?:contain|include|consist of"
                r"|comprise|cover)\W*$",
                rf"^(?:what|which) (?:{_NUMBER}) ",
            ),
        ),
    )
)


def form_of(question: str) -> AnswerForm:
    """Return what a question asks for.

    A few forms of words are known to ask for more than a fact; anything else asks for a fact.
    """
    asked = _plain(question)
    for form, patterns in _RULES:
        if any(pattern.search(asked) for pattern in patterns):
            return form
    return AnswerForm.FACT


def what_was_tried(question: str) -> str:
    """Return what a question asks whether anybody has tried; the whole question when in doubt."""
    asked = _plain(question)
    for pattern in dict(_RULES)[AnswerForm.TRIED]:
        if found := pattern.search(asked):
            beyond = asked[found.end() :]
            return beyond if terms(beyond) else asked
    return asked


def asks_for_effect(question: str) -> bool:
    """Tell whether a question asks if something works, or what it brings about."""
    return _EFFECT.search(_plain(question)) is not None


def seeks_somebody(question: str) -> bool:
    """Tell whether a question looks for a person to talk to, not for the body in charge."""
    return _SOMEBODY_WHO.search(_plain(question)) is not None


def things_asked_for(question: str) -> frozenset[str]:
    """Return the stems of the things that a question wants listed: `function` for “functions”."""
    return frozenset(term for word in _THING.findall(question) for term in terms(word))


def holding_asked_for(question: str) -> frozenset[str]:
    """Return the stem of the verb in “what does it contain?”; nothing for other questions."""
    return _HOLDS.intersection(terms(question))


def _plain(question: str) -> str:
    """Return a question without curly quotes, needless spaces and greetings."""
    text = " ".join(unicodedata.normalize("NFKC", question).translate(_STRAIGHT).split())
    return _OPENING.sub("", text).lstrip()
