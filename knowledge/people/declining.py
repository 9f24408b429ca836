"""Whether a question is on something that a member takes no questions on."""

from collections.abc import Iterable, Set

from knowledge.text.terms import terms


def is_declined(asked: Set[str], topics: Iterable[str]) -> bool:
    """Tell whether a question is on one of the topics that somebody declines.

    It is when it holds every word of the topic, in any order and inflection; function words of
    the topic do not count.

    Args:
        asked: terms of the question.
        topics: in the member's own words.
    """
    return any(wanted and wanted <= asked for wanted in (set(terms(topic)) for topic in topics))
