"""Where in a line texts carry their markings; the defaults are English."""

from knowledge.models.pack_parts import PackPart, Pattern, patterns

_PAPERS = (
    r"(?:documents?|reports?|papers?|notes?|minutes|messages?|e-?mails?|files?|pages?|brief(?:ing)?s?"
    r"|information|materials?|text|posts?|threads?|contents?|slides?|(?:slide )?decks?"
    r"|presentations?|assessments?|summar(?:y|ies)|attachments?|agendas?|letters?|memos?|plans?"
    r"|records?|annex(?:es)?|appendix|appendices|bulletins?|advisor(?:y|ies)|circulars?"
    r"|spreadsheets?|products?|packs?|drafts?|tenders?|submissions?|evaluations?|sections?"
    r"|transcripts?|recordings?|data|releases?|proposals?|bids?|updates?|alerts?|folders?"
    r"|contributions|forms?|templates?|figures|results|versions?|tables?|correspondence)"
)
_THIS = (
    r"(?:this|these|our|all(?: of)?(?: the| this| these)?|the(?: (?:attached|following|enclosed"
    r"|whole|entire|accompanying))?|attached|enclosed|every)"
)
_POINTED = (
    r"(?:(?:all(?: of)? )?(?:this|these)|(?:the )?(?:attached|following|enclosed"
    r"|accompanying))"
)
_WHERE = r"(?: (?:below|above|herein|here|attached|that follows?|(?:in|of) (?:this|the) [\w-]+))?"
_WITH = rf"{_WHERE}(?: \(?and (?:any|its|all) attachments?\)?)?"
_A_PAPER = rf"(?:{_THIS}|{_POINTED}(?: [\w-]+)?) {_PAPERS}{_WITH}"
_SOME_PAPER = rf"{_THIS}(?: [\w-]+)?? {_PAPERS}{_WITH}"
_IT = (
    r"(?:this|these|(?:the )?(?:attached|enclosed|following)|all of this|what follows"
    r"|everything (?:below|here|attached|in (?:this|the) [\w-]+))"
)
_IS = (
    r"(?:(?:is|are) (?:to be|being)|(?:is|are|has been|have been"
    r"|(?:must|should|may|can|will) be)"
    r"|must|should|may|can|contains?|includes?|holds?|carr(?:y|ies)|bears?|has|have"
    r"|(?:was|were)(?= \w+ed\b)|is to|are to)"
)
_HOW = r"(?:(?:protectively|hereby|currently|now|only|strictly) )"
_A = (
    r"(?:(?: information)? marked)?(?: (?:the|an?)(?: (?:protective |security )?marking(?: of)?)?)?"
)
_SAID = (
    r"(?:classified|marked|graded|designated|rated|shared|issued|circulated|provided|sent|given"
    r"|supplied|made|distributed|released|disclosed|submitted|published|cleared|treated|handled"
    r"|regarded|held|written|offered|labelled|considered)(?: by [\w ]{3,25}?(?= as\b))?"
)
_AS = r"(?: (?:as|at|under|to|in (?:line|accordance) with))?"
_SHARING = (
    r"(?:sharing|sending|circulating|posting|marking|classifying|forwarding|issuing|giving you)"
)
_NOTICE = (
    r"(?:(?:please |to )?note(?: that)?[:,]? |n\.?b\.?[:,]? |warning[:!]? |important[:!]? "
    r"|reminder[:!]? |fyi[:,]? |just (?:to say|so you know)(?: that)?[:,]? )?"
)
_KEY_WORDS = (
    r"(?:classification|(?:protective )?marking|sensitivity|gsc?p?|gpms|grading|tlp"
    r"|security (?:level|label|status|category))"
)


class MarkingPlaces(PackPart):
    """Where the community's texts carry their markings.

    Attributes:
        keys: what stands before a marking, as in `Classification: …`.
        fields: what stands before other things too, as `Status: …` does.
        openings: greetings and the like that may stand before a marked message.
        subjects: what begins a sentence that states a marking, up to the marking.
        claims: as `subjects`, of whatever thing; only a marking in capitals is stated of it.
        rumours: as `claims`, of a text that need not be this one; only a marking that is no word
            is stated of it, for a plan for a party may be TOP SECRET too.
        papers: what a text may be called, as in `a SECRET document`.
        qualifiers: what may follow a marking without being one.
        furniture: page numbers, versions and dates that may stand beside a marking.
        prose: words that tell a sentence about markings from a title between two of them.
        explains: how a text goes on when it explains a marking that it begins with.
        predicates: how a sentence goes on that has a marking for its subject.
        mentions: words that speak of the marking behind them, as in `guide to SECRET`.
        about: words in the name of a file, or in a title, that is about a marking.
    """

    keys: tuple[Pattern, ...] = patterns(
        rf"(?:x-)?(?:(?:[a-z]+(?:['’]s)?|&)[ /-]+){{0,3}}{_KEY_WORDS}"
        r"(?: (?:level|label|tier|scheme|status|colou?r|rating|marking|classification))?"
        r"(?: (?:and|&|/) (?:handling|marking|caveats?))?(?: ?\([^()]{1,30}\))?"
        r"(?: of (?:this|the) [a-z]+)?",
        r"(?:please )?(?:treat|handle|regard)"
        r"(?: (?:this|these|it|the following|all of this)(?: \w+)?)? as",
        r"(?:to be )?(?:protectively )?(?:marked|classified|graded|treated|handled)(?: as)?",
    )
    fields: tuple[Pattern, ...] = patterns(
        r"(?:[a-z]+ )?(?:handling|sharing|dissemination|distribution|circulation|attribution"
        r"|confidentiality|caveats?|descriptor|release|publication|access|privacy)"
        r"(?: (?:level|markings?|rules?|restrictions?|instructions?|caveats?|code|status))?",
        r"(?:[a-z]+ )?(?:status|label|level|security|pm)",
    )
    openings: tuple[Pattern, ...] = patterns(
        r"(?:hi|hello|hey|dear|(?:good )?(?:morning|afternoon|evening))(?: [\w'’-]+){0,2}"
        r"(?:[,!:.]| -+)+",
        r"(?:fyi|n\.?b\.?|note|reminder|warning|important|attention)\b(?:[,!:.]| -+)*",
        r"(?:team|all|both|folks|everyone|colleagues)\b[,:!]",
        r"@[\w.-]+[,:]?",
    )
    subjects: tuple[Pattern, ...] = patterns(
        rf"{_NOTICE}(?:(?:the )?contents? of )?(?:{_A_PAPER}|{_IT}) {_IS}"
        rf"(?: {_HOW}?{_SAID}{_AS})?{_A}(?!\w)",
        rf"{_NOTICE}(?:(?:the )?contents? of )?{_SOME_PAPER} {_IS} {_HOW}?{_SAID}{_AS}{_A}(?!\w)",
        rf"{_NOTICE}(?:{_SOME_PAPER}|document|paper|report|note|message|e-?mail|file)"
        rf" {_SAID}{_AS}{_A}(?!\w)",
        rf"{_NOTICE}(?:(?:i am|i['’]m|we are|we['’]re|i have|we have) )?(?:{_SHARING}|{_SAID})"
        rf"(?: (?:this|these|it|the)(?: {_PAPERS})?)?(?: with (?:you|members|the \w+))?{_AS}(?!\w)",
        r"(?:please find )?(?:attached|enclosed)(?: (?:is|are)|:)?(?: (?:the|an?|our))?(?!\w)",
        r"contains?(?: an?)?(?!\w)",
    )
    claims: tuple[Pattern, ...] = patterns(
        rf"{_NOTICE}(?:this|these|our|the (?:attached|following|enclosed))"
        rf"(?: [\w-]+){{1,3}}? {_IS}(?: {_HOW}?{_SAID}{_AS})?{_A}(?!\w)",
        rf"(?:the )?{_PAPERS} (?:is|are) {_SAID}{_AS}(?!\w)",
    )
    rumours: tuple[Pattern, ...] = patterns(
        rf"{_NOTICE}(?:(?:the )?contents? of )?{_SOME_PAPER} {_IS}{_A}(?!\w)",
    )
    papers: Pattern = patterns(_PAPERS)[0]
    qualifiers: tuple[Pattern, ...] = patterns(
        r"(?:when|once|until|if) (?:complete[d]?|filled(?: in)?|populated|published|released)",
        r"(?:until|till|before) \d.{0,40}",
        r"draft|final|copy(?: no\.?)? ?\d*|no\.? \d+",
        r"contains? [a-z ]{3,40}",
    )
    furniture: tuple[Pattern, ...] = patterns(
        r"(?:page|p\.?|pg\.?|slide|sheet|folio)(?: ?\d{1,4})?(?: ?(?:of|/) ?\d{1,4})?",
        r"\d{1,4}(?: ?(?:of|/) ?\d{1,4})?",
        r"[ivxl]{1,6}",
        r"(?:version|ver\.?|v\.?|issue|rev\.?|revision) ?\d[\w.]*",
        r"draft|final|internal|copy(?: no\.?)? ?\d+",
        r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
        r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:\d{1,2},? )?\d{2,4}",
        r"(?:printed (?:on )?)?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?: \d\d:\d\d)?|\d{4}-\d{2}-\d{2}",
        r"(?:©|\(c\)|copyright) ?.{0,60}",
    )
    prose: tuple[Pattern, ...] = patterns(
        r"\b(?:must|is|are|was|were|be|been|being|should|shall|can|could|(?-i:may)|might|means?|needs?|"
        r"called|marked|marking|markings|labelled|carry|carries|than|or|which|if|not|never|always|"
        r"above|below|between|about|what|how|why|when|who|does|do|adds?|replaces?|put|type|write|"
        r"use|uses|mark|it|isn.t|aren.t|vs?|versus|became|reads?|stamp(?:ed|s)?)\b",
    )
    explains: tuple[Pattern, ...] = patterns(
        r"(?:what (?:it|is|are|does|do|can|they|you|to)|how|why|when|where|who|which|outstanding|"
        r"is|are|was|were|can|could|does|do|did|should|may|"
        r"must|means?|used|applies|apply|refers|covers|guidance|explained|faq|"
        r"information (?:that|whose|which|where)|material (?:that|whose|which)|"
        r"documents? (?:that|whose|which|must|should)|"
        r"goes|belongs|a (?:guide|novel|film|history|musical|story|short|beginner|tier|level|"
        r"marking)|"
        r"the (?:story|history|tale|film|musical|untold|meaning|making|definition|highest|lowest|"
        r"strictest|middle|tier)|very|most|some|highly|origins|"
        r"an? (?:review|introduction|overview|primer|question))\b",
    )
    predicates: tuple[Pattern, ...] = patterns(
        r"(?:is|are|was|were|means?|goes|belongs|applies|refers|must|should|can|may|will)\b"
        r"(?! (?:some|any)(?:one|body)\b| (?:you|we|i|they|he|she|it|this|these|there)\b)",
    )
    mentions: tuple[Pattern, ...] = patterns(
        r"to|on|about|for|handling|using|how|what|when|is|mark|marking|everything|anything|nothing|than|above|below"
    )
    about: tuple[Pattern, ...] = patterns(
        r"\b(?:guide|guidance|how|what|policy|policies|about|rules?|training|faq|handling|"
        r"explained|"
        r"to|on|of|in|with|for|using|marking|markings|papers|documents|material|information|act|scheme|definitions?)\b",
    )
