"""Who speaks in a transcript: roles in place of names, in labels and in what is said."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from indexer.readers.transcripts.head import same_person

_ROLE = re.compile(
    r"(?:interviewer|interviewee|moderator|facilitator|host|chair|researcher|observer|"
    r"note ?taker|participant|respondent|speaker|panell?ist|member|audience|question|answer|"
    r"unknown(?: speaker)?|[a-z])\s?[-#]?\d{0,3}",
    re.IGNORECASE,
)
_SHORT = {"i": "Interviewer", "q": "Interviewer", "int": "Interviewer", "iv": "Interviewer"}
_IN_BRACKETS = re.compile(r"(.*?)\s*[(\[]([^)\]]{1,40})[)\]]\s*")
_NUMBERED = re.compile(r"speaker ?(\d+)", re.IGNORECASE)
_NAME_PART = re.compile(r"[^\W\d_][\w’'-]{2,}")
_MAX_SPEAKERS = 500


class Cue(NamedTuple):
    """Something that was said.

    Attributes:
        start_s: seconds from the beginning, or None where no time is stated.
        speaker: as the file labels them, or empty.
    """

    start_s: float | None
    speaker: str
    text: str


def is_role(label: str) -> bool:
    """Tell whether a label says what somebody did there and not who they are."""
    return bool(_ROLE.fullmatch(label)) or label.lower() in _SHORT


def with_roles(cues: Sequence[Cue], named: frozenset[str]) -> list[Cue]:
    """Put a role in place of each speaker who did not ask to be named.

    Roles that the file states stay; others become `Speaker 1`, `Speaker 2` in the order in
    which they first speak. Names of speakers are replaced in what is said, too.
    """
    shown = _shown({cue.speaker: None for cue in cues if cue.speaker}, named)
    replaced = _Replacer({label: role for label, role in shown.items() if label != role}, cues)
    return [Cue(cue.start_s, shown.get(cue.speaker, ""), replaced(cue.text)) for cue in cues]


def _shown(labels: Iterable[str], named: frozenset[str]) -> dict[str, str]:
    known = list(labels)
    taken = {int(found.group(1)) for label in known if (found := _NUMBERED.fullmatch(label))}
    free = (number for number in range(1, len(known) + len(taken) + 1) if number not in taken)
    people: dict[str, str] = {}
    shown: dict[str, str] = {}
    for label in known:
        person, role = _person_and_role(label)
        if same_person(label) in named or same_person(person) in named:
            shown[label] = person
        elif role:
            shown[label] = role
        else:
            key = same_person(person)
            if key not in people:
                people[key] = f"Speaker {next(free)}"
            shown[label] = people[key]
    return shown


def _person_and_role(label: str) -> tuple[str, str]:
    """Return name and role of a label such as `Imogen Quillfeather (Interviewer)`."""
    if is_role(label):
        return label, _SHORT.get(label.lower(), label)
    found = _IN_BRACKETS.fullmatch(label)
    if not found:
        return label, ""
    inner = found.group(2)
    return found.group(1), (inner if is_role(inner) and len(inner) > 1 else "")


class _Replacer:
    """Puts roles in place of names in running text."""

    def __init__(self, roles: Mapping[str, str], cues: Sequence[Cue]) -> None:
        words = {word for cue in cues for word in cue.text.split() if word[:1].islower()}
        lower = {word.strip(".,;:!?…’'\"") for word in words}
        self._roles: dict[str, str] = {}
        for label, role in list(roles.items())[:_MAX_SPEAKERS]:
            person, _ = _person_and_role(label)
            if is_role(person):
                continue
            # “Will” and “May” are names and words: where a word is spoken, it is left alone.
            parts = _NAME_PART.findall(person)
            alone = [part for part in parts if part.lower() not in lower and part[0].isupper()]
            for name in (person, *alone):
                self._roles.setdefault(name, role)
        longest = sorted(self._roles, key=len, reverse=True)
        names = "|".join(map(re.escape, longest))
        self._pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)") if longest else None

    def __call__(self, text: str) -> str:
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._roles[found.group()], text)
