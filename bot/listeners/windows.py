"""Windows that open at once, and are filled when their content has been looked up."""

from slack_sdk import WebClient

from bot.views.parts import Json
from bot.views.sources import loading_modal


def opened(client: WebClient, trigger_id: str, title: str) -> str:
    """Open a window that says that something is being looked up, and return its id."""
    # A trigger lives for three seconds, and looking things up may take longer.
    window = client.views_open(trigger_id=trigger_id, view=loading_modal(title))
    view: Json = window["view"]
    return str(view["id"])
