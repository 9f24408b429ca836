"""What an app's acknowledgement of a modal's submission does to the modal."""

from bot.playground.errors import SlackRefusal
from bot.playground.records import Json, View
from bot.playground.surfaces import Surfaces

TROUBLE = "We had some trouble connecting. Try again?"


class Submissions:
    """Applies `response_action`s.

    Args:
        violations: Takes a line for each acknowledgement that Slack would refuse.
    """

    def __init__(self, surfaces: Surfaces, violations: list[str]) -> None:
        self._surfaces = surfaces
        self._violations = violations

    def acknowledged(self, view: View, body: Json) -> None:
        """Close the modal, or do what the app answered instead."""
        view.errors, view.trouble = {}, ""
        try:
            self._apply(view, body)
        except SlackRefusal as refusal:
            self._violations.append(f"view_submission acknowledgement: {refusal.body()}")
            view.trouble = TROUBLE

    def _apply(self, view: View, body: Json) -> None:
        action = body.get("response_action")
        if action is None:
            self._surfaces.close(view.owner)
        elif action == "clear":
            self._surfaces.close(view.owner, everything=True)
        elif action == "errors":
            self._show_errors(view, body.get("errors") or {})
        elif action == "update":
            self._surfaces.update(view, body.get("view") or {})
        elif action == "push":
            self._surfaces.push(view.owner, body.get("view") or {})
        else:
            raise SlackRefusal("invalid_arguments", [f"unknown response_action {action}"])

    def _show_errors(self, view: View, errors: Json) -> None:
        inputs = {one["block_id"] for one in view.payload["blocks"] if one["type"] == "input"}
        unknown = set(errors) - inputs
        if unknown or not errors:
            raise SlackRefusal("invalid_arguments", [f"errors for unknown blocks: {unknown}"])
        view.errors = {block: str(complaint) for block, complaint in errors.items()}
