"""Who: the bodies that sources name, and how to find people; nobody is made up."""

from knowledge.answers.asked import Asked
from knowledge.answers.extractive import choose, current_first
from knowledge.answers.forms.composed import Composed, Part, composed
from knowledge.text.question_forms import seeks_somebody
from knowledge.text.roles import says_who

WORTH = 0.75  # share of the best score from which a sentence that says who comes first


def compose(asked: Asked) -> Composed:
    """Put sentences that say who does a thing first."""
    settled = current_first(asked.ranked, asked.found, asked.found.manifest.thresholds.answer)
    worth = WORTH * settled[0].score
    ordered = sorted(settled, key=lambda one: one.score < worth or not says_who(one.text))
    return composed(asked.citing, [Part("", choose(ordered))], finding(asked))


def finding(asked: Asked) -> tuple[str, ...]:
    """Say how to find a person, where one is looked for."""
    return (asked.pack.notices.finding_people,) if seeks_somebody(asked.question) else ()
