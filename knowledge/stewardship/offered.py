"""An offer to the contribution that waits for a curator; nothing when it must not be stored."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from knowledge.models.contributions import Contribution, ContributionState, Credit
from knowledge.models.documents import Kind
from knowledge.models.offers import Offer
from knowledge.models.sensitivity import MarkingAction
from knowledge.models.trials import Trial
from knowledge.stewardship.following import digest_of
from knowledge.stewardship.gatekeeping import Assess, is_barred, reason_to_hold

SOMEBODY = "a member"


def contribution_of(offer: Offer, assess: Assess, now: datetime) -> Contribution | None:
    """Return what is stored of an offer, or None when nothing may be.

    Args:
        offer: as its author sent it.
        assess: the community's rules of sensitivity.
        now: when it is offered.
    """
    stated = offer.trial.texts() if offer.trial else ()
    verdict = assess("\n\n".join([offer.title, offer.text, *filter(None, stated)]))
    if is_barred(verdict):
        return None
    kept = assess(offer.text).text
    hidden = verdict.action is MarkingAction.UNATTRIBUTED
    held = reason_to_hold(verdict)
    return Contribution(
        **offer.model_dump(exclude={"text", "title", "credit", "credit_line", "trial"}),
        **_of_trial(offer.trial, assess, hidden=hidden),
        id=sha256(f"{offer.origin} {now}".encode()).hexdigest()[:32],
        state=ContributionState.HELD if held else ContributionState.OFFERED,
        title=assess(offer.title).text,
        text=kept,
        digest=digest_of(kept),
        credit=Credit.ANONYMOUS if hidden else offer.credit,
        credit_line=SOMEBODY if hidden else offer.credit_line,
        label=verdict.label,
        reasons=(held,) if held else (),
        offered_at=now,
    )


def _of_trial(trial: Trial | None, assess: Assess, *, hidden: bool) -> dict[str, Any]:
    if trial is None:
        return {}
    kept = trial.rewritten(lambda text: assess(text).text if text else "")
    return {"trial": kept.of_nobody() if hidden else kept, "kind": Kind.PRACTICE}
