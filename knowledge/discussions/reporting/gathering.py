"""Prompts and themes of a report, from the entries that may be published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from knowledge.discussions.agreement import Label
from knowledge.discussions.reporting.cells import votes_of
from knowledge.discussions.reporting.differing import differences
from knowledge.discussions.reporting.entries import Shown
from knowledge.discussions.reporting.quoting import quotes_of
from knowledge.discussions.reporting.sentences import on_prompt, on_theme, on_votes
from knowledge.discussions.reporting.written import Checked
from knowledge.models.discussions import Prompt, PromptState
from knowledge.models.report_material import Material
from knowledge.models.report_parts import Difference, Entry, Quote, ReportPrompt, ReportTheme
from knowledge.models.themes import By, Theme

QUOTES, SINGLES, ALL_SINGLES, MOST_CONTESTED = 3, 6, 12, 5
_NAME_CHARS = 90


@dataclass(frozen=True, slots=True)
class Gathering:
    """What themes and prompts of one report are gathered from.

    Attributes:
        checked: what holds of a language model's drafts, by theme.
    """

    material: Material
    shown: Shown
    checked: Mapping[str, Checked]

    def prompt(self, prompt: Prompt) -> ReportPrompt:
        """Gather one prompt."""
        plain = ReportPrompt(
            number=prompt.number, text=prompt.text, skipped=prompt.state is PromptState.SKIPPED
        )
        if prompt.number in self.shown.withheld:
            return plain.model_copy(update={"withheld": True})
        entries = [one for one in self.shown.entries if one.prompt == prompt.number]
        if not entries:
            return plain
        views = differences(self.material, self.shown, prompt.number)
        themes = self._themes(prompt.number, entries, views)
        outside = [one for one in entries if not one.theme]
        contested = self._contested(entries)
        apart = tuple(one for theme, one in views if not theme)
        shown = {one.entry for one in contested}
        shown |= {one.entry for view in apart for one in (view.one, view.other)}
        alone = [one for one in outside if one.id not in shown]
        singles = self._singles(alone, SINGLES if themes else ALL_SINGLES)
        spoke = len({self.shown.remarks[one.id].person for one in entries})
        lead = on_prompt(prompt.number, spoke, len(entries), len(themes), len(outside))
        return plain.model_copy(
            update={
                "sentences": (lead,),
                "themes": themes,
                "contested": contested,
                "differences": apart,
                "singles": singles,
                "unquoted": len(alone) - len(singles),
            }
        )

    def _themes(
        self, number: int, entries: Sequence[Entry], views: Sequence[tuple[str, Difference]]
    ) -> tuple[ReportTheme, ...]:
        by_theme: dict[str, list[Entry]] = {}
        for one in entries:
            if one.theme:
                by_theme.setdefault(one.theme, []).append(one)
        themes = {theme.id: theme for theme in self.material.themes}
        ordered = sorted(
            by_theme, key=lambda key: (-self._people(by_theme[key]), -len(by_theme[key]), key)
        )
        return tuple(
            self._theme(
                themes[key],
                f"{number}{letters(place)}",
                by_theme[key],
                tuple(one for theme, one in views if theme == key),
            )
            for place, key in enumerate(ordered)
        )

    def _theme(
        self, theme: Theme, label: str, entries: Sequence[Entry], views: tuple[Difference, ...]
    ) -> ReportTheme:
        by_id = {one.id: one for one in entries}
        draft = self.checked.get(theme.id)
        own = [one.id for one in entries if not one.repeats]
        quotes = quotes_of((*theme.quotes, *own), by_id, QUOTES)
        if draft and draft.quotes and not theme.quotes:
            quotes = draft.quotes[:QUOTES]
        votes = votes_of(
            self.material.on_themes.get(theme.id), small_cells=self.material.discussion.attributed
        )
        repeats = sum(1 for one in entries if one.repeats)
        sentences = [on_theme(theme.id, self._people(entries), len(entries), repeats)]
        if votes:
            sentences.append(on_votes(theme.id, votes))
        name, named_by = _name(theme, label, quotes, draft)
        return ReportTheme(
            id=theme.id,
            label=label,
            prompt=theme.prompt,
            name=name,
            named_by=named_by,
            keywords=theme.keywords,
            sentences=(*sentences, *(draft.sentences if draft else ())),
            quotes=quotes,
            votes=votes,
            differences=views,
            priorities=tuple(key for key in self.material.priorities if key in theme.priorities),
        )

    def _people(self, entries: Sequence[Entry]) -> int:
        return len({self.shown.remarks[one.id].person for one in entries})

    def _contested(self, entries: Sequence[Entry]) -> tuple[Quote, ...]:
        contested = [one for one in entries if one.votes and one.votes.label == Label.CONTESTED]
        contested.sort(key=lambda one: (-one.votes.voters if one.votes else 0, one.label))
        return quotes_of(
            (one.id for one in contested), {one.id: one for one in entries}, MOST_CONTESTED
        )

    def _singles(self, outside: Sequence[Entry], most: int) -> tuple[Quote, ...]:
        ordered = sorted(outside, key=lambda one: -(one.votes.voters if one.votes else 0))
        return quotes_of((one.id for one in ordered), {one.id: one for one in outside}, most)


def letters(place: int) -> str:
    """Return A, B, …, Z, AA, AB, … for 0, 1, …."""
    before, at = divmod(place, len(ascii_uppercase))
    return (letters(before - 1) if before else "") + ascii_uppercase[at]


def _name(
    theme: Theme, label: str, quotes: Sequence[Quote], draft: Checked | None
) -> tuple[str, By]:
    """Return a title: the host's, a checked one, a quote, keywords, or the label alone.

    A stored title of the algorithm is never used: it may quote what was withdrawn since.
    """
    if theme.named_by is By.HOST and theme.name.strip():
        return theme.name.strip(), By.HOST
    if draft and draft.name:
        return draft.name, By.MODEL
    if quotes:
        return _short(quotes[0].text), By.ALGORITHM
    return ", ".join(theme.keywords) or f"Theme {label}", By.ALGORITHM


def _short(text: str) -> str:
    line = text.splitlines()[0].strip()
    if len(line) <= _NAME_CHARS:
        return line
    end = line.rfind(" ", 0, _NAME_CHARS)
    return line[: end if end > 0 else _NAME_CHARS].rstrip(" ,;:–—-") + "…"
