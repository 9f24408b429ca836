"""What was measured on discussions, as a terminal or a program reads it."""

from collections.abc import Sequence
from typing import Any

from knowledge.evaluation.in_words import figure_lines, interval
from knowledge.evaluation.session_sets import SessionSet
from knowledge.evaluation.theming import SourceFigures


def sessions_in_words(sessions: SessionSet, found: Sequence[SourceFigures]) -> str:
    """Write the figures of each source, a line each."""
    remarks = sum(len(one.items) for one in sessions.sessions)
    lines = [f"{sessions.name}: {_counted(len(sessions.sessions))}, {remarks:,} remarks"]
    for one in found:
        lines += [f"{one.source or 'no source'}: {_counted(one.sessions)}"]
        lines += figure_lines(one.figures, None)
    return "\n".join(lines)


def sessions_as_json(sessions: SessionSet, found: Sequence[SourceFigures]) -> dict[str, Any]:
    """Return the same as plain JSON, figures rounded."""
    return {
        "dataset": sessions.name,
        "sessions": len(sessions.sessions),
        "sources": {
            one.source: {
                "sessions": one.sessions,
                **{figure.name: round(figure.value, 4) for figure in one.figures},
                "intervals": {figure.name: interval(figure) for figure in one.figures},
            }
            for one in found
        },
    }


def _counted(sessions: int) -> str:
    return "1 session" if sessions == 1 else f"{sessions:,} sessions"
