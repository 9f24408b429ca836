"""Rules of sensitivity for tests: the word BLOCKED blocks, HELD holds, CHATHAM hides the author."""

from knowledge.models.sensitivity import MarkingAction, Verdict

_ACTIONS = {
    "BLOCKED": MarkingAction.BLOCK,
    "HELD": MarkingAction.HOLD,
    "CHATHAM": MarkingAction.UNATTRIBUTED,
}


def assess_plainly(text: str) -> Verdict:
    """Judge a text by the words in it."""
    for word, action in _ACTIONS.items():
        if word in text:
            kept = "" if action is MarkingAction.BLOCK else text
            return Verdict(label=word, action=action, text=kept)
    return Verdict(text=text)
