"""An introduction as it begins: a question that waits for the candidate's hours."""

from datetime import datetime

from knowledge.models.introductions import Introduction, WantedIntroduction
from knowledge.people.introductions.rules import Rules


def drafted(
    wanted: WantedIntroduction,
    introduction_id: str,
    now: datetime,
    rules: Rules,
    passed_from: str = "",
) -> Introduction:
    """Return a draft that is due when the candidate may be written to.

    Args:
        wanted: what is asked, of somebody who may be asked.
        introduction_id: a fresh one.
        now: the present moment.
        rules: they know the candidate's hours.
        passed_from: id of the introduction whose candidate passed the question on.
    """
    return Introduction(
        id=introduction_id,
        made_at=now,
        due_at=rules.opening(wanted.candidate, now) or now,
        passed_from=passed_from,
        **dict(wanted),
    )
