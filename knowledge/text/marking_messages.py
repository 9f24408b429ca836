"""Does this sentence, message or title say how it is marked?"""

import re
from collections.abc import Sequence

from knowledge.models.sensitivity import MarkingAction, SensitivityRules
from knowledge.text.disguise import Line
from knowledge.text.marking_lines import LineRules
from knowledge.text.marking_runs import JUNK, Run, first_match

MAX_WORDS = 14
"""Words of a title that a marking may stand beside."""

_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_HANDLED = (
    r"(?:please|do not|don['’]t|never|only|not|no|must|should|may|can|cannot|will|keep|handle|treat"
    r"|store|share|send|return|is|are|has|have|contains?|remains?|it|they|this|these|those|there"
    r"|the|its|of|some|we|you)\b"
)
_AFTER_STATED = re.compile(
    r"\s*$|\s*[.,;:!)(\[\]]|\s+-+\s"
    r"|\s+(?:and|until|when|please|to|for|by|do not)\b"
    rf"|\s+(?:so|because|but|as|since) {_HANDLED}"
)
_AFTER_CLAIMED = re.compile(
    r"\W*$|\s*[.;:)(\[\]]|\s+-+\s|\s+(?:until|when|please|to|for|by|do not)\b"
    rf"|,?\s+(?:(?:and|so|because|but|as|since) )?{_HANDLED}"
)
_AFTER_WORD = re.compile(
    r"\s*$|\s*[.;!:](?:\s|$)|\s+-+\s"
    r"|,? (?:and|so|but) (?:must|may|should|please|not|is|are|do not)\b"
    r"|\s+(?:information|material|data)\W*$"
    r"|\s+to (?:the|members|its|our|those)\b|\s+between\b"
)
_AFTER_ORDINARY = re.compile(r"\s*$|\s*[.;!](?:\s|$)")
_SUBJECT_LINE = re.compile(
    r"\A(?:\W*(?:subject|re|fwd?|aw|wg|tr|sv|vs|thread|title|file ?name|attachment)"
    r"(?:\[\d+\])?\s*:\s*)+",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[\s\"'“]*[\[({<]+(?P<inside>[^\[\](){}<>]{2,80})[\])}>]+\s*[-:–]?\s*")
_TAG = re.compile(r"\[(?P<inside>[^\[\]]{2,80})\]")
_LAST_BRACKETS = re.compile(r"(?P<title>.*)(?P<open>[\[(])(?P<inside>[^\[\]()]{2,80})[\])][\s.]*")
_DIVIDED = re.compile(r"\s*(?:[:|>,;]\s+|\.\s+|\s-+\s+|\s*//?+\s*|-{2,}\s*)")
_DASHED_END = re.compile(r"(?P<title>.{3,}?)(?:\s+-+|\s*\||\s*//+|\s*:)\s+(?P<end>.{2,80})")
_NAMES = re.compile(r"\s+[A-Z][a-z]")
_DEFINED = re.compile(r"\s+\([^()]+\)\W*")
_ADDRESSES = re.compile(r"\s+(?:the|our|my|this|these|please|all)\s", re.IGNORECASE)


class MessageRules:
    """What a sentence states of its document, and what a message or a title is marked with."""

    def __init__(self, rules: SensitivityRules, lines: LineRules) -> None:
        self._lines, self._markings = lines, lines.markings
        places = rules.places
        self._subjects, self._claims = places.subjects, places.claims
        self._rumours = places.rumours
        self._predicates = places.predicates
        self._explains, self._about = places.explains, places.about
        self._openings = places.openings
        self._papers = re.compile(rf"\s+(?:{places.papers.pattern})\b", re.IGNORECASE)

    def is_subject(self, line: Line) -> bool:
        """Tell whether a line is the subject of a message or the title of a text."""
        return bool(_SUBJECT_LINE.match(line.text))

    def stated(self, line: Line) -> Run | None:
        """A sentence says that the document is marked."""
        for sentence in _SENTENCES.split(self._begun(line.text)):
            bare = sentence.lstrip(JUNK)
            if sentence.endswith("?"):
                continue
            if run := self._told(self._subjects, bare, spaced=line.spaced):
                return run
            run = self._told(self._claims, bare, spaced=line.spaced)
            if run and run.is_capital and self._is_claimed(run, bare):
                return run
            run = self._told(self._rumours, bare, spaced=line.spaced)
            if run and run.is_capital and run.is_written_as_one:
                return run
        return None

    def _is_claimed(self, run: Run, text: str) -> bool:
        """Tell whether a sentence ends behind a marking or says how to handle what it marks."""
        rest = text[run.end :].lstrip("\"'”)]")
        return run.is_written_as_one or bool(_AFTER_CLAIMED.match(rest) or self._papers.match(rest))

    def _told(self, subjects: Sequence[re.Pattern[str]], text: str, *, spaced: bool) -> Run | None:
        subject = first_match(subjects, text)
        if subject is None:
            return None
        rest = text[subject.end() :]
        start = subject.end() + len(rest) - len(rest.lstrip(" :\"'“(["))
        run = self._markings.run(text, start, spaced=spaced) if start > subject.end() else None
        if run is None or (run.is_lower and not run.is_plain and subject.group().isalpha()):
            return None  # “shared secret”: one word and what it describes
        return run if self._ends_well(run, text[run.end :].lstrip("\"'”)]")) else None

    def sentence(self, line: Line) -> Run | None:
        """A whole sentence says under what rule something was said."""
        for sentence in _SENTENCES.split(line.text):
            run = self._markings.whole(sentence) if sentence[-1:] != "?" else None
            if run and run.severest.action is MarkingAction.UNATTRIBUTED:
                return run
        *before, last = _SENTENCES.split(line.text)
        run = self._markings.whole(last) if " " in "".join(before).strip() else None
        return run if run and run.is_capital and run.is_written_as_one else None

    def bracketed(self, line: Line) -> Run | None:
        """A message or its subject begins with a marking in brackets."""
        text = self._begun(line.text)
        match = _BRACKETED.match(text)
        if match is None:
            return self._tagged(line)
        if any(one.match(text, match.end()) for one in self._predicates):
            return None
        inside = match["inside"]
        run = self._markings.enclosed(inside, spaced=line.spaced) or self._lines.valued(inside)
        if run is None or (run.is_lower and not run.is_plain):
            return None
        barred = run.severest.action in {MarkingAction.BLOCK, MarkingAction.HOLD}
        worded = run.is_lower and run.text.isalpha() and "(" in match.group()
        return run if (run.is_plain or barred) and not worded else None

    def _tagged(self, line: Line) -> Run | None:
        """A subject has a marking in square brackets behind words such as `Accepted:`."""
        if not self.is_subject(line) or line.text.endswith("?"):
            return None
        for tag in _TAG.finditer(line.text):
            run = self._markings.whole(tag["inside"], spaced=line.spaced)
            if run and run.is_capital and not self._lines.is_prose(line.text[: tag.start()]):
                return run
        return None

    def prefixed(self, line: Line) -> Run | None:
        """A text or its subject begins with a marking, divided from what follows."""
        text = self._begun(line.text).lstrip(JUNK)
        run = self._markings.run(text, spaced=line.spaced)
        if run is None or not run.is_plain or run.is_list or text.endswith("?"):
            return None
        if run.is_lower and not run.is_written_as_one:
            return None
        rest = text[run.end :].lstrip("\"'”)]")
        divided = _DIVIDED.match(rest)
        if divided:
            marks = self._is_divided(run, divided.group().strip(), rest[divided.end() :])
        else:
            marks = self._goes_on(run, rest, line)
        return run if marks else None

    def _is_divided(self, run: Run, sign: str, body: str) -> bool:
        """Tell whether what stands behind a marking and a sign is marked by it."""
        if sign in {",", ";"} and not (run.is_capital or run.is_written_as_one):
            return False
        is_pair = sign == ">" and self._markings.run(body)
        return not is_pair and not self._is_explained(body)

    def _goes_on(self, run: Run, rest: str, line: Line) -> bool:
        """Tell whether a text that goes on behind a marking is marked by it."""
        leads = line.lead.strip(JUNK) == run.text
        labels = leads and run.is_written_as_one and not self._papers.match(rest)
        if self._is_explained(rest) or (not labels and self._lines.is_prose(rest[:80])):
            return False
        if leads:
            return run.is_capital or run.is_phrase
        if run.is_written_as_one and _DEFINED.fullmatch(rest):
            return True
        if not run.is_capital or self._is_about(rest):
            return False
        if run.severest.also_a_word:
            barred = run.severest.action is MarkingAction.BLOCK
            return barred and bool(_ADDRESSES.match(rest))
        named = run.is_phrase and _NAMES.match(rest)
        tied = run.is_written_as_one and len(run.text) > len("O-S")
        return tied or bool(named) or self.is_subject(line)

    def suffixed(self, line: Line) -> Run | None:
        """A title, a subject or a message ends with a marking in brackets or behind a dash."""
        text = _SUBJECT_LINE.sub("", line.text, count=1)
        is_subject = text != line.text
        if len(text.split()) > MAX_WORDS or text.endswith("?"):
            return None
        run = self._markings.whole(text) if is_subject else None
        if run and run.severest.action is not MarkingAction.UNATTRIBUTED:
            return run
        match = _LAST_BRACKETS.fullmatch(text)
        if match and not self._lines.is_prose(match["title"]):
            strict = is_subject or match["open"] == "["
            read = self._markings.enclosed if strict else self._markings.whole
            if (run := read(match["inside"])) and (strict or run.is_capital or _is_named(run)):
                return run
        dashed = _DASHED_END.fullmatch(text)
        if dashed is None or self._lines.is_prose(dashed["title"]):
            return None
        run = self._markings.whole(dashed["end"])
        return run if run and (run.is_capital or (run.is_plain and run.is_phrase)) else None

    def _begun(self, text: str) -> str:
        """Return a text without the name of its field and without a greeting."""
        bare = _SUBJECT_LINE.sub("", text, count=1)
        text = self._untagged(bare, is_subject=bare != text)
        for _ in range(2):
            opening = first_match(self._openings, text.lstrip())
            text = text.lstrip()[opening.end() :].lstrip() if opening else text
        return text

    def _untagged(self, text: str, *, is_subject: bool) -> str:
        """Return a text without tags such as `[EXTERNAL] RE:`, up to one that is a marking."""
        while tag := _BRACKETED.match(text):
            rest = _SUBJECT_LINE.sub("", text[tag.end() :], count=1)
            tags = is_subject or _BRACKETED.match(rest)
            inside = tag["inside"]
            if not tags or self._markings.enclosed(inside) or self._lines.valued(inside):
                break
            text = rest
        return text

    def _is_explained(self, rest: str) -> bool:
        bare = rest.lstrip(JUNK)
        return any(one.match(bare) for one in self._explains)

    def _is_about(self, rest: str) -> bool:
        words = " ".join(rest.split()[:2])
        return any(one.search(words) for one in self._about)

    def _ends_well(self, run: Run, rest: str) -> bool:
        if not run.is_lower:
            return bool(_AFTER_STATED.match(rest) or self._papers.match(rest))
        if run.is_plain:
            return bool(_AFTER_WORD.match(rest))
        barred = run.severest.action in {MarkingAction.BLOCK, MarkingAction.HOLD}
        return barred and bool(_AFTER_ORDINARY.match(rest))


def _is_named(run: Run) -> bool:
    """Tell whether a run is the name of a rule rather than words: `Chatham House Rule`."""
    return run.is_plain and run.is_phrase and not run.is_lower
